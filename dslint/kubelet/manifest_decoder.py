"""A manifest file's value as the kubelet's decoder takes it: a Pod, or an error in its words.

Kubernetes: pkg/kubelet/config/common.go (tryDecodeSinglePod), apimachinery's universal decoder. It is lenient: unknown
fields are passed over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode

UNKNOWN_FIELD = frozenset({"DS101", "DS102"})
_META = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
_SCHEME = "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"
_BUILT_IN_VERSIONS = frozenset({"v1", "apps/v1", "batch/v1", "policy/v1", "rbac.authorization.k8s.io/v1"})
_GO_TYPES: dict[type, str] = {str: "string", bool: "bool", int: "number", float: "number", list: "array"}


class DecodingError(ValueError):
    """What the decoder says; `path` leads to what it stumbles over."""

    def __init__(self, message: str, path: FieldPath = ()) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Manifest:
    """A decoded Pod, and the fields that the decoder passed over."""

    pod: dict[str, Any]
    ignored: tuple[Problem, ...]


def decode_manifest(value: Any, release: Release) -> Manifest:
    """Raises DecodingError."""
    _check_type(value)
    decoded = decode(value, release)
    wrong = [problem for problem in decoded.problems if problem.code not in UNKNOWN_FIELD]
    if wrong:
        first = min(wrong, key=lambda problem: _position(problem.path))
        raise DecodingError(first.message, first.path)
    ignored = tuple(problem for problem in decoded.problems if problem.code in UNKNOWN_FIELD)
    return Manifest(decoded.value, ignored)


def _check_type(value: Any) -> None:
    if value is not None and not isinstance(value, dict):
        found = _GO_TYPES[type(value)]
        raise DecodingError(_no_kind(f"json: cannot unmarshal {found} into Go value of type {_META}"))
    for key in ("apiVersion", "kind"):
        held = (value or {}).get(key)
        if held is not None and not isinstance(held, str):
            found = _GO_TYPES.get(type(held), "object")
            said = f"json: cannot unmarshal {found} into Go struct field .{key} of type string"
            raise DecodingError(_no_kind(said), (key,))
    for key, shown in (("kind", "Kind"), ("apiVersion", "apiVersion")):
        if not (value or {}).get(key):
            raise DecodingError(f"Object '{shown}' is missing in '{_as_json(value)}'")
    held = value or {}
    _check_registered(held["apiVersion"], held["kind"])


def _check_registered(api_version: str, kind: str) -> None:
    if (api_version, kind) == ("v1", "Pod"):
        return
    if api_version in _BUILT_IN_VERSIONS and kind.isalpha() and kind[0].isupper() and not _nearly_a_pod(kind):
        raise DecodingError(f"invalid pod: &core.{kind}{{…}}", ("kind",))
    said = f'no kind "{kind}" is registered for version "{api_version}" in scheme "{_SCHEME}"'
    raise DecodingError(said, ("kind",) if _nearly_a_pod(kind) and kind != "Pod" else ("apiVersion",))


def _nearly_a_pod(kind: str) -> bool:
    return kind.lower() in ("pod", "pods")


def _no_kind(said: str) -> str:
    return f"couldn't get version/kind; json parse error: {said}"


def _as_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _position(path: FieldPath) -> tuple[Any, ...]:
    """Where the decoder comes upon a place: YAML reaches it as JSON with its keys sorted."""
    return tuple(part if isinstance(part, int) else (str(part),) for part in path)

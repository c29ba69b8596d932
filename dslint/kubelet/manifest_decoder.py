"""What the kubelet's decoder makes of the value in a manifest file: a Pod, or an error in its words.

Kubernetes: pkg/kubelet/config/common.go (tryDecodeSinglePod), apimachinery's universal decoder. It is lenient: it
ignores unknown fields.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dslint.api_server.stored_object import StoredObject, StoredObjects
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release

UNKNOWN_FIELD = frozenset({"DS101", "DS102"})
_META = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
_SCHEME = "pkg/api/legacyscheme/scheme.go:30"
_BUILT_IN: dict[str, tuple[str, str]] = {
    "v1": (
        "core",
        (
            "Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume "
            "PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount"
        ),
    ),
    "apps/v1": ("apps", "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet"),
    "batch/v1": ("batch", "CronJob Job"),
    "policy/v1": ("policy", "PodDisruptionBudget"),
    "rbac.authorization.k8s.io/v1": ("rbac", "ClusterRole ClusterRoleBinding Role RoleBinding"),
}
"""Versions that a kubelet's scheme has registered: Go's package, and the kinds; of most there is a list too."""

_ABORTING_CODES = frozenset({"DS105", "DS106"})
_ABORTING_ENDS: frozenset[tuple[str, ...]] = frozenset(
    {("httpGet", "port"), ("tcpSocket", "port"), ("metadata", "creationTimestamp"), ("metadata", "deletionTimestamp")}
)
_GO_TYPES: dict[type, str] = {str: "string", bool: "bool", int: "number", float: "number", list: "array"}


class DecodingError(ValueError):
    """The decoder's error; `path` leads to the value that causes it."""

    def __init__(self, message: str, path: FieldPath = ()) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Manifest:
    """A Pod, decoded and defaulted, and the unknown fields that the decoder ignores."""

    stored: StoredObject
    ignored: tuple[Problem, ...]


def decode_manifest(value: Any, release: Release, objects: StoredObjects) -> Manifest:
    """Raises DecodingError for anything but a Pod."""
    _check_type(value)
    stored = objects.of(value, release)
    wrong = [problem for problem in stored.decoded.problems if problem.code not in UNKNOWN_FIELD]
    if wrong:
        first = min(wrong, key=lambda problem: (not _aborts(problem), _position(value, problem.path)))
        raise DecodingError(first.message, first.path)
    ignored = tuple(problem for problem in stored.decoded.problems if problem.code in UNKNOWN_FIELD)
    return Manifest(stored, ignored)


def _check_type(value: Any) -> None:
    if value is not None and not isinstance(value, dict):
        found = _GO_TYPES[type(value)]
        raise DecodingError(_no_kind(f"json: cannot unmarshal {found} into Go value of type {_META}"))
    for key in ("apiVersion", "kind"):
        held = (value or {}).get(key)
        if held is not None and not isinstance(held, str):
            found = _GO_TYPES.get(type(held), "object")
            message = f"json: cannot unmarshal {found} into Go struct field .{key} of type string"
            raise DecodingError(_no_kind(message), (key,))
    for key, shown in (("kind", "Kind"), ("apiVersion", "apiVersion")):
        if not (value or {}).get(key):
            raise DecodingError(f"Object '{shown}' is missing in '{_as_json(value)}'")
    held = value or {}
    _check_registered(held["apiVersion"], held["kind"])


def _check_registered(api_version: str, kind: str) -> None:
    if (api_version, kind) == ("v1", "Pod"):
        return
    package, kinds = _BUILT_IN.get(api_version, ("", ""))
    if kind.removesuffix("List") in kinds.split() or (kind == "List" and package == "core"):
        raise DecodingError(f"invalid pod: &{package}.{kind}{{…}}", ("kind",))
    message = f'no kind "{kind}" is registered for version "{api_version}" in scheme "{_SCHEME}"'
    raise DecodingError(message, ("kind",) if _nearly_a_pod(kind) and kind != "Pod" else ("apiVersion",))


def _nearly_a_pod(kind: str) -> bool:
    return kind.lower() in ("pod", "pods")


def _no_kind(message: str) -> str:
    return f"couldn't get version/kind; json parse error: {message}"


def _as_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _aborts(problem: Problem) -> bool:
    """Whether the decoder stops there: types that read themselves return their error, others let it read on."""
    return problem.code in _ABORTING_CODES or problem.path[-2:] in _ABORTING_ENDS


def _position(value: Any, path: FieldPath) -> tuple[int, ...]:
    """Where a path is in the order of the document, in which the decoder reads."""
    found = []
    for key in path:
        found.append(key if isinstance(key, int) else list(value).index(key))
        value = value[key]
    return tuple(found)

"""Which object a value is: one to judge, another of Kubernetes' kinds, none at all, or one whose kind is misspelled."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from dslint.findings import Problem
from dslint.source import faults

_API_VERSIONS = {"DaemonSet": "apps/v1", "Pod": "v1"}
JUDGED = tuple(_API_VERSIONS)
_PLAIN_GROUPS_END = (".k8s.io", ".kubernetes.io")
_NEAR = 0.8
"""As alike as `Daemonsets` and `DeamonSet` are to DaemonSet, and `StatefulSet` is not."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a value is: to be judged, or why not, in `note`, or what is wrong with its kind, in `problem`."""

    judged: bool = False
    note: str = ""
    problem: Problem | None = None


def identify(value: Any) -> Identity:
    """Look at kind and apiVersion only."""
    if not isinstance(value, dict):
        return Identity(note=f"is no Kubernetes object but {_shown(value)}")
    kind, api_version = value.get("kind"), value.get("apiVersion")
    if not kind:
        return _without_kind(value)
    if not isinstance(kind, str):
        return Identity(problem=_problem(faults.KIND_MISSING, f"kind is {kind!r} and no text", "kind"))
    meant = nearest_kind(kind)
    if meant is None or _foreign(api_version):
        return Identity(note=f"is a {kind}, which dslint does not judge")
    return _nearly(kind, meant, api_version)


def _nearly(kind: str, meant: str, api_version: Any) -> Identity:
    if kind != meant:
        message = f'no kind "{kind}" is registered for version "{api_version}"; did you mean {meant}?'
        return Identity(problem=_problem(faults.KIND_MISSPELLED, message, "kind"))
    if not api_version:
        message = f"apiVersion is missing; a {kind} has {_API_VERSIONS[kind]}"
        return Identity(problem=Problem(faults.API_VERSION_MISSING, message, ("kind",), "apiVersion", at="key"))
    return Identity(judged=True)


def nearest_kind(kind: str) -> str | None:
    """The kind to judge that is written so, or nearly so; None when it is another."""
    by_letters = {known.lower(): known for known in JUDGED}
    near = difflib.get_close_matches(kind.lower(), by_letters, n=1, cutoff=_NEAR)
    return by_letters[near[0]] if near else None


def _without_kind(value: dict[str, Any]) -> Identity:
    """An object without a kind is one that has the other parts of an object."""
    parts = sum(isinstance(value.get(part), dict) for part in ("metadata", "spec"))
    if parts + bool(value.get("apiVersion")) < 2:
        return Identity(note="is no Kubernetes object: it has no kind")
    at = "apiVersion" if "apiVersion" in value else "metadata"
    return Identity(problem=_problem(faults.KIND_MISSING, "kind is missing; say what this object is", at))


def _foreign(api_version: Any) -> bool:
    """Whether an API group is somebody's own: those have a domain, and may call a kind DaemonSet."""
    group = api_version.partition("/")[0] if isinstance(api_version, str) and "/" in api_version else ""
    return "." in group and not group.endswith(_PLAIN_GROUPS_END)


def _problem(code: str, message: str, at: str) -> Problem:
    return Problem(code=code, message=message, path=(at,), field="kind")


def _shown(value: Any) -> str:
    return {list: "a list", type(None): "null"}.get(type(value), f"the plain value {str(value)[:40]!r}")

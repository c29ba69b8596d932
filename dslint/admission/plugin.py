"""What an admission plugin reads of the cluster, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from dslint.findings import FieldPath

if TYPE_CHECKING:
    from dslint.kubernetes.pods import Pod
    from dslint.plans import Reason

Admitted: TypeAlias = "dict[str, Any] | Reason"
"""The pod for the next plugin, a new object if this one changed it; or the API server's error for the pod's creator."""


class Lister(Protocol):
    """The objects and the pods of an inventory; dslint.kubernetes.cluster.Cluster is one."""

    pods: list[Pod]
    refused: frozenset[tuple[str, str, str]]

    def of_kind(self, kind: str) -> list[dict[str, Any]]: ...

    def is_complete(self, kind: str, namespace: str = "") -> bool: ...

    def unknown(self, kind: str, name: str, namespace: str = "") -> bool: ...


def forbidden(code: str, pod: dict[str, Any], message: str, path: FieldPath = ()) -> Reason:
    """The error of a plugin that rejects a pod; `message` is its own, `path` leads to the cause in the pod."""
    return _reason(code, f'pods "{_name(pod)}" is forbidden: {message}', path)


def invalid(code: str, pod: dict[str, Any], message: str, path: FieldPath) -> Reason:
    """The error for a pod that is invalid after a plugin has changed it."""
    return _reason(code, f'Pod "{_name(pod)}" is invalid: {message}', path)


def failed(code: str, message: str) -> Reason:
    """The error of a plugin that cannot decide, as the API server returns it: without the pod's name."""
    return _reason(code, message, ())


def _reason(code: str, message: str, path: FieldPath) -> Reason:
    # Lint asks plugins for their tables only: it does not pay for the values of a plan.
    from dslint.plans import Decider, Reason

    return Reason(code, Decider.API_SERVER, message, path=path)


def _name(pod: dict[str, Any]) -> str:
    # Admission comes before the server makes a name of generateName.
    metadata = pod.get("metadata") or {}
    return metadata.get("name") or metadata.get("generateName") or "Unknown"

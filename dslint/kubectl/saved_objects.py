"""A DaemonSet with its history, found among saved objects (`kubectl get ds,controllerrevisions -o json`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dslint.kubernetes.controller_revisions import ControllerRevision, history

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """A DaemonSet with its revisions, lowest number first."""

    daemonset: Raw
    revisions: tuple[ControllerRevision, ...]

    @property
    def name(self) -> str:
        return str(self.daemonset["metadata"]["name"])

    @property
    def resource(self) -> str:
        """As kubectl names it: `daemonset.apps/agent`."""
        group = str(self.daemonset.get("apiVersion") or "").rpartition("/")[0]
        return f"daemonset.{group}/{self.name}"

    def revision(self, number: int) -> ControllerRevision | None:
        """The revision with that number, the last of several, as in kubectl's map."""
        return next((revision for revision in reversed(self.revisions) if revision.number == number), None)


def find(objects: Sequence[Raw], name: str, namespace: str | None) -> Saved | None:
    """The DaemonSet of that name; without a namespace the one in `default`, or the only one."""
    found = [raw for raw in objects if raw.get("kind") == "DaemonSet" and _metadata(raw).get("name") == name]
    if namespace is None and len(found) > 1:
        namespace = "default"
    if namespace is not None:
        found = [raw for raw in found if _namespace(raw) == namespace]
    return Saved(found[0], history(found[0], objects)) if found else None


def names(objects: Iterable[Raw], namespace: str | None) -> list[str]:
    """The names of all DaemonSets, in the order of the file."""
    return [
        str(_metadata(raw).get("name"))
        for raw in objects
        if raw.get("kind") == "DaemonSet" and namespace in (None, _namespace(raw))
    ]


def _metadata(raw: Raw) -> Raw:
    return raw.get("metadata") or {}


def _namespace(raw: Raw) -> str:
    return str(_metadata(raw).get("namespace") or "default")

"""A DaemonSet and its history among saved objects, found as kubectl finds them.

Kubernetes: kubectl/pkg/polymorphichelpers/history.go (daemonSetHistory): ControllerRevisions of the namespace whose
labels the DaemonSet's selector matches and that it controls, by uid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dslint.kubernetes.selectors import LabelSelector

Raw = Mapping[str, Any]
CHANGE_CAUSE = "kubernetes.io/change-cause"
REVISION_HASH = "controller-revision-hash"


@dataclass(frozen=True, slots=True)
class Revision:
    """A ControllerRevision: a template that the DaemonSet has or had."""

    number: int
    name: str
    hash: str
    change_cause: str
    template: Raw

    @classmethod
    def of(cls, raw: Raw) -> Revision:
        metadata = raw.get("metadata") or {}
        template = ((raw.get("data") or {}).get("spec") or {}).get("template") or {}
        return cls(
            number=int(raw.get("revision") or 0),
            name=metadata.get("name") or "",
            hash=(metadata.get("labels") or {}).get(REVISION_HASH) or "",
            change_cause=(metadata.get("annotations") or {}).get(CHANGE_CAUSE) or "",
            template={key: value for key, value in template.items() if key != "$patch"},
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """A DaemonSet with its revisions, lowest number first."""

    daemonset: Raw
    revisions: tuple[Revision, ...]

    @property
    def name(self) -> str:
        return str(self.daemonset["metadata"]["name"])

    @property
    def resource(self) -> str:
        """As kubectl names it: `daemonset.apps/agent`."""
        group = str(self.daemonset.get("apiVersion") or "").rpartition("/")[0]
        return f"daemonset.{group}/{self.name}"

    def revision(self, number: int) -> Revision | None:
        """Of several with one number the last, as a map keeps it."""
        return next((revision for revision in reversed(self.revisions) if revision.number == number), None)


def find(objects: Sequence[Raw], name: str, namespace: str | None) -> Saved | None:
    """Without a namespace: the one in `default`, else the only one of that name."""
    found = [raw for raw in objects if raw.get("kind") == "DaemonSet" and _metadata(raw).get("name") == name]
    if namespace is None and len(found) > 1:
        namespace = "default"
    if namespace is not None:
        found = [raw for raw in found if _namespace(raw) == namespace]
    return Saved(found[0], history(found[0], objects)) if found else None


def names(objects: Iterable[Raw], namespace: str | None) -> list[str]:
    """Of all DaemonSets, in the order of the file."""
    return [
        str(_metadata(raw).get("name"))
        for raw in objects
        if raw.get("kind") == "DaemonSet" and namespace in (None, _namespace(raw))
    ]


def history(daemonset: Raw, objects: Iterable[Raw]) -> tuple[Revision, ...]:
    """The DaemonSet's revisions, lowest number first."""
    selector = LabelSelector.of((daemonset.get("spec") or {}).get("selector"))
    controlled = [
        Revision.of(raw)
        for raw in objects
        if raw.get("kind") == "ControllerRevision"
        and _namespace(raw) == _namespace(daemonset)
        and selector is not None
        and selector.matches(_metadata(raw).get("labels") or {})
        and _controls(daemonset, raw)
    ]
    return tuple(sorted(controlled, key=lambda revision: revision.number))


def _controls(daemonset: Raw, raw: Raw) -> bool:
    owners = _metadata(raw).get("ownerReferences") or ()
    uid = _metadata(daemonset).get("uid")
    return any(owner.get("controller") and owner.get("uid") == uid for owner in owners)


def _metadata(raw: Raw) -> Raw:
    return raw.get("metadata") or {}


def _namespace(raw: Raw) -> str:
    return str(_metadata(raw).get("namespace") or "default")

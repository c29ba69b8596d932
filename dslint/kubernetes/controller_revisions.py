"""The ControllerRevisions of a DaemonSet: the templates that it has or had.

Kubernetes: kubectl/pkg/polymorphichelpers/history.go (daemonSetHistory): ControllerRevisions of the namespace whose
labels the DaemonSet's selector matches and that it controls, by uid. The controller also adopts those that nothing
controls (pkg/controller/daemon/update.go: controlledHistories).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dslint.kubernetes.selectors import LabelSelector

Raw = Mapping[str, Any]
CHANGE_CAUSE = "kubernetes.io/change-cause"
REVISION_HASH = "controller-revision-hash"


@dataclass(frozen=True, slots=True)
class ControllerRevision:
    """One revision. `hash` is the value of the label controller-revision-hash, `change_cause` an annotation's."""

    number: int
    name: str
    hash: str
    change_cause: str
    template: Raw

    @classmethod
    def of(cls, raw: Raw) -> ControllerRevision:
        """From a ControllerRevision object."""
        metadata = raw.get("metadata") or {}
        template = ((raw.get("data") or {}).get("spec") or {}).get("template") or {}
        return cls(
            number=int(raw.get("revision") or 0),
            name=metadata.get("name") or "",
            hash=(metadata.get("labels") or {}).get(REVISION_HASH) or "",
            change_cause=(metadata.get("annotations") or {}).get(CHANGE_CAUSE) or "",
            template={key: value for key, value in template.items() if key != "$patch"},
        )


def history(daemonset: Raw, objects: Iterable[Raw]) -> tuple[ControllerRevision, ...]:
    """The DaemonSet's revisions among the objects, lowest number first."""
    return _selected(daemonset, objects, _controls)


def claimed_history(daemonset: Raw, objects: Iterable[Raw]) -> tuple[ControllerRevision, ...]:
    """The revisions that the DaemonSet's controller has or adopts, lowest number first.

    A manifest has no uid: without one, the owner's name decides.
    """
    return _selected(daemonset, objects, _claims)


def _selected(
    daemonset: Raw, objects: Iterable[Raw], belongs: Callable[[Raw, Raw], bool]
) -> tuple[ControllerRevision, ...]:
    selector = LabelSelector.of((daemonset.get("spec") or {}).get("selector"))
    found = [
        ControllerRevision.of(raw)
        for raw in objects
        if raw.get("kind") == "ControllerRevision"
        and _namespace(raw) == _namespace(daemonset)
        and selector is not None
        and selector.matches(_metadata(raw).get("labels") or {})
        and belongs(daemonset, raw)
    ]
    return tuple(sorted(found, key=lambda revision: revision.number))


def _claims(daemonset: Raw, raw: Raw) -> bool:
    owner = next((owner for owner in _metadata(raw).get("ownerReferences") or () if owner.get("controller")), None)
    if owner is None:
        return not _metadata(raw).get("deletionTimestamp")
    wanted = _metadata(daemonset)
    if (owner.get("kind"), owner.get("name")) != ("DaemonSet", wanted.get("name")):
        return False
    return not wanted.get("uid") or owner.get("uid") == wanted.get("uid")


def _controls(daemonset: Raw, raw: Raw) -> bool:
    owners = _metadata(raw).get("ownerReferences") or ()
    uid = _metadata(daemonset).get("uid")
    return any(owner.get("controller") and owner.get("uid") == uid for owner in owners)


def _metadata(raw: Raw) -> Raw:
    return raw.get("metadata") or {}


def _namespace(raw: Raw) -> str:
    return str(_metadata(raw).get("namespace") or "default")

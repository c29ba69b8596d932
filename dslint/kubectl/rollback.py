"""What an undo does to a DaemonSet and to its revision numbers.

Kubernetes: pkg/controller/daemon/update.go (constructHistory, cleanupHistory): going back to an old template reuses
its revision and raises the number above all others; the previous number no longer exists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from dslint.kubectl.saved_objects import Saved
from dslint.kubernetes.controller_revisions import REVISION_HASH, ControllerRevision
from dslint.kubernetes.stored_template import stored

DEFAULT_HISTORY_LIMIT = 10


class Numbers(NamedTuple):
    """Revision numbers after the undo: the current one, and those kept and deleted, lowest first."""

    current: int
    kept: tuple[int, ...]
    deleted: tuple[int, ...]


def undo(saved: Saved, target: ControllerRevision) -> dict[str, Any]:
    """The DaemonSet with the revision's template; everything else stays, including its update strategy."""
    spec = {**(saved.daemonset.get("spec") or {}), "template": dict(target.template)}
    return {**saved.daemonset, "spec": spec}


def current(saved: Saved) -> ControllerRevision | None:
    """The revision of the present template; of several that match, the newest."""
    present = stored((saved.daemonset.get("spec") or {}).get("template") or {})
    matching = [revision for revision in saved.revisions if stored(revision.template) == present]
    return matching[-1] if matching else None


def numbers_after(saved: Saved, template: Mapping[str, Any], live: Collection[str]) -> Numbers:
    """`live` are the revision hashes of existing pods: their revisions are never deleted."""
    form = stored(template)
    matching = [revision for revision in saved.revisions if stored(revision.template) == form]
    old = [revision for revision in saved.revisions if revision not in matching]
    newest = max((revision.number for revision in old), default=0)
    number = max(newest + 1, *(revision.number for revision in matching), 0)
    limit = (saved.daemonset.get("spec") or {}).get("revisionHistoryLimit")
    surplus = len(old) - (DEFAULT_HISTORY_LIMIT if limit is None else limit)
    deleted: list[int] = []
    for revision in old:
        if len(deleted) < surplus and revision.hash not in live:
            deleted.append(revision.number)
    kept = tuple(revision.number for revision in old if revision.number not in deleted)
    return Numbers(number, kept, tuple(deleted))


def renumbered(saved: Saved, target: ControllerRevision, objects: Iterable[Mapping[str, Any]]) -> str:
    """How the undo changes the revision numbers, in one line."""
    pods = [raw for raw in objects if raw.get("kind") == "Pod"]
    live = {str(((raw.get("metadata") or {}).get("labels") or {}).get(REVISION_HASH)) for raw in pods}
    numbers = numbers_after(saved, target.template, live)
    if numbers.current == target.number:
        return f"undo to revision {target.number}: the current template already matches, nothing changes"
    deleted = f"; deleted: {_listed(numbers.deleted)}" if numbers.deleted else ""
    kept = _listed(numbers.kept) or "none"
    return f"undo to revision {target.number}, which becomes revision {numbers.current}; kept: {kept}{deleted}"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))

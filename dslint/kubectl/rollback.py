"""What an undo does to a DaemonSet and to the numbers of its revisions.

Kubernetes: pkg/controller/daemon/update.go (constructHistory, cleanupHistory): going back to an old template takes that
template's revision again and raises its number above all others; the number that it had is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from dslint.kubectl.saved_objects import Saved
from dslint.kubernetes.controller_revisions import REVISION_HASH, ControllerRevision
from dslint.kubernetes.stored_template import stored

DEFAULT_HISTORY_LIMIT = 10


class Numbers(NamedTuple):
    """Revision numbers once the controller has seen the new template: what is left, and what is cut, lowest first."""

    current: int
    kept: tuple[int, ...]
    cut: tuple[int, ...]


def undo(saved: Saved, target: ControllerRevision) -> dict[str, Any]:
    """The DaemonSet with the revision's template; everything else stays, its strategy above all."""
    spec = {**(saved.daemonset.get("spec") or {}), "template": dict(target.template)}
    return {**saved.daemonset, "spec": spec}


def current(saved: Saved) -> ControllerRevision | None:
    """The revision of the present template; of several that match, the newest."""
    present = stored((saved.daemonset.get("spec") or {}).get("template") or {})
    matching = [revision for revision in saved.revisions if stored(revision.template) == present]
    return matching[-1] if matching else None


def numbers_after(saved: Saved, template: Mapping[str, Any], live: Collection[str]) -> Numbers:
    """`live` are the revision hashes on existing pods: their revisions are never cut."""
    form = stored(template)
    matching = [revision for revision in saved.revisions if stored(revision.template) == form]
    old = [revision for revision in saved.revisions if revision not in matching]
    newest = max((revision.number for revision in old), default=0)
    number = max(newest + 1, *(revision.number for revision in matching), 0)
    limit = (saved.daemonset.get("spec") or {}).get("revisionHistoryLimit")
    surplus = len(old) - (DEFAULT_HISTORY_LIMIT if limit is None else limit)
    cut: list[int] = []
    for revision in old:
        if len(cut) < surplus and revision.hash not in live:
            cut.append(revision.number)
    kept = tuple(revision.number for revision in old if revision.number not in cut)
    return Numbers(number, kept, tuple(cut))


def renumbered(saved: Saved, target: ControllerRevision, objects: Iterable[Mapping[str, Any]]) -> str:
    """What becomes of the revisions' numbers, in one line."""
    pods = [raw for raw in objects if raw.get("kind") == "Pod"]
    live = {str(((raw.get("metadata") or {}).get("labels") or {}).get(REVISION_HASH)) for raw in pods}
    numbers = numbers_after(saved, target.template, live)
    if numbers.current == target.number:
        return f"undo to revision {target.number}: the template is the present one, nothing changes"
    cut = f", {_listed(numbers.cut)} {'is' if len(numbers.cut) == 1 else 'are'} cut" if numbers.cut else ""
    kept = _listed(numbers.kept) or "none"
    return f"undo to revision {target.number}, which becomes revision {numbers.current}; left besides: {kept}{cut}"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))

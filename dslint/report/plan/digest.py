"""A plan in parts for people: nodes whose reasons differ only in numbers are one group, which has its pools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dslint.findings import Finding, ObjectRef
from dslint.plans import (
    OTHER_NODE,
    REMOVED_IN_TURN,
    InventorySummary,
    Placement,
    Plan,
    Reason,
    Rollout,
    State,
    Victim,
    WorkloadPlan,
)
from dslint.report.plan import wording
from dslint.report.plan.wording import Answer
from dslint.report.wording import plural


class ReasonText(NamedTuple):
    """One reason as text, with the numbers of the first node if they differ, the line of the manifest, and the cure."""

    text: str
    source: str
    help: str = ""


class Digest(NamedTuple):
    """Nodes with the same answer, for reasons that differ only in numbers. `pools` counts them, largest pool first.

    `scores` are the scores of the nodes for a plain Pod, by name, with --scores. Digests with the same `key` and nodes
    say the same.
    """

    answer: Answer
    nodes: tuple[str, ...]
    reasons: tuple[ReasonText, ...]
    notes: tuple[ReasonText, ...]
    evicts: tuple[Victim, ...]
    pools: tuple[tuple[str, int], ...]
    scores: Mapping[str, int]
    key: object = None

    @property
    def names(self) -> tuple[str, ...]:
        """The nodes' names, each with its score if it has one."""
        return tuple(f"{name} ({self.scores[name]})" if name in self.scores else name for name in self.nodes)

    def where(self, *, everything: bool = False) -> str:
        """`spot 44: spot-a-001, spot-a-002, spot-a-003 and 41 more`; with `everything` all names."""
        shown = wording.examples(self.names, None if everything else wording.EXAMPLES)
        named = [f"{pool} {count}" if len(self.nodes) > 1 else pool for pool, count in self.pools if pool]
        others = sum(count for pool, count in self.pools if not pool)
        named += [f"no pool {others}"] if named and others else []
        return f"{', '.join(named)}: {shown}" if named else shown

    @property
    def messages(self) -> tuple[ReasonText, ...]:
        """The reasons and the notes."""
        return (*self.reasons, *self.notes)


Pools = Mapping[str, str]
"""The pool of each node, by its name."""


def pools_of(inventory: InventorySummary) -> Pools:
    return {name: place.pool for place in inventory.places for name in place.nodes}


def unchanged(groups: Iterable[Digest]) -> str:
    """`60 nodes unchanged: 58 keep their pods, 2 never ran it`; "" if there are none."""
    counts = Counter[Answer]()
    for group in groups:
        counts[group.answer] += len(group.nodes)
    kept, never_ran = counts[Answer.KEPT], counts[Answer.NEVER_RAN]
    keep = "keeps its pod" if kept == 1 else "keep their pods"
    told = [(count, what) for count, what in ((kept, keep), (never_ran, "never ran it")) if count]
    if not told:
        return ""
    parts_told = [f"{count} {what}" for count, what in told] if len(told) > 1 else [told[0][1]]
    return f"{plural(kept + never_ran, 'node')} unchanged: {', '.join(parts_told)}"


class Part(NamedTuple):
    """A part of a report: workloads with the same answer, of which the first stands for all, and their nodes.

    `findings` are those on the first one.
    """

    workloads: tuple[WorkloadPlan, ...]
    digests: tuple[Digest, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def first(self) -> WorkloadPlan:
        return self.workloads[0]


def parts(plan: Plan, pools: Pools) -> list[Part]:
    """The parts of a report on the plan; those in which nothing changes come last."""
    on = by_object(plan.findings)
    found = [
        Part((workload,), tuple(digests(workload.placement, pools, workload.rollout)), tuple(on.get(workload.ref, ())))
        for workload in plan.workloads
    ]
    if len(found) > 1:
        found = _folded(found)
    return sorted(found, key=lambda part: wording.is_unchanged(part.first))


def by_object(findings: Iterable[Finding]) -> dict[ObjectRef | None, list[Finding]]:
    """The findings on each object."""
    found: dict[ObjectRef | None, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.object, []).append(finding)
    return found


def _folded(found: Iterable[Part]) -> list[Part]:
    """One part for all workloads that differ only in their names and files."""
    from dslint.report.plan.placed_alike import texts

    alike: dict[object, list[Part]] = {}
    for part in found:
        placed = tuple((one.key, one.nodes, one.evicts, tuple(one.scores.items())) for one in part.digests)
        codes = tuple(finding.code for finding in part.findings)
        alike.setdefault((placed, codes, texts(part.first)), []).append(part)
    return [same[0]._replace(workloads=tuple(part.first for part in same)) for same in alike.values()]


def digests(groups: Iterable[Placement], pools: Pools, rollout: Rollout | None = None) -> list[Digest]:
    """The merged groups: what the rollout changes and what does not run first, then the largest."""
    merged: dict[object, list[Placement]] = {}
    for answer, group in _by_answer(map(_of_its_own, groups), rollout):
        notes = group.notes
        if answer is Answer.REPLACED:
            notes = tuple(note for note in notes if note.code not in _SAME_AS_BEFORE)
        key = (answer, tuple(map(_equal_part, group.reasons)), tuple(map(_equal_part, notes)), bool(group.evicts))
        merged.setdefault(key, []).append(group._replace(notes=notes))
    found = [_digest(key, alike, pools) for key, alike in merged.items()]
    if all(digest.answer is Answer.NEVER_RAN for digest in found):
        # Why it runs nowhere is what matters then.
        found = [digest._replace(answer=Answer.NOT_SCHEDULED) for digest in found]
    return sorted(found, key=lambda digest: (digest.answer.rank, -len(digest.nodes)))


def _of_its_own(group: Placement) -> Placement:
    own = tuple(reason for reason in group.reasons if reason.code != OTHER_NODE)
    return group._replace(reasons=own) if own and own != group.reasons else group


_SAME_AS_BEFORE = frozenset({"Cordoned"})
"""Notes on a node where the old pod runs as well: they are about no change."""


def _by_answer(groups: Iterable[Placement], rollout: Rollout | None) -> Iterator[tuple[Answer, Placement]]:
    nodes = rollout.nodes if rollout else None
    if nodes is None:
        for group in groups:
            yield _answer(group, None), group
        return
    changes = {name: change for change, names in nodes._asdict().items() for name in names}
    for group in groups:
        parts: dict[str, list[str]] = {}
        for name in group.nodes:
            parts.setdefault(changes.get(name, ""), []).append(name)
        for change, names in parts.items():
            yield _answer(group, change), group._replace(nodes=tuple(names))


def _answer(group: Placement, change: str | None) -> Answer:
    """`change` is what the rollout does on the nodes, "" for nothing; None if there is no rollout."""
    if group.state is State.BOUND:
        answer = _OF_CHANGE.get(change, Answer.RUNS)
        if answer in _WITH_NEW_POD and group.waits:
            return Answer.WAITS
        return Answer.NEVER_READY if group.never_ready else answer
    if group.state is State.REMOVED:
        in_turn = any(note.code == REMOVED_IN_TURN for note in group.notes)
        return Answer.REMOVED_IN_TURN if in_turn else Answer.REMOVED_AT_ONCE
    if group.state is State.EXCLUDED and change is not None:
        if change:
            return Answer.REFUSED
        cured = any(reason.help for reason in group.reasons)
        return Answer.NOT_SCHEDULED if cured else Answer.NEVER_RAN
    return _OF_STATE[group.state]


_OF_CHANGE: Mapping[str | None, Answer] = {
    "replaced": Answer.REPLACED,
    "added": Answer.ADDED,
    "kept": Answer.KEPT,
}
_WITH_NEW_POD = (Answer.RUNS, Answer.ADDED)
_OF_STATE = {
    State.CANDIDATE: Answer.CANDIDATE,
    State.PENDING: Answer.PENDING,
    State.MISSCHEDULED: Answer.MISSCHEDULED,
    State.EXCLUDED: Answer.NOT_SCHEDULED,
}

NUMBERED = frozenset({"InsufficientResource", "TooManyPods", "HostPort", "VolumeLimit", "TopologySpread", "LowerScore"})
"""Reasons whose messages contain numbers or names of a node; their events are the same for all nodes."""

OFFERS_NONE = "node offers none"
"""How the message ends if the node lacks the resource, which no pod that goes can change."""


def _equal_part(reason: Reason) -> object:
    if reason.code not in NUMBERED:
        return (reason.code, reason.message, reason.path, reason.help)
    return (reason.code, reason.event, reason.message.endswith(OFFERS_NONE), reason.path)


def _digest(key: object, alike: list[Placement], pools: Pools) -> Digest:
    nodes = tuple(name for group in alike for name in group.nodes)
    answer: Answer = key[0]  # type: ignore[index]
    return Digest(
        answer=answer,
        nodes=nodes,
        reasons=tuple(_reason_text(alike, index, "reasons") for index in range(len(alike[0].reasons))),
        notes=tuple(_reason_text(alike, index, "notes") for index in range(len(alike[0].notes))),
        evicts=tuple(victim for group in alike for victim in group.evicts),
        pools=tuple(Counter(pools.get(name, "") for name in nodes).most_common()),
        scores={name: score for group in alike for name, score in (group.scores or {}).items()},
        key=key,
    )


def _reason_text(alike: list[Placement], index: int, part: str) -> ReasonText:
    same: list[Reason] = [getattr(group, part)[index] for group in alike]
    first = same[0]
    differ = any(reason.message != first.message for reason in same)
    on_first = f" (on {alike[0].nodes[0]}; others similar)" if differ else ""
    cure = f"{first.help}{on_first}" if first.help else ""
    return ReasonText(f"{first.message.rstrip()}{on_first}", str(first.source) if first.source else "", cure)

"""The differences of a what-if in sentences: nodes whose state changes, and rollouts that take another course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.plans import Difference, Plan, RolloutDifference, RolloutOutcome, State, WhatIf
from dslint.report.plan import sums, wording
from dslint.report.plan.rollout_wording import time
from dslint.report.wording import plural

Change = tuple[str, tuple[str, ...]]
"""A sentence, and the details below it."""

NOTHING = "nothing changes, neither the nodes that run it nor the rollout"


def title(what_if: WhatIf) -> str:
    return f"What if: {'; '.join(what_if.operations)}"


def changes(what_if: WhatIf) -> list[Change]:
    """What the operations change; the same change of several workloads is told once."""
    alike: dict[Change, list[str]] = {}
    for difference in what_if.differences:
        change = _of_nodes(difference), tuple(reason.message for reason in difference.reasons)
        alike.setdefault(change, []).append(str(difference.ref))
    for rollout in what_if.rollouts:
        alike.setdefault((", ".join(_of_rollout(rollout)), ()), []).append(str(rollout.ref))
    return [(f"{_names(refs)}: {told}", details) for (told, details), refs in alike.items()]


def outcomes(what_if: WhatIf, plan: Plan) -> Iterator[tuple[str, str]]:
    """The verdict and the number of nodes in each state, before and after."""
    for label, one in (("before", plan), ("after", what_if.plan)):
        yield label, "; ".join(filter(None, (sums.short_verdict(one), sums.states_line(one))))


def sentences(plan: Plan) -> list[str]:
    """All of it in sentences: both outcomes, then what changes; none without a what-if."""
    if plan.what_if is None:
        return []
    told = changes(plan.what_if) or [(NOTHING, ())]
    return [
        *(f"{label}: {outcome}" for label, outcome in outcomes(plan.what_if, plan)),
        *("; ".join((sentence, *details)) for sentence, details in told),
    ]


def _names(refs: Sequence[str]) -> str:
    """`DaemonSet a/b, c/d`: the kind once, as long as it stays the same."""
    kinds = [ref.split(" ", 1)[0] for ref in refs]
    return ", ".join(
        ref.removeprefix(f"{kind} ") if index and kinds[index - 1] == kind else ref
        for index, (kind, ref) in enumerate(zip(kinds, refs, strict=True))
    )


def _of_nodes(difference: Difference) -> str:
    before = _word(difference.before, never_ready=difference.never_ready_before)
    after = _word(difference.after, never_ready=difference.never_ready_after)
    nodes = f"{plural(len(difference.nodes), 'node')}, {before} -> {after}"
    return f"{nodes}: {wording.examples(difference.nodes)}"


def _word(state: State | None, *, never_ready: bool) -> str:
    if state is None:
        return "no such node"
    return wording.NEVER_READY if never_ready else wording.VERB[state]


def _of_rollout(difference: RolloutDifference) -> Iterator[str]:
    before, after = difference.before, difference.after
    if before is None or after is None:
        yield "no rollout any more" if after is None else "now a rollout"
    if before is not None and before.blocked and not (after and after.blocked):
        yield f"the rollout is no longer blocked ({before.blocked})"
    if after is not None and after.blocked:
        still = "still" if before and before.blocked else "now"
        yield f"the rollout is {still} blocked: {after.blocked}"
    yield from _figures(before or NONE, after or NONE)


NONE = RolloutOutcome(0, 0, None, None)


def _figures(before: RolloutOutcome, after: RolloutOutcome) -> Iterator[str]:
    if before.waves != after.waves and not after.blocked:
        yield f"{before.waves} -> {plural(after.waves, 'wave')}"
    if before.at_worst != after.at_worst:
        worst = f"{before.at_worst or 0} -> {plural(after.at_worst or 0, 'node')}"
        yield f"at worst {worst} without an available pod at once"
    if before.duration != after.duration and before.duration and after.duration:
        yield f"{time(before.duration)} -> {time(after.duration).removeprefix('about ')}"

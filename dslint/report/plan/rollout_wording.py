"""A rollout in sentences: the budget's arithmetic, the waves, the time, what blocks it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Bounds, Budget, Duration, Rollout
from dslint.report.plan import rollout_facts
from dslint.report.wording import plural


def what_changes(rollout: Rollout) -> str:
    """`RollingUpdate: the template changes; 145 replaced, 3 added, 45 removed (45 at once)`."""
    template = "the template changes" if rollout.changed else "the template stays the same"
    counts = [f"{count} {what}" for count, what in ((rollout.replaced, "replaced"), (rollout.added, "added")) if count]
    if rollout.removed:
        at_once = f" ({rollout.removed_at_once} at once)" if rollout.removed_at_once else ""
        counts.append(f"{rollout.removed} removed{at_once}")
    return f"{rollout.strategy}: {template}; {', '.join(counts) or 'no pods change'}"


def sentences(rollout: Rollout) -> Iterator[str]:
    """The sentences after what_changes: differences, budget, waves, outcome, unavailable nodes, time."""
    yield from rollout_facts.differences(rollout)
    if rollout.strategy == "OnDelete" and rollout.changed:
        yield "OnDelete: existing pods keep the old template until they are deleted; new nodes get the new one"
    # A rollout that was interrupted goes on, although its template stays the same.
    moves = rollout.changed or bool(rollout.replaced)
    if rollout.budget is not None and moves:
        yield budget(rollout.budget)
    if rollout.waves:
        yield waves(rollout)
    if moves:
        yield outcome(rollout.updated)
        yield from rollout_facts.unavailable_nodes(rollout)
    if rollout.duration is not None:
        yield time(rollout.duration)
        yield from rollout_facts.assumed(rollout)
    if moves:
        yield from rollout_facts.kubectl_and_helm(rollout)


def budget(found: Budget) -> str:
    """`maxUnavailable 10% of 148 = 15 (rounded up), 3 taken: 12 left`."""
    surges = _is_zero(found.max_unavailable) and not _is_zero(found.max_surge)
    name, written = ("maxSurge", found.max_surge) if surges else ("maxUnavailable", found.max_unavailable)
    share = isinstance(written, str) and written.endswith("%")
    exact = share and found.of * int(written.rstrip("%")) % 100 == 0 if isinstance(written, str) else True
    arithmetic = f"{written} of {found.of} = {found.value}" if share else f"{written}"
    rounded = "" if exact else " (rounded up)"
    left = max(0, found.value - found.taken)
    taken = f", {found.taken} already unavailable: {left} left" if found.taken else ""
    return f"{name} {arithmetic}{rounded}{taken}"


def waves(rollout: Rollout) -> str:
    smallest, largest = min(rollout.waves), max(rollout.waves)
    size = f"of {largest} each" if smallest == largest and len(rollout.waves) > 1 else f"of up to {largest}"
    shown = plural(len(rollout.waves), "wave")
    return f"{shown} {size}: a sliding window over the nodes, in random order"


def outcome(updated: Bounds) -> str:
    low, high = updated.minimum, updated.maximum
    if low == high:
        return f"when it ends, {plural(low, 'node')} {'has' if low == 1 else 'have'} a new pod"
    return f"when it ends, {low} to {high} nodes have a new pod: the number depends on the order of nodes"


def time(duration: Duration) -> str:
    low, typical, high = clock(duration.minimum), clock(duration.typical), clock(duration.maximum)
    return f"about {typical}" if low == high else f"{low} to {high}, typically {typical}"


def clock(seconds: int) -> str:
    """`45 s`, `9 min`, `2 h 20 min`."""
    if seconds < 120:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _is_zero(value: int | str) -> bool:
    return value in (0, "0", "0%")

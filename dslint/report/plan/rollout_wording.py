"""A rollout in sentences: what changes, the budget's arithmetic, who is down, the time, and what tools report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dslint.plans import Bounds, Budget, DownShare, Duration, Rollout
from dslint.report.wording import plural

MOST_DIFFERENCES = 8
LONGEST_VALUE = 80
TEMPLATE = "spec.template."


def what_changes(rollout: Rollout) -> str:
    """`RollingUpdate: 145 replaced, 3 added, 45 removed (45 at once); about 9 min (6 min to 2 h)`."""
    counts = [f"{count} {what}" for count, what in ((rollout.replaced, "replaced"), (rollout.added, "added")) if count]
    if rollout.removed:
        at_once = f" ({rollout.removed_at_once} at once)" if rollout.removed_at_once else ""
        counts.append(f"{rollout.removed} removed{at_once}")
    template = "" if rollout.changed else "; the template stays the same"
    duration = f"; {time(rollout.duration)}" if rollout.duration else ""
    return f"{rollout.strategy}: {', '.join(counts) or 'no pods change'}{template}{duration}"


def sentences(rollout: Rollout) -> Iterator[str]:
    """The sentences after what_changes: differences, unavailable nodes, budget and waves, outcome, assumptions."""
    yield from differences(rollout)
    if rollout.strategy == "OnDelete" and rollout.changed:
        yield "OnDelete: existing pods keep the old template until they are deleted; new nodes get the new one"
    # A rollout that was interrupted goes on, although its template stays the same.
    moves = rollout.changed or bool(rollout.replaced)
    if moves:
        yield from unavailable_nodes(rollout)
    if pace := "; ".join(_pace(rollout, moves=moves)):
        yield pace
    if moves:
        yield from if_bad_everywhere(rollout)
        yield from outcome(rollout)
        yield from kubectl_and_helm(rollout)
    if rollout.duration is not None:
        yield from assumed(rollout)


def _pace(rollout: Rollout, *, moves: bool) -> Iterator[str]:
    if rollout.budget is not None and moves:
        yield budget(rollout.budget, _elsewhere(rollout))
    if len(rollout.waves) > 1 or (rollout.waves and not rollout.blocked):
        yield waves(rollout)


def differences(rollout: Rollout) -> Iterator[str]:
    """`spec.containers[agent].image: agent:1 -> agent:2 (ds.yaml:27)`."""
    found = rollout.template_diff or ()
    for difference in found[:MOST_DIFFERENCES]:
        place = f" ({difference.source})" if difference.source else ""
        yield f"{difference.field.removeprefix(TEMPLATE)}: {_change(difference.old, difference.new)}{place}"
    if len(found) > MOST_DIFFERENCES:
        yield f"and {len(found) - MOST_DIFFERENCES} more differences in the template"


def _change(old: Any, new: Any) -> str:
    """Of lists, only the added and removed items."""
    if not (isinstance(old, list) and isinstance(new, list)):
        if old is None:
            return f"added {_value(new)}"
        return f"removed {_value(old)}" if new is None else f"{_value(old)} -> {_value(new)}"
    removed = [f"removed {_value(item)}" for item in old if item not in new]
    added = [f"added {_value(item)}" for item in new if item not in old]
    return ", ".join(removed + added) or "different order"


def _value(value: Any) -> str:
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _elsewhere(rollout: Rollout) -> str:
    """Nodes that take up the budget, and that no other number has: they never had the pod, or are to lose it."""
    taken = rollout.budget.taken if rollout.budget and not rollout.budget.surges else 0
    number = taken - rollout.unavailable.before if rollout.unavailable else 0
    reasons = ((rollout.added, "to get a first pod"), (rollout.removed, "to lose the pod"))
    why = " or ".join(text for count, text in reasons if count)
    return f"{number} {why}" if number > 0 and why else ""


def budget(found: Budget, elsewhere: str = "") -> str:
    """`maxUnavailable 10% of 148 = 15 (rounded up), 3 already unavailable (1 to lose the pod): 12 left`."""
    name, written = ("maxSurge", found.max_surge) if found.surges else ("maxUnavailable", found.max_unavailable)
    share = isinstance(written, str) and written.endswith("%")
    exact = share and found.of * int(written.rstrip("%")) % 100 == 0 if isinstance(written, str) else True
    arithmetic = f"{written} of {found.of} = {found.value}" if share else f"{written}"
    rounded = "" if exact else " (rounded up)"
    left = max(0, found.value - found.taken)
    apart = f" ({elsewhere})" if elsewhere else ""
    taken = f", {found.taken} already unavailable{apart}: {left} left" if found.taken else ""
    return f"{name} {arithmetic}{rounded}{taken}"


def waves(rollout: Rollout) -> str:
    smallest, largest = min(rollout.waves), max(rollout.waves)
    size = str(largest) if smallest == largest and len(rollout.waves) > 1 else f"up to {largest}"
    return f"{plural(len(rollout.waves), 'wave')} of {size} {'node' if largest == 1 else 'nodes'}, in random order"


def unavailable_nodes(rollout: Rollout) -> Iterator[str]:
    """How many nodes can be without an available pod: in total, by zone and by pool."""
    found = rollout.unavailable
    if found is None:
        return
    worst = [share for places in (found.zones, found.pools) for share in places[:1] if share.down]
    if found.at_worst:
        places = f": {', '.join(map(_share, worst))}" if worst else ""
        yield f"at worst {plural(found.at_worst, 'node')} without an available pod at once{places}"


def if_bad_everywhere(rollout: Rollout) -> Iterator[str]:
    """Where it stalls if no new pod becomes ready; nothing if it stalls anyway."""
    bad = rollout.unavailable.if_bad_everywhere if rollout.unavailable else None
    if bad and not rollout.blocked:
        yield (
            f"if the new version fails everywhere, the rollout stalls with {bad.down} of {plural(bad.of, 'node')} down"
            f" and {bad.old_left} still on the old version"
        )


def _share(share: DownShare) -> str:
    return f"{share.down} of {share.of} ({share.share:.0%}) of {share.name}"


def time(duration: Duration) -> str:
    """`about 2 min (43 s to 15 min)`."""
    low, typical, high = clock(duration.minimum), clock(duration.typical), clock(duration.maximum)
    return f"about {typical}" if low == high else f"about {typical} ({low} to {high})"


def clock(seconds: int) -> str:
    """`45 s`, `9 min`, `2 h 20 min`."""
    if seconds < 120:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def assumed(rollout: Rollout) -> Iterator[str]:
    """The times that are assumed because the inventory does not declare them."""
    sentences = rollout.time.assumed if rollout.time else ()
    if sentences:
        yield f"assuming {', '.join(sentence.split(':')[0] for sentence in sentences)}"


def outcome(rollout: Rollout) -> Iterator[str]:
    """How many nodes have a new pod in the end, if it is not all of them."""
    complete = not rollout.blocked and rollout.updated.minimum >= rollout.replaced + rollout.added
    if not complete and rollout.strategy != "OnDelete":
        yield f"{'when it stalls' if rollout.blocked else 'when it ends'}, {_updated(rollout.updated)}"


def _updated(updated: Bounds) -> str:
    low, high = updated.minimum, updated.maximum
    if low == high:
        return f"{plural(low, 'node') if low else 'no node'} {'have' if low > 1 else 'has'} a new pod"
    return f"{low} to {high} nodes have a new pod: the number depends on the order of nodes"


def kubectl_and_helm(rollout: Rollout) -> Iterator[str]:
    """Helm 4 and Argo CD are named where they see it differently from Helm 3."""
    found = rollout.meanwhile
    if not found:
        return
    yield f"final kubectl rollout status: {found.kubectl}"
    if found.helm4.replace(" (Helm 4)", "") in ("", found.helm):
        yield found.helm
    else:
        yield f"{found.helm.replace('helm --wait', 'helm --wait (Helm 3)', 1)}; {found.helm4}"
    if rollout.blocked and found.argocd:
        yield found.argocd


def steps(rollout: Rollout) -> Iterator[str]:
    """With --trace, the pods by state after each turn: `  2  after kill: 3 new unready, 2 old ready`."""
    for number, step in enumerate(rollout.steps or (), start=1):
        counts = ", ".join(f"{count} {state}" for state, count in step.numbers.items() if count)
        yield f"{number:>3}  after {step.after}: {counts or 'no pods'}"

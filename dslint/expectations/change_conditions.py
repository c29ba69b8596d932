"""Conditions on an update: removed pods, unavailable nodes, time, blocked rollouts."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from dslint.expectations.expectation_subject import ExpectationSubject, Said, Verdict, amount, within
from dslint.plans import Rollout

NOTHING = Verdict(passed=True, message="nothing is updated")
PLACES = (("perZone", attrgetter("zones")), ("perPool", attrgetter("pools")))


def removed(subject: ExpectationSubject, said: Said) -> Verdict:
    rollout = subject.plan.rollout
    return NOTHING if rollout is None else _at_most(rollout.removed, said["max"], rollout, "nodes will lose the pod")


def removed_at_once(subject: ExpectationSubject, said: Said) -> Verdict:
    rollout = subject.plan.rollout
    if rollout is None:
        return NOTHING
    return _at_most(rollout.removed_at_once, said["max"], rollout, "nodes will lose the pod at once")


def _at_most(count: int, limit: int | str, rollout: Rollout, what: str) -> Verdict:
    of = rollout.nodes.with_pod_before if rollout.nodes else 0
    passed = within(count, limit, of)
    return Verdict(passed, f"{count} of {of} {what}" + ("" if passed else f" (limit {limit})"))


def unavailable(subject: ExpectationSubject, said: Said) -> Verdict:
    """Nodes down at the same time: all, by zone and by pool. Nodes that are already down count."""
    rollout = subject.plan.rollout
    if rollout is None or rollout.unavailable is None:
        return NOTHING
    found = rollout.unavailable
    down, of = found.at_worst, subject.plan.desired
    wrong = [] if within(down, said.get("max", "100%"), of) else [f"{down} of {of} nodes (limit {said['max']})"]
    for word, places in PLACES:
        wrong += [
            f"{place.down} of {place.of} nodes of {place.name} (limit {said[word]})"
            for place in places(found)
            if word in said and not within(place.down, said[word], place.of)
        ][:1]
    figures = f"at most {down} of {of} nodes without an available pod"
    return Verdict(not wrong, f"without an available pod at the same time: {'; '.join(wrong)}" if wrong else figures)


def rollout_seconds(subject: ExpectationSubject, said: Said) -> Verdict:
    """The time that `judge` names: `maximum` (the default), `typical` or `minimum`."""
    rollout = subject.plan.rollout
    if rollout is None:
        return NOTHING
    if rollout.blocked is not None:
        return Verdict(passed=False, message=f"never completes: {rollout.blocked.message}")
    if rollout.duration is None:
        return NOTHING
    judge = said.get("judge", "maximum")
    seconds = getattr(rollout.duration, judge)
    passed = seconds <= amount(said["max"], 0)
    return Verdict(passed, f"takes {seconds} s ({judge})" + ("" if passed else f"; limit {said['max']} s"))


def blocked(subject: ExpectationSubject, said: Any) -> Verdict:
    rollout = subject.plan.rollout
    found = rollout.blocked if rollout else None
    message = "the rollout completes" if found is None else f"{found.message}; {found.help}"
    return Verdict((found is not None) is said, message)

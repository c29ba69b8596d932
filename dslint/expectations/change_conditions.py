"""Conditions on an update: removed pods, unavailable nodes, time, blocked rollouts."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from dslint.expectations.expectation_subject import ExpectationSubject, Expected, Verdict, amount, counted, within
from dslint.plans import Rollout

NOTHING = Verdict(passed=True, message="nothing is updated")
PLACES = (("perZone", attrgetter("zones")), ("perPool", attrgetter("pools")))


def removed(subject: ExpectationSubject, expected: Expected) -> Verdict:
    rollout = subject.plan.rollout
    return (
        NOTHING if rollout is None else _at_most(rollout.removed, expected["max"], rollout, "nodes will lose the pod")
    )


def removed_at_once(subject: ExpectationSubject, expected: Expected) -> Verdict:
    rollout = subject.plan.rollout
    if rollout is None:
        return NOTHING
    return _at_most(rollout.removed_at_once, expected["max"], rollout, "nodes will lose the pod at once")


def _at_most(count: int, limit: int | str, rollout: Rollout, what: str) -> Verdict:
    of = rollout.nodes.with_pod_before if rollout.nodes else 0
    passed = within(count, limit, of)
    return Verdict(passed, f"{count} of {of} {what}" + ("" if passed else f" (limit {limit})"))


def unavailable(subject: ExpectationSubject, expected: Expected) -> Verdict:
    """Nodes down at the same time: all, by zone and by pool. Nodes that are already down count."""
    rollout = subject.plan.rollout
    if rollout is None or rollout.unavailable is None:
        return NOTHING
    found = rollout.unavailable
    down, of = found.at_worst, subject.plan.desired
    violations = (
        [] if within(down, expected.get("max", "100%"), of) else [f"{down} of {counted(of)} (limit {expected['max']})"]
    )
    for word, places in PLACES:
        violations += [
            f"{place.down} of {counted(place.of)} of {place.name} (limit {expected[word]})"
            for place in places(found)
            if word in expected and not within(place.down, expected[word], place.of)
        ][:1]
    figures = f"at most {down} of {counted(of)} without an available pod"
    return Verdict(
        not violations, f"without an available pod at the same time: {'; '.join(violations)}" if violations else figures
    )


def rollout_seconds(subject: ExpectationSubject, expected: Expected) -> Verdict:
    """The time that `judge` names: `maximum` (the default), `typical` or `minimum`."""
    rollout = subject.plan.rollout
    if rollout is None:
        return NOTHING
    if rollout.blocked is not None:
        return Verdict(passed=False, message=f"never completes: {rollout.blocked.message}")
    if rollout.duration is None:
        return NOTHING
    judge = expected.get("judge", "maximum")
    seconds = getattr(rollout.duration, judge)
    passed = seconds <= amount(expected["max"], 0)
    return Verdict(passed, f"takes {seconds} s ({judge})" + ("" if passed else f"; limit {expected['max']} s"))


def blocked(subject: ExpectationSubject, expected: Any) -> Verdict:
    rollout = subject.plan.rollout
    found = rollout.blocked if rollout else None
    message = "the rollout completes" if found is None else f"{found.message}; {found.help}"
    return Verdict((found is not None) is expected, message)

"""What every filter answers with: reasons of the scheduler and verdicts."""

from __future__ import annotations

import pytest

from dslint.placement.filters.contract import PASSES, Verdict, reason, rejected
from dslint.plans import Decider

FULL = reason("InsufficientResource", "needs cpu 2, free 1", "Insufficient cpu", ("containers",))


def test_a_reason_is_the_schedulers_and_keeps_its_own_text() -> None:
    assert FULL.decider is Decider.SCHEDULER
    assert (FULL.code, FULL.message, FULL.event) == ("InsufficientResource", "needs cpu 2, free 1", "Insufficient cpu")
    assert FULL.path == ("containers",)
    assert not FULL.reported, "the scheduler reports it only once the pod stays pending"


def test_a_node_fits_without_reasons_alone() -> None:
    assert Verdict(()).fits
    assert not Verdict((FULL,)).fits
    assert not Verdict((FULL,), resolvable=True).fits


def test_reasons_make_one_verdict_of_all_of_them() -> None:
    assert rejected(one for one in (FULL, FULL)) == (Verdict((FULL, FULL)),)


def test_no_reasons_reject_nothing() -> None:
    assert rejected(iter(())) is PASSES
    assert rejected((), resolvable=True, before_filters=True) is PASSES


@pytest.mark.parametrize(
    ("flags", "resolvable", "before_filters"),
    [
        ({}, False, False),
        ({"resolvable": True}, True, False),
        ({"before_filters": True}, False, True),
    ],
)
def test_eviction_may_help_and_filters_are_passed_over_only_if_set(
    flags: dict[str, bool], resolvable: bool, before_filters: bool
) -> None:
    (verdict,) = rejected((FULL,), **flags)
    assert (verdict.resolvable, verdict.before_filters) == (resolvable, before_filters)
    assert verdict.plugin == ""

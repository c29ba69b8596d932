"""Tolerations of one of the two taints of control-plane nodes without the other."""

from __future__ import annotations

import pytest

from dslint.traps.support.control_plane_taints import tolerations_of_one
from dslint.traps.support.workload import Workload
from tests.traps.tolerations import CONTROL_PLANE, MASTER, exists
from tests.traps.workloads import DAEMONSET, POD, changed


def positions(base, tolerations):
    value = changed(base, {"pod.tolerations": tolerations})
    return list(tolerations_of_one(Workload.of(value, value), MASTER, CONTROL_PLANE))


@pytest.mark.parametrize(
    "other",
    [
        exists(CONTROL_PLANE),
        exists(CONTROL_PLANE, "NoSchedule"),
        {"key": CONTROL_PLANE, "effect": "NoSchedule"},
        exists(),
        exists(effect="NoSchedule"),
    ],
)
def test_whatever_covers_the_other_taint_is_enough(other):
    assert positions(DAEMONSET, [exists(MASTER), other]) == []


@pytest.mark.parametrize(
    "other",
    [
        exists(CONTROL_PLANE, "NoExecute"),
        {"key": CONTROL_PLANE, "value": "true", "effect": "NoSchedule"},
        exists(f"{CONTROL_PLANE}s"),
    ],
)
def test_a_toleration_of_another_effect_value_or_key_covers_nothing(other):
    assert positions(DAEMONSET, [exists(MASTER), other]) == [("spec", "template", "spec", "tolerations", 0, "key")]


def test_each_toleration_of_the_one_taint_is_named_and_no_other():
    several = [exists("other"), exists(MASTER), exists(MASTER, "NoExecute"), exists(MASTER, "NoSchedule")]
    assert positions(POD, several) == [("spec", "tolerations", 1, "key"), ("spec", "tolerations", 3, "key")]


def test_no_toleration_asks_for_no_other():
    assert positions(DAEMONSET, []) == []

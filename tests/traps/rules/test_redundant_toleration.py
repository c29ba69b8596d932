"""A toleration that another one covers."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import FIELD, NOT_READY, exists, fields_with_tolerations
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS519"


@pytest.mark.parametrize(
    ("tolerations", "covered"),
    [
        ([exists("a"), exists("a")], [1]),
        ([exists("a", "NoSchedule"), exists("a")], [0]),
        ([exists("a", "NoSchedule"), exists("a", "NoExecute")], []),
        ([{"key": "a", "value": "x"}, exists("a")], [0]),
        ([{"key": "a", "value": "x"}, {"key": "a", "value": "y"}], []),
        ([{"key": "a", "value": "x", "effect": "NoSchedule"}, {"key": "a", "operator": "Equal", "value": "x"}], [0]),
        ([exists(), exists("a"), exists(effect="NoSchedule")], [1, 2]),
        ([exists("a", "NoExecute", 5), exists("a")], []),
        ([exists(NOT_READY, "NoExecute"), exists()], []),
    ],
)
def test_a_toleration_that_another_covers_never_decides(tolerations, covered):
    assert fields_with_tolerations(CODE, tolerations) == [f"{FIELD}[{position}]" for position in covered]


def test_what_covers_is_named():
    tolerations = [
        {"key": "a", "value": "x", "effect": "NoSchedule"},
        {"key": "a", "value": "x"},
        exists("a", "NoSchedule"),
    ]
    (_, message), *_ = of_daemonset(CODE, {"pod.tolerations": tolerations})
    assert message == "is covered by the toleration of a=x"
    (_, message), *_ = of_daemonset(CODE, {"pod.tolerations": tolerations[::2]})
    assert message == "is covered by the toleration of a with effect NoSchedule"
    (_, message), *_ = of_daemonset(CODE, {"pod.tolerations": tolerations[:1] * 2})
    assert message == "is a duplicate"


def test_a_pod_that_ran_has_tolerations_that_nobody_wrote():
    tolerations = {"pod.tolerations": [exists(), exists(NOT_READY, "NoExecute")]}
    assert of_pod(CODE, tolerations) != []
    assert of_pod(CODE, {**tolerations, "status": {"phase": "Running"}}) == []

"""The former name of serviceAccountName."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fixing import DAEMONSET, added
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS577"
FIELD = "spec.template.spec.serviceAccount"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pod.serviceAccount": "a"}, "serviceAccount is the former name of serviceAccountName"),
        (
            {"pod.serviceAccount": "a", "pod.serviceAccountName": "a"},
            "serviceAccount has no effect; serviceAccountName is set too",
        ),
        (
            {"pod.serviceAccount": "a", "pod.serviceAccountName": "b"},
            "serviceAccount is ignored: the pods use b; serviceAccountName is set too",
        ),
        ({"pod.serviceAccountName": "a"}, None),
        ({"pod.serviceAccount": "a", "pod.serviceAccountName": ""}, None),
        ({"pod.serviceAccount": "a", "pod.serviceAccountName": "a", "status": {"desiredNumberScheduled": 1}}, None),
        ({}, None),
    ],
)
def test_the_former_name_is_reported(changes: dict[str, Any], message: str | None) -> None:
    assert of_daemonset(CODE, changes) == ([(FIELD, message)] if message else [])


def test_a_pod_is_reported_too() -> None:
    assert [field for field, _ in of_pod(CODE, {"pod.serviceAccount": "a"})] == ["spec.serviceAccount"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("serviceAccount: a", "serviceAccountName: a"),
        ("serviceAccount: a\n      serviceAccountName: a", "serviceAccountName: a"),
        ("serviceAccountName: b\n      serviceAccount: a  # old", "serviceAccountName: b"),
    ],
)
def test_only_the_current_name_stays(written: str, wanted: str) -> None:
    assert added(CODE, f"      {written}\n", to=DAEMONSET, unsafe=False) == f"      {wanted}\n"

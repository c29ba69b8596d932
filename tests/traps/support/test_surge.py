"""Whether a DaemonSet updates with maxSurge, and what it has written."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.traps.support.surge import max_surge, surges
from dslint.traps.support.workload import Workload
from tests.traps.workloads import DAEMONSET, POD, changed


def workload(strategy, base=DAEMONSET):
    value = changed(base, {"spec.updateStrategy": strategy})
    return Workload.of(value, value)


def rolling(surge):
    return {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": surge}}


@pytest.mark.parametrize(
    ("surge", "expected"), [(1, True), ("1%", True), ("100%", True), (0, False), ("0%", False), (None, False)]
)
def test_a_number_or_percentage_above_zero_is_a_surge(surge, expected):
    assert surges(workload(rolling(surge)), Release.of("1.36")) is expected
    assert max_surge(workload(rolling(surge))) == surge


@pytest.mark.parametrize(("version", "expected"), [("1.21", False), ("1.22", True), ("1.36", True)])
def test_servers_surge_by_default_from_1_22_on(version, expected):
    assert surges(workload(rolling(1)), Release.of(version)) is expected


def test_neither_on_delete_nor_a_pod_surges():
    on_delete = workload({"type": "OnDelete", "rollingUpdate": {"maxSurge": 1}})
    assert surges(on_delete, Release.of("1.36")) is False
    assert surges(workload(rolling(1), POD), Release.of("1.36")) is False


def test_what_is_not_written_is_no_surge():
    assert max_surge(workload({"type": "RollingUpdate"})) is None
    assert surges(workload({"type": "RollingUpdate"}), Release.of("1.36")) is False

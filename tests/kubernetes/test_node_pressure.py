"""Which pods a kubelet refuses while its node is short of something."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.node_pressure import message, refuses
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release

DISK, MEMORY, PROCESSES = "DiskPressure", "MemoryPressure", "PIDPressure"
TOLERATES = [{"key": "node.kubernetes.io/memory-pressure", "operator": "Exists", "effect": "NoSchedule"}]
BURSTABLE = {"requests": {"cpu": "50m"}}


def refused(
    *pressure: str,
    version: str = "1.36",
    resources: dict[str, Any] | None = None,
    tolerations: list[dict[str, str]] | None = None,
    critical: bool = False,
) -> bool:
    raw = {"containers": [{"name": "c", "resources": resources or {}}], "tolerations": tolerations or []}
    release = Release.of(version)
    return refuses(PodSpec.of(raw, release, namespace="d", labels={}), pressure, release, critical=critical)


@pytest.mark.parametrize("pressure", [(DISK,), (PROCESSES,), (MEMORY, DISK), (MEMORY, PROCESSES)])
def test_a_kubelet_short_of_disk_or_processes_takes_critical_pods_alone(pressure: tuple[str, ...]) -> None:
    assert refused(*pressure, resources=BURSTABLE, tolerations=TOLERATES)
    assert not refused(*pressure, critical=True)


def test_memory_pressure_keeps_out_best_effort_pods_that_do_not_tolerate_it() -> None:
    assert refused(MEMORY)
    assert not refused(MEMORY, tolerations=TOLERATES)
    assert not refused(MEMORY, resources=BURSTABLE)


def test_before_taints_stood_for_conditions_no_toleration_helped_against_memory_pressure() -> None:
    assert refused(MEMORY, version="1.11", tolerations=TOLERATES)


def test_priority_helps_from_1_11_on() -> None:
    assert [refused(DISK, version=version, critical=True) for version in ("1.10", "1.11")] == [True, False]


def test_without_pressure_nothing_is_refused() -> None:
    assert not refused()


def test_the_message_is_the_kubelet_s() -> None:
    assert message((MEMORY, DISK)) == "The node had condition: [MemoryPressure DiskPressure]. "

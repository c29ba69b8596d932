"""Which pods a kubelet evicts for a critical one: by quality of service, and no more than it needs."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubelet.preemption import Shortage, victims
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release

GI = 1 << 30


def running(name: str, cpu: str = "", memory: str = "", *, limits: bool = False, priority: int | None = None) -> Pod:
    requests = {key: amount for key, amount in (("cpu", cpu), ("memory", memory)) if amount}
    resources: dict[str, Any] = {"requests": requests, **({"limits": requests} if limits else {})}
    spec: dict[str, Any] = {"containers": [{"name": "c", "image": "i", "resources": resources}]}
    if priority is not None:
        spec["priority"] = priority
    return Pod.of({"metadata": {"name": name}, "spec": spec}, Release.of("1.36"))


def evicted(others: list[Pod], *, priority: int | None = None, critical: tuple[str, ...] = (), **missing: int):
    shortages = [Shortage(resource, amount, 0, 0) for resource, amount in missing.items()]
    found = victims(running("etcd", priority=priority), others, shortages, lambda pod: pod.name in critical)
    return None if found is None else [pod.name for pod in found]


@pytest.mark.parametrize(
    ("shortage", "missing", "text"),
    [
        (Shortage("cpu", 500, 3800, 4000), 300, "needs cpu 500m, 200m free"),
        (Shortage("memory", 2 * GI, 7 * GI, 8 * GI), GI, f"needs memory {2 * GI}, {GI} free"),
        (Shortage("pods", 1, 110, 110), 1, "needs pods 1, 0 free"),
        (Shortage("amd.com/gpu", 2, 3, 4), 1, "needs amd.com/gpu 2, 1 free"),
    ],
)
def test_a_shortage_is_what_is_asked_for_less_what_is_free(shortage: Shortage, missing: int, text: str) -> None:
    assert shortage.missing == missing
    assert str(shortage) == text


BEST_EFFORT = running("best-effort")
BURSTABLE = running("burstable", cpu="1")
GUARANTEED = running("guaranteed", cpu="1", memory="1Gi", limits=True)


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ({"pods": 1}, ["best-effort"]),
        ({"pods": 2}, ["best-effort", "burstable"]),
        ({"pods": 3}, ["best-effort", "burstable", "guaranteed"]),
        ({"cpu": 1}, ["burstable"]),
        ({"cpu": 1001}, ["burstable", "guaranteed"]),
        ({"memory": 1}, ["guaranteed"]),
        ({"memory": 1, "pods": 1}, ["guaranteed"]),
    ],
)
def test_best_effort_goes_before_burstable_before_guaranteed_and_only_as_needed(
    missing: dict[str, int], names: list[str]
) -> None:
    assert evicted([GUARANTEED, BURSTABLE, BEST_EFFORT], **missing) == names


@pytest.mark.parametrize(("cpu", "found"), [(2000, ["burstable", "guaranteed"]), (2001, None)])
def test_nobody_goes_where_all_together_are_not_enough(cpu: int, found: list[str] | None) -> None:
    assert evicted([GUARANTEED, BURSTABLE, BEST_EFFORT], cpu=cpu) == found


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ({"cpu": 500}, ["half"]),
        ({"cpu": 501}, ["one"]),
        ({"cpu": 1500}, ["two"]),
        ({"cpu": 2500}, ["two", "half"]),
        ({"cpu": 500, "memory": GI}, ["memory", "half"]),
    ],
)
def test_the_pod_nearest_to_what_is_missing_goes_and_of_equals_the_smaller(
    missing: dict[str, int], names: list[str]
) -> None:
    others = [
        running("two", cpu="2"),
        running("one", cpu="1"),
        running("half", cpu="500m"),
        running("memory", memory="1Gi"),
    ]
    found = evicted(others, **missing)
    assert sorted(found or []) == sorted(names)


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [(10, 9, ["kube-proxy"]), (10, 10, None), (10, None, None), (None, 9, None)],
)
def test_a_critical_pod_goes_only_for_one_of_higher_priority(
    mine: int | None, theirs: int | None, found: list[str] | None
) -> None:
    others = [running("kube-proxy", cpu="1", priority=theirs)]
    assert evicted(others, priority=mine, critical=("kube-proxy",), cpu=500) == found

"""The tolerations that the DaemonSet controller adds, release by release."""

from __future__ import annotations

import pytest

from dslint.kubernetes.daemon_tolerations import daemon_tolerations, with_tolerations
from dslint.kubernetes.release import Release

UNSCHEDULABLE = ("node.kubernetes.io/unschedulable", "NoSchedule")


def added(version: str, *, host_network: bool = False) -> list[tuple[str, str]]:
    return list(daemon_tolerations(Release.of(version), host_network=host_network))


@pytest.mark.parametrize(
    ("version", "count"),
    [("1.5", 0), ("1.6", 2), ("1.7", 2), ("1.8", 4), ("1.9", 4), ("1.11", 4), ("1.12", 5), ("1.13", 5), ("1.14", 6)],
)
def test_their_number_grew_with_the_releases(version: str, count: int) -> None:
    assert len(added(version)) == count


def test_today_they_come_in_the_order_of_the_controller() -> None:
    assert added("1.36") == [
        ("node.kubernetes.io/not-ready", "NoExecute"),
        ("node.kubernetes.io/unreachable", "NoExecute"),
        ("node.kubernetes.io/disk-pressure", "NoSchedule"),
        ("node.kubernetes.io/memory-pressure", "NoSchedule"),
        ("node.kubernetes.io/pid-pressure", "NoSchedule"),
        UNSCHEDULABLE,
    ]


@pytest.mark.parametrize(("version", "prefix"), [("1.8", "node.alpha.kubernetes.io/"), ("1.9", "node.kubernetes.io/")])
def test_the_keys_of_evictions_lost_their_alpha_in_1_9(version: str, prefix: str) -> None:
    keys = [key for key, effect in added(version) if effect == "NoExecute"]
    assert len(keys) == 2
    assert all(key.startswith(prefix) for key in keys)


@pytest.mark.parametrize(("version", "more"), [("1.11", 0), ("1.12", 1), ("1.36", 1)])
def test_only_pods_on_the_hosts_network_tolerate_a_network_that_is_unavailable(version: str, more: int) -> None:
    beyond = added(version, host_network=True)[len(added(version)) :]
    assert beyond == [("node.kubernetes.io/network-unavailable", "NoSchedule")] * more


def test_a_toleration_of_the_template_keeps_its_place_and_loses_its_seconds() -> None:
    own = {"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 5}
    found = with_tolerations({"tolerations": [own, {"operator": "Exists"}]}, Release.of("1.36"))["tolerations"]
    assert found[0] == {key: value for key, value in own.items() if key != "tolerationSeconds"}
    assert found[1] == {"operator": "Exists"}
    assert len(found) == 7


@pytest.mark.parametrize(("version", "there"), [("1.7", False), ("1.8", True), ("1.13", True), ("1.14", False)])
def test_pods_that_an_annotation_makes_critical_tolerate_out_of_disk(version: str, there: bool) -> None:
    critical = set(daemon_tolerations(Release.of(version), host_network=False, critical=True)) - set(added(version))
    key = "node.kubernetes.io/out-of-disk"
    assert critical == ({(key, "NoExecute"), (key, "NoSchedule")} if there else set())

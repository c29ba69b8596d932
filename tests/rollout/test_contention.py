"""Whether DaemonSets that change at once can be in each other's way."""

from __future__ import annotations

import pytest

from dslint.rollout.contention import may_contend
from dslint.rollout.rollout_plan import scenario_of
from tests.rollout.clusters import daemonset, members, node, nodes, on_port

FAR = {
    "podAntiAffinity": {
        "requiredDuringSchedulingIgnoredDuringExecution": [
            {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "other"}}}
        ]
    }
}
DISK = {"name": "d", "gcePersistentDisk": {"pdName": "d", "readOnly": True}}
CONFIG = {"name": "c", "configMap": {"name": "c"}}
ONE = (daemonset(name="one"), daemonset("agent:2", name="one"))


def contend(*changes: tuple[dict, dict], on: list[dict]) -> bool:
    found, snapshot = members(changes, on)
    return may_contend([scenario_of(each.change, each.present, snapshot) for each in found], snapshot)


@pytest.mark.parametrize(("cpu", "expected"), [("100m", False), ("1900m", False), ("1901m", True)])
def test_each_needs_room_for_two_pods_on_every_node(cpu: str, expected: bool) -> None:
    two = (daemonset(name="two", cpu=cpu), daemonset("agent:2", name="two"))
    assert contend(ONE, two, on=nodes(2)) is expected
    assert contend(ONE, two, on=[*nodes(2), node("small", cpu="100m")])


@pytest.mark.parametrize(("pods", "expected"), [("6", False), ("5", True)])
def test_two_pods_of_each_count_for_the_pods_of_a_node(pods: str, expected: bool) -> None:
    small = node("small")
    small["status"]["allocatable"]["pods"] = pods
    changes = [(daemonset(name=name), daemonset("agent:2", name=name)) for name in ("one", "two", "three")]
    assert contend(*changes, on=[small]) is expected


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({}, False),
        ({"volumes": [CONFIG]}, False),
        ({"volumes": [DISK]}, True),
        ({"affinity": FAR}, True),
        ({"resourceClaims": [{"name": "gpu", "resourceClaimName": "gpu"}]}, True),
    ],
)
def test_what_other_pods_decide_may_be_in_the_way(spec: dict, expected: bool) -> None:
    two = (daemonset(name="two"), daemonset("agent:2", name="two", **spec))
    assert contend(ONE, two, on=nodes(1)) is expected


@pytest.mark.parametrize(("port", "expected"), [(9090, True), (7070, False)])
def test_ports_old_or_new_may_be_in_the_way(port: int, expected: bool) -> None:
    one = (on_port("one", 8080), on_port("one", 9090))
    two = (on_port("two", port), on_port("two", 6060))
    assert contend(one, two, on=nodes(1)) is expected


def test_a_pod_that_waits_already_may_be_in_the_way() -> None:
    waiting = (daemonset(name="two", nodeSelector={}, cpu="8"), daemonset(name="two"))
    assert contend(ONE, waiting, on=nodes(1))


def test_many_pods_leave_no_place_for_more() -> None:
    small = node("n1")
    small["status"]["allocatable"]["pods"] = "4"
    two = (daemonset(name="two"), daemonset("agent:2", name="two"))
    assert not contend(ONE, two, on=[small])
    small["status"]["allocatable"]["pods"] = "3"
    assert contend(ONE, two, on=[small])

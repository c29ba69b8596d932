"""Static pods in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import ObjectRef
from dslint.plans import Decider, Placement, Reason, State, StaticPodPlan, Victim
from dslint.report.plan import static_pod_wording


def group(state: State, count: int, **more: Any) -> Placement:
    return Placement(state, tuple(f"n{number}" for number in range(1, count + 1)), **more)


ETCD = ObjectRef("v1", "Pod", "kube-system", "etcd")


@pytest.mark.parametrize(
    ("pod", "text"),
    [
        (
            StaticPodPlan(ETCD, "etcd.yaml", placement=(group(State.BOUND, 3),), holds=("cpu 100m", "port 2379/TCP")),
            "kube-system/etcd on 3 nodes: uses cpu 100m, port 2379/TCP",
        ),
        (
            StaticPodPlan(ETCD, "etcd.yaml", placement=(group(State.EXCLUDED, 1),)),
            "kube-system/etcd runs on no node",
        ),
        (
            StaticPodPlan(ETCD, "etcd.yaml", placement=(group(State.REMOVED, 2),)),
            "kube-system/etcd will be removed from 2 nodes",
        ),
        (StaticPodPlan(ObjectRef("", "", "", ""), "x.yaml", error="couldn't parse"), "x.yaml runs on no node"),
    ],
)
def test_a_static_pod_is_named_with_what_it_uses(pod: StaticPodPlan, text: str) -> None:
    assert static_pod_wording.sentence([pod]) == text


def test_problems_of_a_static_pod_are_its_error_rejections_and_evictions() -> None:
    reason = Reason("OutOfcpu", Decider.KUBELET, "no room")
    pod = StaticPodPlan(
        ETCD,
        "etcd.yaml",
        error="bad file",
        placement=(
            group(State.EXCLUDED, 1, reasons=(reason, reason)),
            group(State.BOUND, 2, evicts=(Victim("default", "web", "n1", 0),)),
        ),
    )
    assert list(static_pod_wording.problems(pod)) == [
        "no pod: bad file",
        "rejected on n1: no room; no room",
        "evicts default/web to make room on n1, n2",
    ]


def test_static_pods_with_the_same_answer_are_named_together() -> None:
    pods = [
        StaticPodPlan(ETCD._replace(name=name), "x.yaml", change="changed", placement=(group(State.BOUND, 3),))
        for name in ("a", "b")
    ]
    assert static_pod_wording.sentence(pods) == "kube-system/a, kube-system/b (changed) each on 3 nodes"

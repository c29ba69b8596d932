from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.plans import Plan
from tests.planning.nodes import daemonset, node, taint

NODES = [
    node("n1"),
    node("n2", taint("gpu")),
    node("n3", cpu="1"),
    node("n4", labels={"zone": "a"}),
    node("n5", labels={"zone": "b"}),
]
HUNGRY = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "2"}}}]
SPREAD = [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "labelSelector": {}}]
RUNNING = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "there", "namespace": "default"},
    "spec": {"nodeName": "n1", "priority": 0, "containers": HUNGRY},
}


def plan_of(*workloads: dict[str, Any]) -> Plan:
    return dslint.plan(list(workloads), inventory=[*NODES, RUNNING], kubernetes_version="1.36")


@pytest.mark.parametrize(
    "template_spec",
    [
        {},
        {"containers": HUNGRY},
        {"containers": HUNGRY, "priorityClassName": "system-node-critical"},
        {"nodeSelector": {"zone": "a"}},
        {"nodeName": "n1"},
        {"topologySpreadConstraints": SPREAD},
        {"schedulingGates": [{"name": "wait"}]},
    ],
)
def test_a_daemonset_has_the_same_places_whether_another_comes_after_it_or_not(template_spec):
    alone = plan_of(daemonset(**template_spec)).workloads[0]
    followed = plan_of(daemonset(**template_spec), daemonset("other")).workloads[0]
    assert alone == followed

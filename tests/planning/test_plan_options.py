"""Options of a plan: the nodes that they mean, and that one without effect is said."""

from __future__ import annotations

import copy

import pytest

from dslint.engine import plan_versions
from dslint.inventory.reader import read_inventory
from dslint.inventory.what_if_operations import WhatIfError
from dslint.kubernetes.release import Release
from dslint.planning.plan_options import names, nodes
from tests.planning.nodes import daemonset, node, plain_pod, taint

THREE = [node("n1", labels={"pool": "a"}), node("n2", labels={"pool": "a"}), node("n10", labels={"pool": "b"})]
CLUSTER = read_inventory(copy.deepcopy(THREE), Release.of("1.36"))


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        ((), []),
        (("n1",), ["n1"]),
        (("n10", "n1"), ["n1", "n10"]),
        (("pool=a",), ["n1", "n2"]),
        (("pool=a", "n2"), ["n1", "n2"]),
    ],
)
def test_targets_are_names_or_selectors_and_each_node_comes_once(targets, found):
    assert [each.name for each in nodes("--explain", targets, CLUSTER)] == found
    assert names("--broken", targets, CLUSTER) == set(found)


def test_a_target_that_no_node_meets_is_refused_with_its_option():
    with pytest.raises(WhatIfError, match=r"^--explain: .*n9"):
        nodes("--explain", ("n9",), CLUSTER)
    with pytest.raises(WhatIfError, match=r"^--broken: .*pool=c"):
        names("--broken", ("n1", "pool=c"), CLUSTER)


def remarks(*workloads, **options):
    report = plan_versions(list(workloads), inventory=copy.deepcopy(THREE), versions=["1.36"], **options)
    return [said for said in report.plans[0].remarks if "no effect" in said]


CHANGED = daemonset(hostPID=True)
NOWHERE = daemonset(nodeSelector={"pool": "b"})


@pytest.mark.parametrize(
    ("workload", "options", "said"),
    [
        (CHANGED, {"baseline": [daemonset()], "broken": ["n1"]}, []),
        (CHANGED, {"baseline": [daemonset()], "unready": ["n1"]}, []),
        (
            daemonset(),
            {"baseline": [daemonset()], "broken": ["n1"]},
            ["--broken n1 has no effect: no update starts a new pod there"],
        ),
        (
            CHANGED,
            {"broken": ["n1"]},
            ["--broken n1 has no effect: no update starts a new pod there; give what runs now with --from"],
        ),
        (
            CHANGED,
            {"baseline": [NOWHERE], "unready": ["pool=a", "n10"]},
            ["--unready pool=a has no effect: no pod of these workloads runs there now"],
        ),
        (
            CHANGED,
            {"unready": ["n1"]},
            ["--unready n1 has no effect: no pod of these workloads runs there now; give what runs now with --from"],
        ),
        (CHANGED, {"baseline": [daemonset()], "trace": True}, []),
        (
            CHANGED,
            {"trace": True},
            ["--trace has no effect: no workload is updated; give what runs now with --from"],
        ),
        (plain_pod(), {"scores": True}, []),
        (
            CHANGED,
            {"scores": True},
            ["--scores has no effect: no workload is a plain Pod, and the scheduler scores only those"],
        ),
        (CHANGED, {"explain": ["n1"]}, []),
        (CHANGED, {"what_if": ["cordon n1"]}, []),
        (
            daemonset(hostNetwork="x"),
            {"what_if": ["cordon n1"], "explain": ["n1"]},
            [
                "--explain has no effect: no workload is placed",
                "--what-if has no effect: no workload is placed",
            ],
        ),
    ],
)
def test_an_option_has_an_effect_or_it_is_said_that_it_has_none(workload, options, said):
    assert remarks(workload, **options) == said


def changed(place, value):
    after = copy.deepcopy(THREE)
    after[1][place] = {**after[1][place], **value}
    return after


@pytest.mark.parametrize(
    "after",
    [
        changed("metadata", {"labels": {"pool": "b"}}),
        changed("spec", {"taints": [taint("gpu")]}),
        changed("metadata", {"name": "n3"}),
        THREE[:2],
        [*THREE, {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x"}}],
    ],
    ids=["a label", "a taint", "a name", "fewer nodes", "another object"],
)
def test_other_nodes_or_objects_afterwards_have_an_effect(after):
    assert remarks(CHANGED, inventory_after=after) == []


def test_the_same_nodes_afterwards_have_none():
    assert remarks(CHANGED, inventory_after=copy.deepcopy(THREE)) == [
        "--nodes-after has no effect: the nodes are the same as in --nodes"
    ]

"""A pod's filters, asked node by node: all reasons, which of them the event gives, and when evicting may help."""

from __future__ import annotations

import pytest

from dslint.placement.filter_run import FITS, FilterRun
from tests.placement.building import away_from, node, pod, requesting, required, snapshot, term

PORT = {"ports": [{"containerPort": 80, "hostPort": 80}]}


def run(made, cluster, **more):
    return FilterRun(made, cluster, pinned=False, **more)


def test_a_node_without_reasons_fits():
    cluster = snapshot(node("n1"))
    assert run(pod(), cluster).verdict(cluster.nodes[0]) is FITS
    assert run(pod(), cluster).first(cluster.nodes[0]) is None


def test_reasons_come_in_the_order_of_the_plugins_and_the_event_gives_the_first_plugins():
    cluster = snapshot(node("n1", taints=("x:NoSchedule",)))
    made = pod(container=requesting(cpu="9", memory="9Gi"), nodeSelector={"zone": "a"})
    verdict = run(made, cluster).verdict(cluster.nodes[0])
    assert [(reason.code, reason.reported) for reason in verdict.reasons] == [
        ("UntoleratedTaint", True),
        ("NodeSelector", False),
        ("InsufficientResource", False),
        ("InsufficientResource", False),
    ]
    assert verdict.plugin == "TaintToleration"
    assert run(made, cluster).first(cluster.nodes[0])[1] == "TaintToleration"


def test_evicting_helps_only_against_the_reasons_that_are_reported():
    full = [pod("low", on="n1", container=requesting(cpu="4"))]
    short = pod(container=requesting(cpu="1"))
    cluster = snapshot(node("n1"), node("n2", unschedulable=True), pods=[*full, pod("lower", on="n2", container=PORT)])
    assert run(short, cluster).verdict(cluster.by_name["n1"]).resolvable
    assert not run(pod(container=PORT), cluster).verdict(cluster.by_name["n2"]).resolvable
    # The features of the node are asked for last, and no eviction brings them.
    both = pod(container=requesting(cpu="1"), hostNetwork=True, hostUsers=False)
    verdict = run(both, cluster).verdict(cluster.by_name["n1"])
    assert [reason.code for reason in verdict.reasons] == ["InsufficientResource", "NodeDeclaredFeatures"]
    assert verdict.resolvable


def test_what_holds_for_all_nodes_comes_before_the_filters():
    names = [{"matchFields": [{"key": "metadata.name", "operator": "In", "values": [name]} for name in ("n1", "n2")]}]
    cluster = snapshot(node("n1", taints=("x:NoSchedule",)), node("n2"))
    filter_run = run(pod(affinity=required(*names)), cluster)
    verdict = filter_run.verdict(cluster.nodes[0])
    assert verdict.before_filters
    assert [(reason.code, reason.reported) for reason in verdict.reasons] == [
        ("NodeAffinity", True),
        ("UntoleratedTaint", False),
    ]
    assert len(filter_run.failures) == 1


def test_each_plugin_that_checks_the_pod_is_named_also_where_it_passes():
    cluster = snapshot(node("n1", {"zone": "a"}, unschedulable=True))
    found = run(pod(nodeSelector={"zone": "a"}), cluster).by_plugin(cluster.nodes[0])
    assert set(found) == {"NodeUnschedulable", "TaintToleration", "NodeAffinity", "NodeResourcesFit"}
    assert [plugin for plugin, reasons in found.items() if reasons] == ["NodeUnschedulable"]


def test_paths_begin_with_the_place_of_the_pods_spec():
    cluster = snapshot(node("n1"))
    made = pod(nodeSelector={"zone": "a"})
    within = ("spec", "template", "spec")
    assert run(made, cluster, within=within).verdict(cluster.nodes[0]).reasons[0].path == (
        *within,
        "nodeSelector",
        "zone",
    )
    assert run(made, cluster).verdict(cluster.nodes[0]).reasons[0].path == ("spec", "nodeSelector", "zone")


def test_a_verdict_is_of_the_snapshot_as_it_is_now():
    cluster = snapshot(node("n1"))
    filter_run = run(pod(container=PORT), cluster)
    other = pod("other", on="n1", container=PORT)
    cluster.add(other)
    assert [reason.code for reason in filter_run.verdict(cluster.nodes[0]).reasons] == ["HostPort"]
    cluster.remove(other)
    assert filter_run.verdict(cluster.nodes[0]).fits


@pytest.mark.parametrize(
    ("made", "one"),
    [
        (pod(container=PORT), True),
        (pod(nodeSelector={"zone": "a"}), True),
        (pod(affinity=away_from(term({"app": "web"}))), False),
    ],
)
def test_affinity_reads_pods_of_other_nodes(made, one):
    assert run(made, snapshot(node("n1"))).reads_one_node is one

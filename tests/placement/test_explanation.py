from __future__ import annotations

from dataclasses import replace

from dslint.kubernetes.release import Release
from dslint.placement.explanation import (
    FAILS,
    NOT_ASKED,
    PASSES,
    PREEMPTION,
    explain_daemonset,
    explain_pod,
    filters_of,
)
from tests.placement.building import daemon_pod, daemonset, node, pod, requesting, snapshot


def explained(made, waiting, cluster):
    return explain_daemonset(made, cluster.nodes[0], filters_of(waiting, cluster, pinned=True))


def lines_of(found):
    return {(line.decider.value, line.check): (line.verdict, line.compared) for line in found}


def test_every_check_of_a_daemonset_has_its_verdict_and_what_was_compared():
    made = daemonset(nodeSelector={"zone": "b"}, container=requesting(cpu="9", memory="1Gi"))
    cluster = snapshot(node("n1", {"zone": "a"}, taints=("x:NoSchedule",)))
    found = lines_of(explained(made, daemon_pod(made), cluster))
    assert found["daemonset-controller", "nodeName"] == (PASSES, "the template does not set nodeName")
    assert found["daemonset-controller", "required node affinity"] == (PASSES, "no node affinity is required")
    assert found["daemonset-controller", "nodeSelector"] == (FAILS, "nodeSelector zone=b, node has zone=a")
    assert found["daemonset-controller", "taints"] == (FAILS, "untolerated taint x:NoSchedule")
    assert found["scheduler", "NodeResourcesFit"] == (FAILS, "needs cpu 9, 4 of 4 free")
    assert found["scheduler", "NodePorts"][0] == NOT_ASKED
    assert found["scheduler", "NodeUnschedulable"][0] == NOT_ASKED


def test_what_passes_shows_its_numbers():
    made = pod(
        container={**requesting(cpu="1"), "ports": [{"containerPort": 80, "hostPort": 80}]},
        nodeSelector={"zone": "a"},
        tolerations=[{"key": "x", "operator": "Exists"}],
    )
    cluster = snapshot(
        node("n1", {"zone": "a"}, taints=("x:NoSchedule",)),
        pods=[pod("other", on="n1", container=requesting(cpu="500m"))],
    )
    found = lines_of(explain_pod(cluster.nodes[0], filters_of(made, cluster, pinned=False)))
    assert found["scheduler", "NodeResourcesFit"] == (PASSES, "1 of 110 pods are there, cpu 1 of 3500m free")
    assert found["scheduler", "NodePorts"] == (PASSES, "port 80/TCP is free")
    assert found["scheduler", "TaintToleration"] == (PASSES, "tolerates x:NoSchedule")
    assert found["scheduler", "NodeUnschedulable"] == (PASSES, "node is not cordoned")
    assert found["scheduler", "NodeAffinity"] == (PASSES, "zone=a")


def test_resources_that_nobody_declared_are_said_to_be_unknown():
    cluster = snapshot(node("n1", resources_known=False))
    found = lines_of(explain_pod(cluster.nodes[0], filters_of(pod(), cluster, pinned=False)))
    assert found["scheduler", "NodeResourcesFit"] == (PASSES, "the node's resources are not declared")


def test_what_the_controller_lets_pass_shows_what_it_held_against_the_node():
    terms = [{"matchExpressions": [{"key": "zone", "operator": "In", "values": [zone]}]} for zone in ("b", "a")]
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}
    made = daemonset(
        nodeSelector={"zone": "a"},
        affinity={"nodeAffinity": required},
        tolerations=[{"key": "x", "operator": "Exists"}],
    )
    cluster = snapshot(node("n1", {"zone": "a"}, taints=("x:NoSchedule", "y:PreferNoSchedule")))
    found = lines_of(explained(made, daemon_pod(made), cluster))
    assert found["daemonset-controller", "nodeSelector"] == (PASSES, "zone=a")
    assert found["daemonset-controller", "required node affinity"] == (PASSES, "term 2 of 2 matches: zone In [a]")
    assert found["daemonset-controller", "taints"] == (
        PASSES,
        "x:NoSchedule tolerated by x:Exists:; y:PreferNoSchedule is only for the scheduler",
    )


def test_what_preemption_does_stands_after_the_filters():
    made = daemonset(container=requesting(cpu="1"))
    cluster = snapshot(node("n1", allocatable={"cpu": "1"}), pods=[pod("web", on="n1", container=requesting(cpu="1"))])
    waiting = daemon_pod(made)
    waiting.spec = replace(waiting.spec, priority=10)
    *_, last = explained(made, waiting, cluster)
    assert (last.check, last.verdict, last.compared) == (PREEMPTION, PASSES, "evicts default/web (priority 0)")
    waiting.spec = replace(waiting.spec, priority=0)
    *_, last = explained(made, waiting, cluster)
    assert (last.verdict, last.compared) == (FAILS, "evicting pods below priority 0 makes no room")


def test_a_broken_disruption_budget_and_ties_are_told_with_the_victim():
    made = daemonset(container=requesting(cpu="1"))
    web = [pod(name, on="n1", labels={"app": "web"}, container=requesting(cpu="1")) for name in ("w1", "w2")]
    budget = {
        "metadata": {"name": "web", "namespace": "default"},
        "spec": {"selector": {"matchLabels": {"app": "web"}}},
        "status": {"disruptionsAllowed": 0},
    }
    cluster = snapshot(node("n1", allocatable={"cpu": "2"}), pods=web, PodDisruptionBudget=[budget])
    waiting = daemon_pod(made)
    waiting.spec = replace(waiting.spec, priority=10)
    *_, last = explained(made, waiting, cluster)
    assert last.compared == ("evicts default/w1 (priority 0) as one of 2 that tie, which breaks its disruption budget")


def test_filters_that_a_version_does_not_have_are_not_named():
    def named(version, **gates):
        cluster = snapshot(node("n1"), release=Release.of(version, gates))
        return {check for _, check in lines_of(explain_pod(cluster.nodes[0], filters_of(pod(), cluster, pinned=False)))}

    assert named("1.36") - named("1.35") == {"NodeDeclaredFeatures"}
    assert named("1.35", NodeDeclaredFeatures=True) == named("1.36")
    assert named("1.34") - named("1.33") == {"DynamicResources"}
    assert named("1.18") - named("1.17") == {"PodTopologySpread"}

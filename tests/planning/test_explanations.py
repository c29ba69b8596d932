"""--explain: each check of a node with its verdict, from the controller over admission and scheduler to the kubelet."""

from __future__ import annotations

import pytest

from dslint.engine import plan_versions
from dslint.plans import Decider
from tests.planning.nodes import NO_PRIORITY_CLASSES, daemonset, node, plain_pod, taint


def explained(workload, *nodes, explain=("n1",)):
    report = plan_versions([workload], inventory=list(nodes), versions=["1.36"], explain=explain)
    return report.plans[0].workloads[0].explanations


def verdicts(explanation, decider):
    return {check.name: check.verdict for check in explanation.checks if check.decider is decider}


def deciders(explanation):
    return list(dict.fromkeys(check.decider for check in explanation.checks))


def test_a_daemonsets_node_is_asked_in_the_order_of_the_control_plane():
    (found,) = explained(daemonset(), node("n1"), node("n2"))
    assert found.node == "n1"
    assert deciders(found) == [
        Decider.DAEMONSET_CONTROLLER,
        Decider.API_SERVER,
        Decider.SCHEDULER,
        Decider.KUBELET,
    ]
    assert {check.verdict for check in found.checks} <= {"passes", "not asked"}


def test_a_plain_pod_meets_no_daemonset_controller():
    (found,) = explained(plain_pod(), node("n1"))
    assert deciders(found) == [Decider.API_SERVER, Decider.SCHEDULER, Decider.KUBELET]


def test_admission_shows_priority_and_what_the_pod_asks_for_beside_cpu_and_memory():
    resources = {"requests": {"cpu": "1", "example.com/gpu": "2"}, "limits": {"example.com/gpu": "2"}}
    made = plain_pod(containers=[{"name": "c", "image": "c", "resources": resources}])
    (found,) = explained(made, node("n1"))
    (admission,) = [check for check in found.checks if check.decider is Decider.API_SERVER]
    assert admission.compared == "priority 0, PreemptLowerPriority, example.com/gpu 2"


def test_what_fails_says_so_and_the_kubelet_is_asked_all_the_same():
    (found,) = explained(daemonset(), node("n1", taint("gpu")))
    assert "fails" in verdicts(found, Decider.DAEMONSET_CONTROLLER).values()
    assert set(verdicts(found, Decider.KUBELET)) == {
        "node is ready",
        "a kubelet runs pods",
        "operating system",
        "platforms of the images",
    }


def test_a_node_that_is_not_ready_fails_the_kubelets_check():
    late = node("n1")
    late["status"]["conditions"] = [{"type": "Ready", "status": "False"}]
    (found,) = explained(daemonset(), late)
    failed = {check.name: check.compared for check in found.checks if check.verdict == "fails"}
    assert failed["node is ready"] == "node is not ready: the pod starts once the node is ready"


def test_where_admission_refuses_the_pods_nothing_else_is_asked():
    found = explained(
        daemonset(priorityClassName="none"), node("n1"), node("n2"), NO_PRIORITY_CLASSES, explain=("n1", "n2")
    )
    assert [(one.node, [(check.name, check.verdict) for check in one.checks]) for one in found] == [
        ("n1", [("admission", "fails")]),
        ("n2", [("admission", "fails")]),
    ]


def test_a_failed_check_points_at_its_line(tmp_path):
    path = tmp_path / "ds.yaml"
    path.write_text(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: one}\nspec:\n  nodeSelector:\n    disk: ssd\n"
        "  containers: [{name: one, image: one}]\n"
    )
    (found,) = explained(path, node("n1"))
    (failed,) = [check for check in found.checks if check.verdict == "fails"]
    assert [(place.file, place.line) for place in failed.sources] == [(str(path), 6)]


@pytest.mark.parametrize(
    ("version", "gates", "binds"),
    [("1.11", None, True), ("1.11", {"ScheduleDaemonSetPods": True}, False), ("1.12", None, False)],
)
def test_the_controller_that_binds_its_pods_itself_has_predicates_and_no_scheduler(
    version: str, gates: dict[str, bool] | None, binds: bool
) -> None:
    report = plan_versions(
        daemonset(), inventory=[node("n1")], versions=(version,), feature_gates=gates, explain=("n1",)
    )
    checks = report.plans[0].workloads[0].explanations[0].checks
    assert ("PodFitsResources" in {check.name for check in checks}) is binds
    assert ("scheduler" in {check.decider.value for check in checks}) is not binds

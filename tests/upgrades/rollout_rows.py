"""Rows on the DaemonSet controller's turns, each seen in the steps of a whole rollout."""

from __future__ import annotations

from typing import Any

from dslint.plans import WorkloadPlan
from tests.planning.test_saved_clusters import GOING, HISTORY, ON_DELETE, SURGE, live, manifest, pod, revision
from tests.upgrades.boundaries import CONTROLLER, UPDATE, Boundary, Look, node, plans, rule, served_objects, taint

B = Boundary
NODES = [node("n1"), node("n2"), node("n3")]
NODES_AFTER = [node("n1", taint("x")), node("n2"), node("n3")]
UTIL = "pkg/controller/daemon/util/daemonset_util.go: IsPodUpdated"


def steps(plan: WorkloadPlan) -> list[set[str]]:
    """The states of n1's pods, step by step."""
    assert plan.rollout is not None
    return [{state for state, names in step.states.items() if "n1" in names} for step in plan.rollout.steps or ()]


def first(plan: WorkloadPlan) -> set[str]:
    return steps(plan)[0]


def last(plan: WorkloadPlan) -> set[str]:
    return steps(plan)[-1]


def rolled(look: Any, strategy: dict[str, Any], *saved: dict[str, Any], **options: Any) -> Look:
    """What a rollout of the second template does in a saved cluster."""
    inventory = [*NODES, *saved]
    return lambda version: plans(
        look, manifest(2, strategy), *served_objects(inventory, version), trace=True, **options
    )(version)


def replaced(on_n1: dict[str, Any], look: Any = last) -> Look:
    """What becomes of n1's pod under OnDelete; the other nodes are up to date."""
    return rolled(look, ON_DELETE, live(2, strategy=ON_DELETE), *HISTORY, on_n1, pod(2, "n2"), pod(2, "n3"))


def of_generation(number: int) -> dict[str, Any]:
    """A pod that only its generation's label calls new."""
    made = pod(number, "n1")
    made["metadata"]["labels"]["controller-revision-hash"] = "another"
    return made


SURGING = rolled(
    last, SURGE, live(1, strategy=SURGE), revision(1), *(pod(1, name) for name in ("n1", "n2", "n3")),
    inventory_after=NODES_AFTER,
)  # fmt: skip

ROLLOUTS = (
    B("failed pods are deleted", "1.5", "1.6", replaced(pod(1, "n1", phase="Failed")), ({"old unready"}, {"new ready"}),
      f"{CONTROLLER}: podsShouldBeOnNode"),
    B("succeeded pods are deleted", "1.26", "1.27", replaced(pod(1, "n1", phase="Succeeded")),
      ({"old unready"}, {"new ready"}), f"{CONTROLLER}: podsShouldBeOnNode"),
    B("a finished pod that is terminating frees its node", "1.27", "1.28",
      replaced(pod(1, "n1", phase="Succeeded", **GOING), first),
      ({"old unready terminating"}, {"old unready terminating", "new unready"}), f"{CONTROLLER}: getNodesToDaemonPods"),
    B("a surge heeds eligibility", "1.28", "1.29", SURGING, ({"new pending", "old ready"}, set()),
      f"{UPDATE}: rollingUpdate"),
    B("a label of the generation makes no pod new", "1.9", "1.10", replaced(of_generation(2)),
      ({"new ready"}, {"old ready"}), UTIL),
    B("a label of the generation makes a pod new again", "1.24", "1.25", replaced(of_generation(2)),
      ({"old ready"}, {"new ready"}), UTIL),
    # Which of several failed pods of a node goes first shows in no step, which names nodes.
    B("failed pods back off", "1.11", "1.12", rule("failed_pods_back_off"), (False, True),
      f"{CONTROLLER}: podsShouldBeOnNode"),
)  # fmt: skip

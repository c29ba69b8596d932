"""Whether going back to the old template helps where a rollout does not complete, and the command for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dslint.placement.strategy import controller_binds
from dslint.rollout.existing_pods import READY, NodesAndDecisions
from dslint.rollout.node_fit import UnlimitedFit
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.simulation import Simulation
from dslint.rollout.state import DaemonNode


def rollback(scenario: Scenario, result: ScenarioResult) -> str:
    """The command that gives every node back the pod that it had; "" where it does not, or where that is not known."""
    if _nodes_change(scenario.context) or not _restores(scenario, result):
        return ""
    daemonset = scenario.daemonset
    return (
        f"roll back: kubectl rollout undo daemonset/{daemonset.name} -n {daemonset.namespace}"
        " (dslint rollout undo --nodes shows the effect)"
    )


def _nodes_change(context: NodesAndDecisions) -> bool:
    """Whether the old template may be meant for other nodes now than before."""
    return any(
        before.shape is not node.shape and (before.shape.taints, before.labels) != (node.shape.taints, node.labels)
        for node in context.nodes
        if (before := context.before.get(node.name)) is not None
    )


def _restores(scenario: Scenario, result: ScenarioResult) -> bool:
    """Play the way back from where the rollout stalls. The old pods had their room, so they fit again."""
    release = scenario.context.release
    nodes = list(_turned_back(result.nodes, scenario))
    unbound = not controller_binds(release)
    Simulation(nodes, scenario.strategy, release, UnlimitedFit(), unbound=unbound).run()
    return all(node.available or node.name in result.down_before for node in nodes if node.should_run)


def _turned_back(nodes: Iterable[DaemonNode], scenario: Scenario) -> Iterable[DaemonNode]:
    """The nodes where the old template is the one to reach. No node is broken for it but those that are down."""
    down = {node.name for node in scenario.context.nodes if node.shape.ready != READY}
    for node in nodes:
        yield DaemonNode(
            node.name,
            node.should_run,
            node.should_continue,
            broken=node.name in down,
            silent=node.silent,
            served=node.served,
            pods=[replace(pod, new=not pod.new) for pod in node.pods],
            rank=node.rank,
        )

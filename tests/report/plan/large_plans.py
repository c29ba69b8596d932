"""Plans of many nodes with the trace of their rollout, made without planning: that would take longer than the tests."""

from __future__ import annotations

from functools import cache

from dslint.plans import (
    Bounds,
    Decider,
    DownShare,
    InventorySummary,
    NodePlace,
    Placement,
    Plan,
    PlanReport,
    Reason,
    SourceLine,
    State,
    Unavailable,
    Verdict,
    WorkloadPlan,
)
from dslint.plans.verdicts import Level
from dslint.rollout.state import DaemonNode
from tests.golden.plan_story import AGENT, IN_TURN
from tests.report.plan.rollouts import traced
from tests.rollout.nodes import node

TAINT = Reason(
    "UntoleratedTaint",
    Decider.DAEMONSET_CONTROLLER,
    "untolerated taint spot=true:NoSchedule",
    source=SourceLine("new.yaml", 22),
    help="tolerate spot=true:NoSchedule",
)
WINDOWS = Reason("NodeSelector", Decider.DAEMONSET_CONTROLLER, "nodeSelector kubernetes.io/os=linux, node has windows")
POOLS = (("general", 12), ("gpu", 3), ("spot", 4), ("windows", 1))
"""Pools and their shares of twenty."""


@cache
def large_plan(count: int, *, waves: int = 10, broken: bool = False) -> PlanReport:
    """An update that spot nodes lose, in three zones. `broken`: it stalls, as new pods of gpu nodes never get ready."""
    places, nodes = [], []
    of_pool: dict[str, tuple[str, ...]] = {}
    for pool, share in POOLS:
        names = tuple(f"{pool}-eu-west-1{'abc'[number % 3]}-{number:05}" for number in range(count * share // 20))
        of_pool[pool] = names
        places += [NodePlace(pool, f"eu-west-1{zone}", names[at::3]) for at, zone in enumerate("abc") if names[at::3]]
        nodes += [_node(name, pool, broken=broken) for name in names if pool != "windows"]
    rollout = traced(nodes, max(1, len(nodes) // waves))
    stay = (*of_pool["general"], *of_pool["gpu"])
    rollout = rollout._replace(
        updated=Bounds(len(stay), len(stay)),
        unavailable=Unavailable(
            0, max(step.unavailable for step in rollout.steps or ()), 0, (), (DownShare("gpu", 1, 3),)
        ),
    )
    groups = (
        Placement(State.BOUND, stay),
        Placement(State.REMOVED, of_pool["spot"], (TAINT,), notes=(IN_TURN,)),
        Placement(State.EXCLUDED, of_pool["windows"], (WINDOWS,)),
    )
    verdict = Verdict(Level.AT_RISK, f"{len(of_pool['spot'])} nodes lose logging/agent")
    workload = WorkloadPlan(AGENT, (), len(stay), len(stay), 0, groups, rollout, verdict=verdict)
    number = sum(map(len, of_pool.values()))
    inventory = InventorySummary("large", number, 0, ("nothing is declared",), tuple(places))
    return PlanReport((Plan("1.36", inventory, (workload,), verdict=verdict),))


def _node(name: str, pool: str, *, broken: bool) -> DaemonNode:
    return node(name, "old ready", run=pool != "spot", broken=broken and pool == "gpu")

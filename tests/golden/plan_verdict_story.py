"""A plan with a verdict, findings, cures and assumptions, which the formats for people are shown with.

It is an update that loses nodes, beside three workloads that are placed alike, static pods, and a what-if.
"""

from __future__ import annotations

from dslint.findings import Finding, ObjectRef, Origin, Severity, Span
from dslint.plans import (
    Bounds,
    Budget,
    Check,
    Decider,
    Difference,
    DownShare,
    Duration,
    Expectation,
    Explanation,
    InventorySummary,
    Level,
    Meanwhile,
    NodePlace,
    NodesByChange,
    Placement,
    Plan,
    PlanReport,
    Reason,
    Rollout,
    RolloutDifference,
    RolloutOutcome,
    SourceLine,
    State,
    StaticPodPlan,
    Step,
    TemplateDifference,
    Unavailable,
    Undeclared,
    Verdict,
    Victim,
    WhatIf,
    WorkloadPlan,
)
from tests.golden.plan_story import IN_TURN

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
GENERAL = tuple(f"general-{number:02}" for number in range(1, 21))
SPOT = tuple(f"spot-{number}" for number in range(1, 7))
FULL, PRESSED, WINDOWS = "general-21", "general-22", "win-1"

SPOT_TAINT = Reason(
    "UntoleratedTaint",
    Decider.DAEMONSET_CONTROLLER,
    "untolerated taint spot=true:NoSchedule",
    source=SourceLine("new.yaml", 22),
    help="tolerate spot=true:NoSchedule; the toleration at line 24 has effect NoExecute",
)
OS = Reason("NodeSelector", Decider.DAEMONSET_CONTROLLER, "nodeSelector kubernetes.io/os=linux, node has windows")
NO_ROOM = Reason(
    "InsufficientResource",
    Decider.SCHEDULER,
    "needs cpu 300m, 120m of 3800m free after 9 pods",
    event="Insufficient cpu",
    source=SourceLine("new.yaml", 42),
    help="a priority class above 1000 would evict shop/web-0; priority 0 evicts nobody",
)
PRESSURE = Reason("KubeletEvicts", Decider.KUBELET, "The node had condition: [DiskPressure]. ")

UPDATE = Rollout(
    "RollingUpdate",
    True,
    Budget("25%", 0, 22, 6, 0),
    replaced=22,
    removed=6,
    added=0,
    removed_at_once=0,
    blocked=None,
    updated=Bounds(22, 22),
    waves=(6, 6, 6, 6, 4),
    duration=Duration(43, 120, 900),
    steps=(
        Step("update", counts={"old ready": 22, "old ready terminating": 6}, changes=()),
        Step("kill", counts={"new unready": 6, "old ready": 22}, changes=()),
    ),
    template_diff=(
        TemplateDifference(
            "/spec/template/spec/tolerations/0",
            "spec.template.spec.tolerations[spot]",
            {"key": "spot", "operator": "Exists"},
            None,
            SourceLine("new.yaml", 22),
        ),
    ),
    nodes=NodesByChange(replaced=(*GENERAL, FULL, PRESSED), removed_in_turn=SPOT),
    unavailable=Unavailable(0, 6, 0, (DownShare("eu-west-1b", 6, 10),)),
    meanwhile=Meanwhile('daemon set "agent" successfully rolled out', "helm --wait passes"),
)

LOSES = WorkloadPlan(
    AGENT,
    desired=22,
    bound=21,
    pending=1,
    placement=(
        Placement(State.BOUND, GENERAL[:19]),
        Placement(
            State.BOUND,
            GENERAL[19:],
            evicts=(Victim("shop", "web-0", GENERAL[19], 0, violates_budget=True, tied=("shop/web-1", "shop/web-2")),),
        ),
        Placement(State.BOUND, (PRESSED,), notes=(PRESSURE,), never_ready=True),
        Placement(State.PENDING, (FULL,), (NO_ROOM,)),
        Placement(State.REMOVED, SPOT, (SPOT_TAINT,), notes=(IN_TURN,)),
        Placement(State.EXCLUDED, (WINDOWS,), (OS,)),
    ),
    rollout=UPDATE,
    explanations=(
        Explanation(
            GENERAL[19],
            (
                Check(Decider.API_SERVER, "admission", "passes", "priority 1000"),
                Check(Decider.SCHEDULER, "NodePorts", "not asked", "the pod asks for nothing"),
                Check(Decider.SCHEDULER, "NodeResourcesFit", "fails", "needs cpu 300m, 120m of 3800m free"),
            ),
        ),
    ),
    verdict=Verdict(Level.AT_RISK, "6 of 28 nodes lose logging/agent"),
)
ALIKE = tuple(
    WorkloadPlan(
        AGENT._replace(name=name),
        desired=22,
        bound=22,
        placement=(
            Placement(State.BOUND, (*GENERAL, FULL, PRESSED)),
            Placement(State.EXCLUDED, SPOT, (SPOT_TAINT._replace(source=SourceLine(f"{name}.yaml", line), help=None),)),
        ),
        verdict=Verdict(Level.SAFE, f"logging/{name} runs on 22 nodes"),
    )
    for line, name in enumerate(("cache", "probe", "relay"), start=9)
)
UNCHANGED = WorkloadPlan(
    AGENT._replace(name="quiet"),
    placement=(Placement(State.BOUND, GENERAL), Placement(State.EXCLUDED, SPOT, (SPOT_TAINT._replace(help=None),))),
    rollout=Rollout("RollingUpdate", False, None, 0, 0, 0, 0, None, Bounds(20, 20), nodes=NodesByChange(kept=GENERAL)),
)


def static_pod(name: str, change: str | None = None, *groups: Placement) -> StaticPodPlan:
    placed = groups or (Placement(State.BOUND, GENERAL[:3]),)
    return StaticPodPlan(ObjectRef("v1", "Pod", "kube-system", name), f"{name}.yaml", change, placement=placed)


LOST = Finding(
    "DS816",
    "removal-during-rollout",
    Severity.ERROR,
    Origin.POLICY,
    "6 of 28 nodes lose logging/agent",
    AGENT,
    "spec.template.spec.tolerations",
    ("spec", "template", "spec", "tolerations"),
    "new.yaml",
    Span(22, 9, 22, 20),
    help="tolerate the taint, or allow it with --allow-removal",
)

PLAN = Plan(
    "1.33",
    InventorySummary(
        "prod-eu",
        29,
        120,
        assumed=("label kubernetes.io/hostname of 29 nodes: the node's name",),
        places=(
            NodePlace("general", "eu-west-1a", (*GENERAL[:10], FULL)),
            NodePlace("general", "eu-west-1b", (*GENERAL[10:], PRESSED)),
            NodePlace("spot", "eu-west-1a", SPOT),
            NodePlace("windows", "eu-west-1a", (WINDOWS,)),
        ),
        undeclared=(Undeclared("PriorityClass", "", "agent-high", 7, "taken as there, with priority 0"),),
    ),
    (UNCHANGED, LOSES, *ALIKE),
    (
        Expectation(
            "no-loss", False, "6 of 28 nodes lose the pod", "logging/agent", "DS810", source=SourceLine("e.yaml", 3)
        ),
        *(Expectation("fits", True, "no node is too small", f"logging/{name}", "DS815") for name in ("agent", "cache")),
    ),
    what_if=WhatIf(
        ("dead general-01",),
        Plan("1.33", InventorySummary("prod-eu", 29, 120), ALIKE[:1], verdict=Verdict(Level.BLOCKED, "it may not end")),
        tuple(Difference(one.ref, State.BOUND, State.BOUND, GENERAL[:1], never_ready_after=True) for one in ALIKE),
        (
            RolloutDifference(
                AGENT,
                RolloutOutcome(5, 6, None, Duration(43, 120, 900)),
                RolloutOutcome(1, 7, "always: 1 node is down and takes the whole budget", None),
            ),
        ),
    ),
    static_pods=(
        static_pod("etcd"),
        static_pod("scheduler"),
        *(static_pod(name, "changed", Placement(State.EXCLUDED, GENERAL[:3], (NO_ROOM,))) for name in ("a", "b")),
    ),
    verdict=Verdict(Level.AT_RISK, "6 of 28 nodes lose logging/agent"),
    findings=(LOST,),
)
REPORT = PlanReport((PLAN,))

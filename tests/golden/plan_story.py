"""One plan that every format of plan's report is shown with: an update with everything that can go wrong, and a Pod."""

from __future__ import annotations

from dslint.findings import Finding, Note, ObjectRef, Origin, Severity, Span
from dslint.plans import (
    REMOVED_IN_TURN,
    BadEverywhere,
    Blocked,
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
    Meanwhile,
    NodePlace,
    Placement,
    Plan,
    PlanReport,
    Reason,
    Rollout,
    RolloutTime,
    SourceLine,
    State,
    Step,
    TemplateDifference,
    Unavailable,
    Victim,
    WhatIf,
    WorkloadPlan,
)
from tests.golden.families import FAMILIES

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
PROBE = ObjectRef("v1", "Pod", "default", "probe")
BROKEN = ObjectRef("apps/v1", "DaemonSet", "default", "broken")
ODD = ObjectRef("v1", "Pod", "default", "<script>|`odd`")

GENERAL_A = tuple(f"gen-a-{number:03}" for number in range(1, 61))
GENERAL_B = tuple(f"gen-b-{number:03}" for number in range(1, 61))
SPOT = tuple(f"spot-a-{number:03}" for number in range(1, 46))
GPU = ("gpu-1", "gpu-2")
ARM = ("arm-1", "arm-2", "arm-3")

CORDONED = Reason(
    "Cordoned",
    Decider.KUBELET,
    "cordoned, and runs it all the same: DaemonSet pods tolerate node.kubernetes.io/unschedulable",
)
IN_TURN = Reason(
    REMOVED_IN_TURN,
    Decider.DAEMONSET_CONTROLLER,
    "the pod is deleted during the rollout, and is not created again",
)


def untolerated(taint: str, line: int | None = None) -> Reason:
    source = SourceLine("ds.yaml", line) if line else None
    return Reason("UntoleratedTaint", Decider.DAEMONSET_CONTROLLER, f"untolerated taint {taint}", source=source)


def short(free: str) -> Reason:
    return Reason(
        "InsufficientResource",
        Decider.SCHEDULER,
        f"needs cpu 300m, {free} of 3800m free after 9 pods",
        event="Insufficient cpu",
        reported=True,
        source=SourceLine("ds.yaml", 42),
    )


UPDATE = Rollout(
    strategy="RollingUpdate",
    changed=True,
    budget=Budget(max_unavailable="10%", max_surge=0, of=123, value=13, taken=3),
    replaced=121,
    removed=45,
    added=2,
    removed_at_once=44,
    blocked=Blocked(
        code="BlockedByUnavailable",
        message="3 nodes are unavailable and take the whole budget",
        help="raise maxUnavailable to 4, or bring gen-a-001 back",
    ),
    updated=Bounds(80, 121),
    waves=(10, 10, 10, 1),
    duration=Duration(360, 540, 12600),
    template_diff=(
        TemplateDifference(
            pointer="/spec/template/spec/tolerations",
            field="spec.template.spec.tolerations",
            old=[
                {"key": "a", "operator": "Exists"},
                {"key": "spot", "operator": "Exists", "effect": "NoExecute"},
            ],
            new=[{"key": "a", "operator": "Exists"}],
            source=SourceLine("ds.yaml", 31),
        ),
        TemplateDifference(
            pointer="/spec/template/spec/containers/0/image",
            field="spec.template.spec.containers[agent].image",
            old="agent:1",
            new="agent:2",
        ),
        TemplateDifference(
            pointer="/spec/template/spec/hostPID", field="spec.template.spec.hostPID", old=None, new=True
        ),
    ),
    unavailable=Unavailable(
        before=3,
        at_worst=13,
        in_the_end=0,
        zones=(DownShare("eu-west-1a", 13, 63),),
        pools=(DownShare("gpu", 2, 2),),
        if_bad_everywhere=BadEverywhere(down=13, of=123, updated=10, old_left=110),
    ),
    time=RolloutTime(10, ("a pod starts in 5 s (1 to 60): the inventory declares no timing",)),
    meanwhile=Meanwhile(
        kubectl='Waiting for daemon set "agent" rollout to finish: 80 out of 125 new pods have been updated...',
        helm="helm --wait gives up after 5m",
    ),
    steps=(Step("update", {"old ready": ("gen-a-001",), "old ready terminating": ("gen-a-002",)}),),
)

FINDING = Finding(
    code="DS231",
    name="selector-mismatch",
    severity=Severity.ERROR,
    origin=Origin.API_SERVER,
    message='Invalid value: {"app":"agnet"}: `selector` does not match template `labels`',
    object=BROKEN,
    field="spec.template.metadata.labels",
    path=("spec", "template", "metadata", "labels"),
    file="broken.yaml",
    span=Span(14, 9, 14, 19),
    kubernetes_versions=("1.36",),
)

AWKWARD_NODE = "::error::w\u202e-1\n##[group]"
AWKWARD = WorkloadPlan(
    ObjectRef("v1", "Pod", "::add-mask::\ud800", "\x1b]0;pod\x07\ufffe"),
    desired=1,
    bound=1,
    placement=(
        Placement(State.BOUND, (AWKWARD_NODE,), evicts=(Victim("\x1b[2J", "\n::debug::", AWKWARD_NODE, 0),)),
        Placement(State.EXCLUDED, ARM, (untolerated("\n::warning::x=\x9b31m:NoSchedule", 31),)),
    ),
    explanations=(
        Explanation(
            AWKWARD_NODE, (Check(Decider.SCHEDULER, "NodeName", "fails", "is \u2066not\u2069 \n::group::", ()),)
        ),
    ),
    notes=("\n::stop-commands::x",),
)

WORKLOADS = (
    WorkloadPlan(
        AGENT,
        desired=125,
        bound=123,
        pending=2,
        placement=(
            Placement(State.BOUND, GENERAL_A[:55] + GENERAL_B + GPU[:1]),
            Placement(State.BOUND, GENERAL_A[55:], notes=(CORDONED,)),
            Placement(State.BOUND, GPU[1:], evicts=(Victim("batch", "train-0", "gpu-2", -10),)),
            Placement(State.PENDING, ARM[:1], (short("120m"),)),
            Placement(State.PENDING, ARM[1:2], (short("40m"),)),
            Placement(State.REMOVED, SPOT[:44], (untolerated("spot=true:NoExecute", 31),)),
            Placement(State.REMOVED, SPOT[44:], (untolerated("spot=maybe:NoSchedule", 31),), notes=(IN_TURN,)),
            Placement(
                State.EXCLUDED,
                ARM[2:],
                (
                    Reason(
                        "NodeSelector",
                        Decider.DAEMONSET_CONTROLLER,
                        "nodeSelector kubernetes.io/os=linux, node has kubernetes.io/os=windows",
                        source=SourceLine("ds.yaml", 28),
                    ),
                    untolerated("os=windows:NoSchedule"),
                ),
            ),
        ),
        rollout=UPDATE,
    ),
    WorkloadPlan(
        PROBE,
        desired=1,
        bound=1,
        placement=(
            Placement(State.CANDIDATE, GENERAL_A[:2], scores=dict.fromkeys(GENERAL_A[:2], 195)),
            Placement(
                State.EXCLUDED,
                ARM,
                (Reason("LowerScore", Decider.SCHEDULER, "fits, and scores 180 where the best has 195"),),
            ),
        ),
        explanations=(
            Explanation(
                "arm-1",
                (
                    Check(Decider.API_SERVER, "admission", "passes", "priority 0, PreemptLowerPriority"),
                    Check(Decider.SCHEDULER, "NodePorts", "not asked", "the pod asks for nothing"),
                    Check(
                        Decider.SCHEDULER,
                        "NodeResourcesFit",
                        "fails",
                        "needs cpu 300m, 120m of 3800m free after 9 pods",
                        (SourceLine("pod.yaml", 12),),
                    ),
                ),
            ),
        ),
        notes=("gen-a-001 and gen-a-002 tie: the scheduler draws one of them",),
    ),
    WorkloadPlan(BROKEN, rejected=(FINDING, *FAMILIES)),
    WorkloadPlan(
        ODD, desired=1, pending=1, placement=(Placement(State.PENDING, ARM, (untolerated("a|b=<i>:NoSchedule"),)),)
    ),
    AWKWARD,
)

INVENTORY = InventorySummary(
    name="prod-eu",
    nodes=170,
    pods=1200,
    assumed=("kubernetes.io/hostname of 170 nodes: the node's name", "no pods of namespace kube-system are declared"),
    places=(
        NodePlace("general", "eu-west-1a", GENERAL_A),
        NodePlace("general", "eu-west-1b", GENERAL_B),
        NodePlace("spot", "eu-west-1a", SPOT),
        NodePlace("gpu", "eu-west-1a", GPU),
        NodePlace("", "", ARM),
        NodePlace("\x1b[1mpool", "zone|<b>", (AWKWARD_NODE,)),
    ),
)

EXPECTATIONS = (
    Expectation(
        "no-removal",
        passed=False,
        message="45 nodes lose the pod",
        workload="logging/agent",
        code="DS231",
        source=SourceLine("ds.yaml", 31),
    ),
    Expectation(
        "gentle", passed=True, message="13 of 123 nodes are unavailable", workload="logging/agent", code="DS231"
    ),
    Expectation("quiet", passed=False, message="evicts 1 pod", workload="logging/agent", code="DS301"),
    Expectation("named", passed=False, message="no workload matches nothing", code="DS231"),
)

AFTER = Plan("1.36", INVENTORY._replace(nodes=169), WORKLOADS[2:3])
PLAN = Plan(
    "1.36",
    INVENTORY,
    WORKLOADS,
    EXPECTATIONS,
    what_if=WhatIf(
        ("taint gpu-1 gpu=present:NoSchedule", "remove arm-3"),
        AFTER,
        (
            Difference(AGENT, State.BOUND, State.EXCLUDED, GPU[:1], (untolerated("gpu=present:NoSchedule", 31),)),
            Difference(AGENT, State.EXCLUDED, None, ARM[2:]),
        ),
    ),
    skipped=(Note("ds.yaml", 60, "is a Service, which dslint does not check"),),
)
REPORT = PlanReport((PLAN,))
OLDER = Plan("1.30", INVENTORY, WORKLOADS[1:2])
SEVERAL = PlanReport(
    (OLDER, Plan("1.31", INVENTORY, WORKLOADS[1:2]), Plan("1.36", INVENTORY, WORKLOADS[3:4])),
)

"""What a report says beside where pods run: failed expectations, findings, and what is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Finding
from dslint.plans import Expectation, Plan, Undeclared, WorkloadPlan
from dslint.report.wording import plural


def failed_expectations(plan: Plan) -> list[tuple[Expectation, str]]:
    """Each with `no-removal: logging/agent: 45 of 190 nodes will lose the pod at once`.

    The same failure of several workloads is told once. Why a rollout stalls is told with the workload.
    """
    stalls = [message for message in map(_stall, plan.workloads) if message]
    alike: dict[tuple[str, str, str], list[Expectation]] = {}
    for expectation in plan.expectations:
        if expectation.fails:
            told = any(message in expectation.message for message in stalls)
            message = "the rollout is blocked" if told else expectation.message
            alike.setdefault((expectation.code, expectation.name, message), []).append(expectation)
    return [
        (found[0], ": ".join(filter(None, (name, ", ".join(one.workload for one in found), message))))
        for (_, name, message), found in alike.items()
    ]


def _stall(workload: WorkloadPlan) -> str:
    return workload.rollout.blocked.message if workload.rollout and workload.rollout.blocked else ""


def findings(plan: Plan) -> list[Finding]:
    """The findings about the plan as a whole: the parts of workloads and static pods have their own."""
    shown = {workload.ref for workload in plan.workloads} | {pod.ref for pod in plan.static_pods}
    return [finding for finding in _told_nowhere(plan) if finding.object not in shown]


def findings_of(workload: WorkloadPlan, plan: Plan) -> list[Finding]:
    """The findings on one workload that its part tells nowhere else."""
    return [finding for finding in _told_nowhere(plan) if finding.object == workload.ref] if plan.findings else []


def _told_nowhere(plan: Plan) -> Iterator[Finding]:
    """All but rejections, blocked rollouts and failed expectations."""
    rejected = {(finding.code, finding.message) for workload in plan.workloads for finding in workload.rejected}
    stalls = [message for message in map(_stall, plan.workloads) if message]
    failed = [expectation for expectation in plan.expectations if expectation.fails]
    for finding in plan.findings:
        if (
            (finding.code, finding.message) not in rejected
            and not any(message in finding.message for message in stalls)
            and not any(one.code == finding.code and one.message in finding.message for one in failed)
        ):
            yield finding


def sentence(finding: Finding) -> str:
    """`error [DS816] 6 of 28 nodes lose the pod during the rollout (ds.yaml:22)`."""
    where = f" ({place(finding)})" if finding.file else ""
    return f"{finding.severity.value} [{finding.code}] {finding.message}{where}"


def place(finding: Finding) -> str:
    """`ds.yaml:22`; "" if it has none."""
    if not finding.file:
        return ""
    return f"{finding.file}:{finding.span.line}" if finding.span else finding.file


def assumed(plan: Plan) -> Iterator[str]:
    """What was assumed, a sentence each, and in the end how to declare the objects among it."""
    sentences = plan.inventory.assumed
    yield from sentences
    named = [one for one in plan.inventory.undeclared if not any(_names(sentence, one) for sentence in sentences)]
    yield from map(_undeclared, named)
    if plan.inventory.undeclared and not any("kubectl get" in sentence for sentence in (*sentences, *plan.remarks)):
        yield f"to declare {'it' if len(plan.inventory.undeclared) == 1 else 'them'}: {_command(plan)}"


def _names(sentence: str, one: Undeclared) -> bool:
    return one.kind in sentence and one.name in sentence


def _undeclared(one: Undeclared) -> str:
    """`PriorityClass agent-high: taken as there; decides 7 nodes`."""
    name = f"{one.namespace}/{one.name}" if one.namespace else one.name
    decides = f"; decides {plural(one.nodes, 'node')}" if one.nodes else ""
    return f"{one.kind} {name}: {one.effect}{decides}"


def _command(plan: Plan) -> str:
    kinds = sorted({_resource(one.kind) for one in plan.inventory.undeclared})
    everywhere = " -A" if any(one.namespace for one in plan.inventory.undeclared) else ""
    return f"kubectl get {','.join(kinds)}{everywhere} -o json >> nodes.json"


def _resource(kind: str) -> str:
    """`priorityclasses` for PriorityClass, as kubectl takes it."""
    lower = kind.lower()
    return f"{lower}es" if lower.endswith("s") else f"{lower}s"

"""Judges a plan: its findings, and the verdicts that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dslint.findings import Finding, ObjectRef, Origin
from dslint.kubernetes.raw_values import has_annotation
from dslint.planning.workload import NOT_ADMITTED, NOT_CHECKED, PODS_DENIED, Workload
from dslint.planning.workload_findings import READY_NOWHERE, Found, WorkloadSubject, of_workload
from dslint.plans import Expectation, Level, Plan, State, StaticPodPlan, Verdict, WorkloadPlan
from dslint.policy.suppressions import IGNORE, MARK

if TYPE_CHECKING:
    from dslint.planning.request import Request
    from dslint.planning.run import PlanResult, PlanRun

UNMET = "DS810"
RUNS_SOMEWHERE = "DS811"
SAID_OTHERWISE = frozenset({"DS812", "DS813"})
"""Default expectations that have findings of their own, whether or not a file replaces the defaults."""
LONGEST_REASON = 160
SHORTEST_REASON = 60
CLAUSE_END = re.compile(r"[:;,] | \(")
NO_OBJECT = ObjectRef("", "", "", "")


def judged(
    plan: Plan, run: PlanRun | None = None, result: PlanResult | None = None, oldest: Plan | None = None
) -> Plan:
    """The plan with its findings and verdicts; the findings that it has come first.

    `run` and `result` are what it was made from: they have the places in its manifests, and what they change. `oldest`
    is the plan of the oldest of several versions, which this one may lose nodes against.
    """
    found = [*_of_manifests(plan), *_findings(plan, run, result, oldest)]
    findings = tuple(finding._replace(kubernetes_versions=(plan.kubernetes_version,)) for finding, _ in found)
    grounds = tuple(ground._replace(reason=brief(ground.reason)) for _, ground in found)
    plan = plan._replace(findings=findings, grounds=grounds).with_verdicts()
    if not findings or run is None or not _suppresses(run.request):
        return plan
    from dslint.planning.suppressed_findings import without_suppressed

    return without_suppressed(plan, run.request.workloads.objects)


def remarks_on_kubelets(result: PlanResult) -> Iterator[str]:
    """A sentence for each version of kubelets that the control plane does not support."""
    if any(shape.kubelet for shape, _ in result.cluster.shapes()):
        from dslint.planning import kubelet_versions

        yield from kubelet_versions.remarks(result.cluster, result.release, result.plan.inventory)


def brief(reason: str) -> str:
    """One short line: the clauses that fit, and if there is none the words that fit."""
    line = " ".join(reason.split())
    if len(line) <= LONGEST_REASON:
        return line
    fitting = line[:LONGEST_REASON]
    clauses = [match.start() for match in CLAUSE_END.finditer(fitting) if _is_closed(fitting[: match.start()])]
    end = clauses[-1] if clauses and clauses[-1] >= SHORTEST_REASON else fitting.rfind(" ")
    return f"{fitting[: end if end > 0 else LONGEST_REASON].rstrip(' ,;:(')} …"


def _is_closed(text: str) -> bool:
    return text.count("(") == text.count(")") and not text.count('"') % 2


def _of_manifests(plan: Plan) -> Iterator[Found]:
    """The findings that the plan has come with."""
    left_out = {one.ref: one for one in plan.left_out}
    for finding in plan.findings:
        left = left_out.get(finding.object) if finding.object else None
        # The clause before the comma says what is wrong, the others what follows.
        reason = finding.message.partition(", with ")[0]
        if finding.code == NOT_CHECKED:
            from dslint.plans.refusals import unknown_policy

            reason = f"{unknown_policy(reason)} for {_called(finding)}"
        if left is not None:
            runs = f", which runs on {left.nodes} node{'' if left.nodes == 1 else 's'}," if left.nodes else ""
            reason = f"{left.ref}{runs} is not in the new manifests"
        yield finding, Verdict(Level.AT_RISK, reason)


def _called(finding: Finding) -> str:
    ref = finding.object or NO_OBJECT
    return f"{ref.namespace or 'default'}/{ref.name}"


def _suppresses(request: Request) -> bool:
    """Whether a comment or an annotation may silence something."""
    return request.heed_suppressions and any(
        (one.document is not None and MARK in one.document.lines.text) or has_annotation(one.value, IGNORE)
        for one in request.workloads.objects
    )


def _findings(plan: Plan, run: PlanRun | None, result: PlanResult | None, oldest: Plan | None) -> Iterator[Found]:
    subjects = list(_subjects(plan, run, result))
    for subject in subjects:
        yield from _rejections(subject.plan)
    for pod in plan.static_pods:
        if pod.error is not None or any(group.state is State.EXCLUDED for group in pod.placement):
            yield _refused_static_pod(pod, plan)
    covered: set[tuple[str, str]] = set()
    for subject in subjects:
        for finding, ground in of_workload(subject):
            covered.add((finding.code, subject.plan.called))
            yield finding, ground
    yield from _of_versions(subjects, plan, result, oldest)
    by_name = {subject.plan.called: subject.workload for subject in subjects}
    for expectation in plan.expectations:
        if not expectation.passed and not _said(expectation, covered):
            yield _unmet(expectation, by_name.get(expectation.workload) or Workload(NO_OBJECT))


def _of_versions(
    subjects: Sequence[WorkloadSubject], plan: Plan, result: PlanResult | None, oldest: Plan | None
) -> Iterator[Found]:
    """What kubelets of another version ignore, and the nodes that only the oldest version runs."""
    if result is not None and any(shape.kubelet for shape, _ in result.cluster.shapes()):
        from dslint.planning import kubelet_versions

        for subject in subjects:
            yield from kubelet_versions.findings(subject)
    if oldest is not None:
        from dslint.planning import upgrade_losses

        for subject in subjects:
            yield from upgrade_losses.findings(subject, oldest, plan.kubernetes_version)


def _said(expectation: Expectation, covered: set[tuple[str, str]]) -> bool:
    """Whether another finding says more of the same."""
    if expectation.code in SAID_OTHERWISE:
        return True
    return expectation.code == RUNS_SOMEWHERE and not covered.isdisjoint(
        (code, expectation.workload) for code in (NOT_ADMITTED, PODS_DENIED, READY_NOWHERE)
    )


def _subjects(plan: Plan, run: PlanRun | None, result: PlanResult | None) -> Iterator[WorkloadSubject]:
    workloads: Sequence[Workload] = result.workloads if result else [Workload(one.ref) for one in plan.workloads]
    expectations = run.inputs.expectations if run else None
    may_lose = result.may_lose if result else frozenset()
    for own, workload in zip(plan.workloads, workloads, strict=True):
        spoken: frozenset[str] = expectations.conditions_on(own.called) if expectations else frozenset()
        yield WorkloadSubject(own, workload, plan.inventory, spoken, may_lose, run, result)


def _rejections(plan: WorkloadPlan) -> Iterator[Found]:
    unread = all(finding.origin is Origin.READER for finding in plan.rejected)
    for finding in plan.rejected:
        name = plan.called if plan.ref.name else finding.file or "an object"
        said = f"{finding.field}: {finding.message}".removeprefix(": ")
        reason = f"{name} cannot be read" if unread else f"the API server rejects {name}: {said}"
        yield finding, Verdict(Level.REJECTED, reason)


def _refused_static_pod(pod: StaticPodPlan, plan: Plan) -> Found:
    refused = [group for group in pod.placement if group.state is State.EXCLUDED]
    reasons = "; ".join(dict.fromkeys(reason.message for group in refused for reason in group.reasons))
    where = plan.inventory.named([name for group in refused for name in group.nodes])
    message = f"rejected by the kubelet: {pod.error}" if pod.error else f"rejected by the kubelet of {where}: {reasons}"
    finding = Workload(pod.ref, file=pod.file).finding(NOT_ADMITTED, message)
    finding = finding._replace(origin=Origin.KUBELET, object=pod.ref if pod.ref.name else None, help=None)
    return finding, Verdict(Level.REJECTED, f"the kubelet rejects the static pod {pod.ref.name or pod.file}")


def _unmet(expectation: Expectation, workload: Workload) -> Found:
    finding = _at(expectation, workload)
    if expectation.severity is not None:
        finding = finding._replace(severity=expectation.severity)
    if expectation.code == RUNS_SOMEWHERE:
        return finding, Verdict(Level.AT_RISK, f"{expectation.workload} {expectation.message.partition(': ')[0]}")
    about = f"{expectation.workload}: " if expectation.workload else ""
    return finding, Verdict(Level.AT_RISK, f"{about}{expectation.message}")


def _at(expectation: Expectation, workload: Workload) -> Finding:
    message = f"{expectation.name}: {expectation.message}"
    path = expectation.path or ()
    finding = workload.finding(expectation.code or UNMET, message, path, expectation.source)
    return finding if workload.ref.name else finding._replace(object=None)

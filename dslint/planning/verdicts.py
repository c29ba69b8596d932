"""Judges a plan: whether it meets the expectations, its findings, and the verdicts that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.expectations.default_expectations import default_expectations
from dslint.expectations.expectation_subject import ExpectationSubject
from dslint.findings import Finding, ObjectRef, Origin
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.raw_values import has_annotation
from dslint.planning.overhead import overhead_of
from dslint.planning.workload import NOT_ADMITTED, Workload
from dslint.planning.workload_findings import READY_NOWHERE, Found, WorkloadSubject, of_workload
from dslint.plans import Expectation, Level, Plan, State, StaticPodPlan, Verdict, WorkloadPlan
from dslint.policy.suppressions import IGNORE, MARK

if TYPE_CHECKING:
    from dslint.api_server.objects import ManifestObject
    from dslint.expectations.file import Expectations
    from dslint.planning.run import PlanResult, PlanRun

UNMET = "DS810"
RUNS_SOMEWHERE = "DS811"
SAID_OTHERWISE = frozenset({"DS812", "DS813"})
"""Default expectations that have findings of their own, whether or not a file replaces the defaults."""
NO_OBJECT = ObjectRef("", "", "", "")


def judged(plan: Plan, run: PlanRun | None = None, result: PlanResult | None = None) -> Plan:
    """The plan with its findings and verdicts; the findings that it has come first.

    `run` and `result` are what it was made from: they have the places in its manifests, and what they change.
    """
    found = [(finding, Verdict(Level.AT_RISK, finding.message)) for finding in plan.findings]
    found += _findings(plan, run, result)
    findings = tuple(finding._replace(kubernetes_versions=(plan.kubernetes_version,)) for finding, _ in found)
    plan = plan._replace(findings=findings, grounds=tuple(ground for _, ground in found)).with_verdicts()
    if not findings or run is None or not _suppresses(run.request.workloads.objects):
        return plan
    from dslint.planning.suppressed_findings import without_suppressed

    return without_suppressed(plan, run.request.workloads.objects)


def _suppresses(manifests: Iterable[ManifestObject]) -> bool:
    """Whether a comment or an annotation may silence something."""
    return any(
        (one.document is not None and MARK in one.document.lines.text) or has_annotation(one.value, IGNORE)
        for one in manifests
    )


def _findings(plan: Plan, run: PlanRun | None, result: PlanResult | None) -> Iterator[Found]:
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
    by_name = {subject.plan.called: subject.workload for subject in subjects}
    for expectation in plan.expectations:
        if not expectation.passed and not _said(expectation, covered):
            yield _unmet(expectation, by_name.get(expectation.workload) or Workload(NO_OBJECT))


def _said(expectation: Expectation, covered: set[tuple[str, str]]) -> bool:
    """Whether another finding says more of the same."""
    if expectation.code in SAID_OTHERWISE:
        return True
    return expectation.code == RUNS_SOMEWHERE and not covered.isdisjoint(
        (code, expectation.workload) for code in (NOT_ADMITTED, READY_NOWHERE)
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


def check_expectations(expectations: Expectations | None, run: PlanRun, result: PlanResult) -> tuple[Expectation, ...]:
    """Each expectation, whether the plan meets it, and the source line that decides it; the defaults without a file."""
    subjects = [expectation_subject(index, run, result) for index in range(len(result.workloads))]
    workloads = {item.called: workload for item, workload in zip(subjects, result.workloads, strict=True)}
    return tuple(_with_line(expectation, workloads) for expectation in _evaluated(expectations, subjects))


def expectation_subject(index: int, run: PlanRun, result: PlanResult) -> ExpectationSubject:
    """One workload of a plan, with the other plans that an expectation may need."""
    return ExpectationSubject(
        result.plan.workloads[index],
        result.cluster,
        str(result.release),
        result.pods[index],
        _Replan(index, run, result),
        lambda: overhead_of(result, run),
        result.may_lose,
    )


def _evaluated(expectations: Expectations | None, subjects: Sequence[ExpectationSubject]) -> Iterable[Expectation]:
    if expectations is None:
        return (expectation for item in subjects for expectation in default_expectations(item))
    from dslint.expectations.evaluation import evaluate

    return evaluate(expectations, subjects)


def _with_line(expectation: Expectation, workloads: dict[str, Workload]) -> Expectation:
    workload = workloads.get(expectation.workload)
    return expectation._replace(source=workload.line(expectation.path or ()) if workload else None)


class _Replan(NamedTuple):
    """Plans the same workload on other nodes, in another version, or rolled back to a revision."""

    position: int
    run: PlanRun
    result: PlanResult

    def __call__(
        self, *, kubernetes_version: str | None = None, what_if: str | None = None, to_revision: int | None = None
    ) -> ExpectationSubject | None:
        if to_revision is not None:
            return self._rolled_back(to_revision)
        other = self.run.with_operations(what_if) if what_if is not None else self.run.in_version(kubernetes_version)
        return expectation_subject(self.position, self.run, other)

    def _rolled_back(self, revision: int) -> ExpectationSubject | None:
        old = self.result.workloads[self.position]
        new = previous_revision(old, revision, self.run.running(old.key), self.result.cluster)
        return expectation_subject(0, self.run, self.run.update(old, new)) if new is not None else None


def previous_revision(
    workload: Workload, number: int, running: Mapping[str, Any] | None, cluster: Cluster
) -> Workload | None:
    """The workload with the template of a revision in the inventory. Number 0 is the revision before the change.

    `running` is the baseline's object, after defaulting. None where the template is not known.
    """
    template = _template(workload, number, running, cluster)
    if template is None:
        return None
    return Workload.of({**workload.value, "spec": {**workload.value["spec"], "template": template}})


def _template(workload: Workload, number: int, running: Mapping[str, Any] | None, cluster: Cluster) -> Any:
    from dslint.kubectl import rollback, saved_objects

    objects = [item for kind in ("DaemonSet", "ControllerRevision") for item in cluster.of_kind(kind)]
    found = saved_objects.find(objects, workload.ref.name, workload.ref.namespace or "default")
    if found is None:
        return running["spec"]["template"] if running is not None and not number else None
    revision = found.revision(number) if number else rollback.current(found)
    return revision.template if revision else None

"""Whether a plan meets its expectations; the plans of the same workloads that some of them need beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.expectations.default_expectations import default_expectations
from dslint.expectations.expectation_subject import ExpectationSubject
from dslint.kubernetes.cluster import Cluster
from dslint.planning.overhead import overhead_of
from dslint.planning.workload import Workload
from dslint.plans import Expectation

if TYPE_CHECKING:
    from dslint.expectations.file import Expectations
    from dslint.planning.run import PlanResult, PlanRun


def read_expectations(expect: Path | Expectations | None) -> Expectations | None:
    """What a file of expectations holds. Raises ExpectationsError."""
    if not isinstance(expect, Path):
        return expect
    from dslint.expectations import file

    return file.read_expectations(expect)


def check_expectations(
    expectations: Expectations | None, run: PlanRun, result: PlanResult, *, only_defaults: bool = False
) -> tuple[Expectation, ...]:
    """Each expectation, whether the plan meets it, and the source line that decides it; the defaults without a file.

    Of a plan on other nodes, `only_defaults` are checked: what a file says is about the nodes as they are.
    """
    subjects = [expectation_subject(index, run, result) for index in range(len(result.workloads))]
    workloads = {item.called: workload for item, workload in zip(subjects, result.workloads, strict=True)}
    return tuple(
        _with_line(expectation, workloads)
        for expectation in _evaluated(expectations, subjects, only_defaults=only_defaults)
    )


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


def _evaluated(
    expectations: Expectations | None, subjects: Sequence[ExpectationSubject], *, only_defaults: bool
) -> Iterable[Expectation]:
    if expectations is None:
        return (expectation for item in subjects for expectation in default_expectations(item))
    from dslint.expectations.evaluation import evaluate, evaluate_defaults

    return (evaluate_defaults if only_defaults else evaluate)(expectations, subjects)


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

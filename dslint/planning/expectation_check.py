"""A plan held against expectations: a file's, or the plain ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dslint.expectations.default_expectations import default_expectations
from dslint.expectations.expectation_subject import ExpectationSubject
from dslint.planning.workload import Workload
from dslint.plans import Expectation

if TYPE_CHECKING:
    from dslint.planning.run import Planned, Run


def check_expectations(run: Run, planned: Planned) -> tuple[Expectation, ...]:
    """What is expected and whether it comes true, with the lines that decide it. Raises ExpectationsError."""
    subjects = [expectation_subject(index, run, planned) for index in range(len(planned.workloads))]
    by_name = {item.called: workload for item, workload in zip(subjects, planned.workloads, strict=True)}
    found = _of_file(run.request.expect, subjects) if run.request.expect else _plain(subjects)
    return tuple(_with_line(expectation, by_name) for expectation in found)


def expectation_subject(index: int, run: Run, planned: Planned) -> ExpectationSubject:
    """One workload of a plan, with what may be asked about it."""
    again = _Again(index, run, planned)
    return ExpectationSubject(
        planned.plan.workloads[index], planned.cluster, str(planned.release), planned.pods[index], again
    )


def _plain(subjects: Iterable[ExpectationSubject]) -> Iterable[Expectation]:
    return (expectation for item in subjects for expectation in default_expectations(item))


def _of_file(path: Path, subjects: Sequence[ExpectationSubject]) -> Iterable[Expectation]:
    from dslint.expectations.evaluation import evaluate
    from dslint.expectations.file import read_expectations

    return evaluate(read_expectations(path), subjects)


def _with_line(expectation: Expectation, workloads: dict[str, Workload]) -> Expectation:
    workload = workloads.get(expectation.workload)
    return expectation._replace(source=workload.line(expectation.path or ()) if workload else None)


class _Again(NamedTuple):
    """The same workload of the same request, on other nodes, in another version, or gone back to a revision."""

    position: int
    run: Run
    planned: Planned

    def __call__(
        self, *, kubernetes_version: str | None = None, what_if: str | None = None, to_revision: int | None = None
    ) -> ExpectationSubject | None:
        if to_revision is not None:
            return self._back(to_revision)
        other = self.run.on(what_if) if what_if is not None else self.run.of(kubernetes_version)
        return expectation_subject(self.position, self.run, other)

    def _back(self, number: int) -> ExpectationSubject | None:
        from dslint.planning.previous_revision import previous_revision

        old = self.planned.workloads[self.position]
        new = previous_revision(old, number, self.run.running(old.key), self.planned.cluster)
        return expectation_subject(0, self.run, self.run.update(old, new)) if new is not None else None

"""A plan held against expectations, and the plans that some of them ask for besides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint.findings import Note
from dslint.inventory.errors import Place
from dslint.linting.inputs import texts_of
from dslint.planning.workload import Workload
from dslint.plans import Expectation
from dslint.rollout import saved, undoing
from dslint.rollout.expectations.evaluate import evaluate
from dslint.rollout.expectations.file import Expectations, ExpectationsError, expectations_of
from dslint.rollout.expectations.subject import Subject
from dslint.source.documents import Document
from dslint.source.read import read_text

if TYPE_CHECKING:
    from dslint.planning.run import Planned, Run


def read(path: Path) -> Expectations:
    """The expectations of a file. Raises ExpectationsError."""
    for text in texts_of(path):
        if isinstance(text, Note):
            raise ExpectationsError(f"{text.file} {text.message}")
        return _of_document(read_text(text.text, text.name).documents[0], text.name)
    raise ExpectationsError(f"{path}: holds no expectations; write kind: Expectations")


def _of_document(document: Document, name: str) -> Expectations:
    for problem in document.problems:
        raise ExpectationsError(f"{name}:{document.line}: {problem.message}")
    return expectations_of(document.value, Place(name, line_of=lambda path: document.place(path).line))


def met(run: Run, planned: Planned) -> tuple[Expectation, ...]:
    """What is expected and whether it comes true, with the lines that decide it."""
    wanted = read(run.request.expect) if run.request.expect else None
    subjects = [_subject(index, run, planned) for index in range(len(planned.workloads))]
    by_name = {subject.called: workload for subject, workload in zip(subjects, planned.workloads, strict=True)}
    return tuple(_with_line(expectation, by_name) for expectation in evaluate(wanted, subjects))


def _with_line(expectation: Expectation, workloads: dict[str, Workload]) -> Expectation:
    workload = workloads.get(expectation.workload)
    return expectation._replace(source=workload.line(expectation.path or ()) if workload else None)


def _subject(index: int, run: Run, planned: Planned) -> Subject:
    again = _Again(index, run, planned)
    return Subject(planned.plan.workloads[index], planned.cluster, str(planned.release), planned.pods[index], again)


@dataclass(frozen=True, slots=True)
class _Again:
    """The same workload of the same request, on other nodes, in another version, or gone back to a revision."""

    index: int
    run: Run
    planned: Planned

    def __call__(
        self, *, kubernetes_version: str | None = None, what_if: str | None = None, to_revision: int | None = None
    ) -> Subject | None:
        if to_revision is not None:
            return self._back(to_revision)
        other = self.run.on(what_if) if what_if is not None else self.run.of(kubernetes_version)
        return _subject(self.index, self.run, other)

    def _back(self, number: int) -> Subject | None:
        """The template of a revision that the inventory holds, or of what ran before, put back on what is planned."""
        workload = self.planned.workloads[self.index]
        template = self._template(workload, number)
        if template is None:
            return None
        undone = {**workload.value, "spec": {**workload.value["spec"], "template": template}}
        return _subject(0, self.run, self.run.update(workload, Workload.of(undone)))

    def _template(self, workload: Workload, number: int) -> Any:
        objects = [item for kind in ("DaemonSet", "ControllerRevision") for item in self.planned.cluster.of_kind(kind)]
        found = saved.find(objects, workload.ref.name, workload.ref.namespace or "default")
        if found is None:
            old = self.run.running(workload.key)
            return old["spec"]["template"] if old is not None and not number else None
        revision = found.revision(number) if number else undoing.current(found)
        return revision.template if revision else None

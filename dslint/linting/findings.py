"""Problems of all objects under all versions -> findings, each once, at its place in the text, in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from operator import attrgetter

from dslint.api_server.objects import ManifestObject
from dslint.findings import Finding, ObjectRef, Problem, RelatedPlace, Rule
from dslint.source.text_errors import TextError


@dataclass(slots=True)
class Findings:
    """Collects what is said of the subjects; what several versions agree on is said once.

    `rule_of` gives the rule of a code. `found` holds each finding with its versions, in order.
    """

    rule_of: Callable[[str], Rule]
    found: dict[Hashable, tuple[Finding, dict[str, None]]] = field(default_factory=dict)

    def add_problem(self, subject: ManifestObject, problem: Problem, version: str) -> None:
        # Help and related places may name a version; those of the newest are shown.
        key = (id(subject), problem.code, problem.path, problem.at, problem.field, problem.message)
        _, versions = self.found.get(key, (None, {}))
        self.found[key] = (self._of_problem(subject, problem), {**versions, version: None})

    def add_fault(self, subject: ManifestObject, fault: TextError, code: str, version: str) -> None:
        key = (id(subject), fault, code)
        if key not in self.found:
            self.found[key] = (self._of_fault(subject, fault, code), {})
        self.found[key][1][version] = None

    def sorted(self) -> tuple[Finding, ...]:
        """By file, line, column and code; those of objects without text as the objects came."""
        merged = [finding._replace(kubernetes_versions=tuple(known)) for finding, known in self.found.values()]
        return tuple(sorted(merged, key=attrgetter("order")))

    def _of_problem(self, subject: ManifestObject, problem: Problem) -> Finding:
        document, prefix = subject.document, subject.prefix
        path = (*prefix, *problem.path)
        return self._finding(problem.code, problem.message, subject, problem.help)._replace(
            field=problem.field,
            path=path,
            span=document.place(path, problem.at) if document else None,
            related=tuple(
                RelatedPlace(other.message, document.place((*prefix, *other.path)) if document else None)
                for other in problem.related
            ),
        )

    def _of_fault(self, subject: ManifestObject, fault: TextError, code: str) -> Finding:
        document = subject.document
        assert document is not None
        return self._finding(code, fault.message, subject, fault.help)._replace(
            path=fault.path,
            span=document.span(fault.place),
            related=tuple(RelatedPlace(message, document.span(place)) for message, place in fault.related),
        )

    def _finding(self, code: str, message: str, subject: ManifestObject, help_: str | None) -> Finding:
        rule = self.rule_of(code)
        return Finding(
            code=code,
            name=rule.name,
            severity=rule.severity,
            origin=rule.origin,
            message=message,
            object=ObjectRef.of(subject.value) if subject.value else None,
            field="",
            path=(),
            file=subject.file,
            span=None,
            help=help_ or rule.help,
        )

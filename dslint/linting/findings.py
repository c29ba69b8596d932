"""The findings of all objects in all versions: each once, with its position in the text, in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from operator import attrgetter

from dslint.api_server.objects import ManifestObject
from dslint.findings import FieldPath, Finding, Fix, ObjectRef, Problem, Related, RelatedPlace, Rule, Span
from dslint.source.documents import Document
from dslint.source.text_errors import TextError


@dataclass(slots=True)
class Findings:
    """Collects the problems of objects; a problem that several versions share is one finding.

    `rule_of` gives the rule of a code. `found` has each finding with its versions, in order; `numbers` has the numbers
    of the objects of each file, by identity.
    """

    rule_of: Callable[[str], Rule]
    found: dict[Hashable, tuple[Finding, dict[str, None]]] = field(default_factory=dict)
    numbers: dict[str | None, dict[int, int]] = field(default_factory=dict)

    def add_problem(self, manifest: ManifestObject, problem: Problem, version: str) -> None:
        # Help, related places and profile may depend on the version; the newest one's are shown.
        key = (id(manifest), problem.code, problem.path, problem.at, problem.field, problem.message)
        _, versions = self.found.get(key, (None, {}))
        self.found[key] = (self._of_problem(manifest, problem), {**versions, version: None})

    def add_text_error(self, manifest: ManifestObject, error: TextError, code: str, version: str) -> None:
        key = (id(manifest), error, code)
        if key not in self.found:
            self.found[key] = (self._of_text_error(manifest, error, code), {})
        self.found[key][1][version] = None

    def sorted(self) -> tuple[Finding, ...]:
        """By file, line, column and code; findings of objects without text keep the order of the objects."""
        merged = [finding._replace(kubernetes_versions=tuple(known)) for finding, known in self.found.values()]
        return tuple(sorted(merged, key=attrgetter("order")))

    def _of_problem(self, manifest: ManifestObject, problem: Problem) -> Finding:
        document, prefix = manifest.document, manifest.prefix
        path = (*prefix, *problem.path)
        return self._finding(problem.code, problem.message, manifest, problem.help)._replace(
            field=problem.field,
            path=path,
            span=document.place(path, problem.at) if document else None,
            related=tuple(_related(other, document, prefix) for other in problem.related),
            bundle=problem.bundle,
            fix=_within(problem.fix, prefix) if problem.fix else None,
        )

    def _of_text_error(self, manifest: ManifestObject, error: TextError, code: str) -> Finding:
        document = manifest.document
        assert document is not None
        return self._finding(code, error.message, manifest, error.help)._replace(
            path=error.path,
            fix=error.fix,
            span=document.span(error.place),
            related=tuple(RelatedPlace(message, document.span(place)) for message, place in error.related),
        )

    def _finding(self, code: str, message: str, manifest: ManifestObject, help_: str | None) -> Finding:
        rule = self.rule_of(code)
        numbers = self.numbers.setdefault(manifest.file, {})
        return Finding(
            code=code,
            name=rule.name,
            severity=rule.severity,
            origin=rule.origin,
            message=message,
            object=ObjectRef.of(manifest.value) if manifest.value else None,
            field="",
            path=(),
            file=manifest.file,
            span=None,
            help=help_ or rule.help,
            object_number=numbers.setdefault(id(manifest), len(numbers)),
        )


def _related(other: Related, document: Document | None, prefix: FieldPath) -> RelatedPlace:
    if other.file:
        return RelatedPlace(other.message, Span(other.line, 1, other.line, 1), other.file)
    return RelatedPlace(other.message, document.place((*prefix, *other.path)) if document else None)


def _within(fix: Fix, prefix: FieldPath) -> Fix:
    """The fix of an object for the document that has the object at a path."""
    return fix._replace(edits=tuple(edit._replace(path=(*prefix, *edit.path)) for edit in fix.edits))

"""The findings of all objects in all versions: each once, with its position in the text, in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any

from dslint.api_server.objects import ManifestObject
from dslint.findings import FieldPath, Finding, Fix, ObjectRef, Operation, Problem, Related, RelatedPlace, Rule, Span
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.release import Version, parse_version
from dslint.source import text_errors
from dslint.source.documents import Document
from dslint.source.text_errors import TextError

_OF_REPEATS = frozenset({"DS204", "DS236", "DS241", "DS306", "DS307", "DS309", "DS311"})
"""The rules that report an item whose name, or another part, an earlier item of the list has too."""


class Merged:
    """What is found in several versions, in order: a problem as the newest of them has it, or an error of the text.

    `is_fixable` is false if versions would fix it in different ways.
    """

    __slots__ = ("cause", "is_fixable", "manifest", "versions")

    def __init__(
        self, manifest: ManifestObject, cause: Problem | tuple[TextError, str], versions: dict[str, None]
    ) -> None:
        self.manifest = manifest
        self.cause = cause
        self.versions = versions
        self.is_fixable = True


class Findings:
    """Collects the problems of objects; a problem that several versions share is one finding.

    `rule_of` gives the rule of a code. `found` has each finding with its versions, in order; `numbers` has the numbers
    of the objects of each file, by identity. `oldest` is the oldest version asked for, if fixes are to be offered.
    `last` is the object that had the last finding, as findings name it, with its number; `same` are an object, the
    problems that were added last, and their findings.
    """

    def __init__(
        self,
        rule_of: Callable[[str], Rule],
        oldest: Version | None = None,
        numbers: dict[str | None, dict[int, int]] | None = None,
    ) -> None:
        self.rule_of = rule_of
        self.oldest = oldest
        self.found: dict[Hashable, Merged] = {}
        self.numbers = {} if numbers is None else numbers
        self.last: tuple[ManifestObject, ObjectRef | None, int] | None = None
        self.same: tuple[ManifestObject | None, tuple[Problem, ...], list[Merged]] = (None, (), [])

    def add_problems(self, manifest: ManifestObject, problems: tuple[Problem, ...], version: str) -> None:
        """Add all problems of an object in a version: mostly the very ones that it had in the version before."""
        if self.same[0] is not manifest or self.same[1] is not problems:
            self.same = manifest, problems, [self.add_problem(manifest, problem, version) for problem in problems]
            return
        for merged in self.same[2]:
            merged.versions[version] = None

    def add_problem(self, manifest: ManifestObject, problem: Problem, version: str) -> Merged:
        # Help, related places and profile may depend on the version; the newest one's are shown.
        key = (id(manifest), problem.code, problem.path, problem.at, problem.field, problem.message)
        known = self.found.get(key)
        if known is None:
            self._object(manifest)
            known = self.found[key] = Merged(manifest, problem, {version: None})
            return known
        known.versions[version] = None
        # Versions that are judged together mostly have the same problem, not just an equal one.
        if known.cause is not problem and known.cause != problem:
            known.is_fixable = known.is_fixable and self._have_one_fix(manifest, known.cause, problem)
            known.cause = problem
        return known

    def _have_one_fix(self, manifest: ManifestObject, problem: Any, other: Problem) -> bool:
        if problem.fix == other.fix and problem.code not in _OF_REPEATS:
            return True
        return self._fix_of_problem(manifest, problem) == self._fix_of_problem(manifest, other)

    def add_text_error(self, manifest: ManifestObject, error: TextError, code: str, version: str) -> None:
        key = (id(manifest), error, code)
        if key not in self.found:
            self._object(manifest)
            self.found[key] = Merged(manifest, (_with_fix(manifest, error, version), code), {})
        self.found[key].versions[version] = None

    def sorted(self) -> tuple[Finding, ...]:
        """By file, line, column and code; findings of objects without text keep the order of the objects."""
        return tuple(sorted(map(self._finding, self.found.values()), key=attrgetter("order")))

    def _finding(self, merged: Merged) -> Finding:
        # Only in the end: what versions say of a problem differs, and to find its place takes most of the time.
        cause, versions = merged.cause, tuple(merged.versions)
        if not isinstance(cause, Problem):
            return self._of_text_error(merged.manifest, *cause, versions)
        found = self._of_problem(merged.manifest, cause, versions)
        return found if merged.is_fixable else found._replace(fix=None)

    def _of_problem(self, manifest: ManifestObject, problem: Problem, versions: tuple[str, ...]) -> Finding:
        document, prefix = manifest.document, manifest.prefix
        path = (*prefix, *problem.path)
        rule = self.rule_of(problem.code)
        about, number = self._object(manifest)
        return Finding(
            code=problem.code,
            name=rule.name,
            severity=rule.severity,
            origin=rule.origin,
            message=problem.message,
            object=about,
            field=problem.field,
            path=path,
            file=manifest.file,
            span=document.place(path, problem.at) if document else None,
            related=tuple(_related(other, document, prefix) for other in problem.related) if problem.related else (),
            help=problem.help or rule.help,
            kubernetes_versions=versions,
            fix=self._fix_of_problem(manifest, problem),
            object_number=number,
            bundle=problem.bundle,
            new_form_since=problem.fix.since if problem.fix else "",
            label=problem.label or _missing(document, path) or rule.label,
        )

    def _of_text_error(
        self, manifest: ManifestObject, error: TextError, code: str, versions: tuple[str, ...]
    ) -> Finding:
        document = manifest.document
        assert document is not None
        rule = self.rule_of(code)
        about, number = self._object(manifest)
        return Finding(
            code=code,
            name=rule.name,
            severity=rule.severity,
            origin=rule.origin,
            message=error.message,
            object=about,
            field="",
            path=error.path,
            file=manifest.file,
            span=document.span(error.place),
            related=tuple(RelatedPlace(message, document.span(place)) for message, place in error.related),
            help=error.help or rule.help,
            kubernetes_versions=versions,
            fix=self._fix(error.fix, (), document.offset) if error.fix else None,
            object_number=number,
            label=rule.label,
        )

    def _fix_of_problem(self, manifest: ManifestObject, problem: Problem) -> Fix | None:
        fix = problem.fix
        if fix is None and problem.code in _OF_REPEATS:
            from dslint.linting.repeated_items import without_repeat

            fix = without_repeat(problem, manifest.value)
        fix = self._fix(fix, manifest.prefix) if fix else None
        if fix is None or all(edit.operation is not Operation.QUOTE for edit in fix.edits):
            return fix
        from dslint.linting.quoted_values import with_written_text

        return with_written_text(fix, manifest.document)

    def _fix(self, fix: Fix, prefix: FieldPath, offset: int = 0) -> Fix | None:
        """The fix for the document that has the object at a path, and for the text that has the document at an offset.

        None if a version asked for is too old for it.
        """
        if fix.since and self.oldest and parse_version(fix.since) > self.oldest:
            return None
        moved = (edit._replace(start=edit.start + offset, end=edit.end + offset) for edit in fix.text_edits)
        within = (edit._replace(path=(*prefix, *edit.path)) for edit in fix.edits)
        return fix._replace(edits=tuple(within), text_edits=tuple(moved))

    def _object(self, manifest: ManifestObject) -> tuple[ObjectRef | None, int]:
        """What findings call an object, and its number among those of its file."""
        if self.last is None or self.last[0] is not manifest:
            numbers = self.numbers.setdefault(manifest.file, {})
            number = numbers.setdefault(id(manifest), len(numbers))
            self.last = manifest, ObjectRef.of(manifest.value) if manifest.value else None, number
        return self.last[1:]


def _missing(document: Document | None, path: FieldPath) -> str:
    """`no image here` if the text has nothing at the path; the place is then that of what should hold it."""
    absent = field_text(document.missing(path)) if document is not None else ""
    return f"no {absent} here" if absent and not absent.startswith("[") else ""


def _related(other: Related, document: Document | None, prefix: FieldPath) -> RelatedPlace:
    if other.file:
        return RelatedPlace(other.message, Span(other.line, 1, other.line, 1), other.file)
    return RelatedPlace(other.message, document.place((*prefix, *other.path)) if document else None)


def _with_fix(manifest: ManifestObject, error: TextError, version: str) -> TextError:
    """The error with the fix that needs to know the fields of the version, if it is one that has such a fix."""
    document = manifest.document
    if document is None or error.code not in (text_errors.INDENTATION_LOST, text_errors.SYNTAX):
        return error
    from dslint.linting.rebuilt_indentation import is_rebuildable, with_rebuilt

    return with_rebuilt(document, error, version) if is_rebuildable(document, error) else error

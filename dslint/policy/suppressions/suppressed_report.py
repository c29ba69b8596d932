"""A report without its suppressed findings, and with findings about the suppressions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from dslint.findings import FieldPath, Finding, LintReport, ObjectRef, Origin, Silenced
from dslint.kubernetes.raw_values import Map, annotated_parts, has_annotation
from dslint.own_files.configuration.ignores import Ignore
from dslint.policy.suppressions import IGNORE, MARK
from dslint.policy.suppressions.annotations import REASON, AnnotationPlace, Places, read_annotations
from dslint.policy.suppressions.comments import Misplaced, read_comments
from dslint.policy.suppressions.configuration import suppression_of
from dslint.policy.suppressions.scopes import Scope, covered
from dslint.policy.suppressions.suppression import Suppression, SuppressionError
from dslint.policy.suppressions.suppression_check import MISPLACED, finding_of, suppression_findings
from dslint.source.document_reader import read_text
from dslint.source.documents import Document

Objects = Sequence[tuple[str | None, Any]]
"""Objects, each with its file."""


def suppressed(
    report: LintReport,
    objects: Objects,
    ignores: Sequence[Ignore] = (),
    today: date | None = None,
    *,
    in_manifests: bool = True,
) -> LintReport:
    """`ignores` are those of the configuration. A suppression whose `until` is before `today` has expired.

    With `in_manifests=False`, those in comments and annotations have no effect.
    """
    user_rules = {code: rule.name for code, rule in report.rules.items()}
    found, problems = _suppressions(report, objects, user_rules) if in_manifests else ([], [])
    found += [suppression_of(ignore, _values(objects), user_rules) for ignore in ignores]
    if not found and not problems:
        return report
    now = today or date.today()  # noqa: DTZ011 - the local date, as people write it
    active = [suppression for suppression in found if not suppression.expired(now)]
    _split_by_suppression(report.findings, [one for one in found if one.expired(now)])  # Says which have an effect.
    kept, silenced = _split_by_suppression(report.findings, active)
    problems += [finding for suppression in found for finding in suppression_findings(suppression, now)]
    # A problem of a suppression does not depend on the Kubernetes version.
    versions = report.kubernetes_versions
    own, silenced_own = _split_by_suppression([one._replace(kubernetes_versions=versions) for one in problems], active)
    return report.without(sorted([*kept, *own], key=attrgetter("order")), [*silenced, *silenced_own])


def _suppressions(
    report: LintReport, objects: Objects, user_rules: Mapping[str, str]
) -> tuple[list[Suppression], list[Finding]]:
    """Those of comments and annotations, and findings for those that cannot be read."""
    found: list[Suppression] = []
    problems: list[Finding] = []
    for name, text in report.sources.items():
        if MARK not in text:
            continue
        for comment in read_comments(read_text(text, name), user_rules):
            if isinstance(comment, Misplaced):
                problems.append(finding_of(MISPLACED, comment.message, name, comment.span)._replace(fix=comment.fix))
            else:
                found.append(comment)
    annotated = [(file, value) for file, value in objects if has_annotation(value, IGNORE)]
    files = {file for file, _ in annotated}
    places = {file: _annotation_places(report.sources.get(file or ""), file) for file in files}
    for file, value in annotated:
        own = places[file].get(ObjectRef.of(value), {})
        try:
            found.extend(read_annotations(value, file, own, user_rules))
        except SuppressionError as error:
            span = next((place.span for place in own.values()), None)
            problems.append(finding_of(MISPLACED, str(error), file, span, ObjectRef.of(value)))
    return found, problems


def _annotation_places(text: str | None, file: str | None) -> dict[ObjectRef | None, Places]:
    """The places of the annotations in each object of a file; of equal objects, in the first."""
    found: dict[ObjectRef | None, Places] = {}
    if text is None or file is None:
        return found
    for document in read_text(text, file).documents:
        for path, value in document.objects():
            parts = {part: given for part, given in annotated_parts(value) if IGNORE in given}
            if parts:
                places = {part: _place(document, (*path, *part), given) for part, given in parts.items()}
                found.setdefault(ObjectRef.of(value), places)
    return found


def _place(document: Document, part: FieldPath, given: Map) -> AnnotationPlace:
    annotations = (*part, "metadata", "annotations")
    reason = (*annotations, REASON) if REASON in given else None
    return AnnotationPlace(document.place((*annotations, IGNORE), "key"), (*annotations, IGNORE), reason)


def _values(objects: Objects) -> Any:
    known = {(file, ObjectRef.of(value)): value for file, value in objects}
    return lambda finding: known.get((finding.file, finding.object))


def _split_by_suppression(
    findings: Sequence[Finding], active: Sequence[Suppression]
) -> tuple[list[Finding], list[Silenced]]:
    """The findings that remain, and what silences the others."""
    firsts = _first_suppressions(findings, active)
    kept = [finding for number, finding in enumerate(findings) if number not in firsts]
    return kept, [Silenced(first.by, first.file or "", 1) for _, first in sorted(firsts.items(), key=itemgetter(0))]


def _first_suppressions(findings: Sequence[Finding], active: Sequence[Suppression]) -> dict[int, Suppression]:
    """The first suppression of each finding that has one. All that match count as used, not only the first.

    Those that do not name its rule are not tried, and of those with the same scope only one is.
    """
    first: dict[int, Suppression] = {}
    for numbers in _by_rule(findings):
        scopes: dict[Scope, list[Suppression]] = {}
        for suppression in active:
            if suppression.names(findings[numbers[0]]):
                scopes.setdefault(suppression.covers, []).append(suppression)
        alike = [*scopes.values()]
        matching: set[int] = set()
        for number, indices in zip(numbers, covered([findings[one] for one in numbers], [*scopes]), strict=True):
            if indices:
                first[number] = alike[indices[0]][0]
                matching.update(indices)
        for suppression in (one for index in matching for one in alike[index]):
            suppression.used = True
    return first


def _by_rule(findings: Sequence[Finding]) -> Iterable[list[int]]:
    """The numbers of the findings, apart by what decides whether a suppression names them."""
    found: dict[tuple[str, Origin], list[int]] = {}
    for number, finding in enumerate(findings):
        found.setdefault((finding.code, finding.origin), []).append(number)
    return found.values()

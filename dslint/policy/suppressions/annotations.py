"""Suppressions in annotations of an object or its pod template: `dslint.dev/ignore` and `dslint.dev/ignore-reason`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.findings import FieldPath, ObjectRef, Silencer, Span
from dslint.kubernetes.raw_values import annotated_parts
from dslint.policy.suppressions import IGNORE
from dslint.policy.suppressions.scopes import ObjectScope
from dslint.policy.suppressions.suppression import Suppression, reason_and_day, rule_list
from dslint.policy.suppressions.suppression_fixes import WrittenAnnotation


class AnnotationPlace(NamedTuple):
    """Where an annotation stands: its span, its path in the document, and the path of the reason beside it."""

    span: Span
    path: FieldPath
    reason: FieldPath | None = None


Places = Mapping[FieldPath, AnnotationPlace]
"""The places of the annotations in one object, by the path of the part that has it: the object or its template."""

REASON = "dslint.dev/ignore-reason"


def read_annotations(
    value: Any, file: str | None, places: Places, user_rules: Mapping[str, str]
) -> Iterator[Suppression]:
    """The suppressions of one object, each for the whole object.

    Raises SuppressionError for an invalid date.
    """
    reference = ObjectRef.of(value)
    for part, given in annotated_parts(value):
        rules = given.get(IGNORE)
        if not isinstance(rules, str) or not rules.strip():
            continue
        text, found = given.get(REASON), places.get(part)
        reason, until = reason_and_day(text if isinstance(text, str) else "")
        yield Suppression(
            rule_list(rules),
            ObjectScope(file, reference),
            reason,
            until,
            file,
            found.span if found else None,
            reference,
            Silencer.ANNOTATION,
            written=WrittenAnnotation(found.path, rules, found.reason) if found else None,
            user_rules=user_rules,
        )

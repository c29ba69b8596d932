"""Suppressions in annotations of an object or its pod template: `dslint.dev/ignore` and `dslint.dev/ignore-reason`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import FieldPath, ObjectRef, Silencer, Span
from dslint.kubernetes.raw_values import annotated_parts
from dslint.policy.suppressions import IGNORE
from dslint.policy.suppressions.scopes import ObjectScope
from dslint.policy.suppressions.suppression import Suppression, reason_and_day, rule_list

Spans = Mapping[FieldPath, Span]
"""The places of the annotations in one object, by the path of the part that has it: the object or its template."""

REASON = "dslint.dev/ignore-reason"


def read_annotations(
    value: Any, file: str | None, spans: Spans, user_rules: Mapping[str, str]
) -> Iterator[Suppression]:
    """The suppressions of one object, each for the whole object.

    Raises SuppressionError for an invalid date.
    """
    reference = ObjectRef.of(value)
    for part, given in annotated_parts(value):
        rules = given.get(IGNORE)
        if not isinstance(rules, str) or not rules.strip():
            continue
        text = given.get(REASON)
        reason, until = reason_and_day(text if isinstance(text, str) else "")
        yield Suppression(
            rule_list(rules),
            ObjectScope(file, reference),
            reason,
            until,
            file,
            spans.get(part),
            reference,
            Silencer.ANNOTATION,
            user_rules=user_rules,
        )

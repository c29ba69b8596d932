"""Suppressions in annotations, for generated manifests: `dslint.dev/ignore` and `dslint.dev/ignore-reason`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import ObjectRef, Silencer, Span
from dslint.kubernetes.raw_values import annotations_of
from dslint.policy.suppressions import IGNORE
from dslint.policy.suppressions.scopes import ObjectScope
from dslint.policy.suppressions.suppression import Suppression, reason_and_day, rule_list

REASON = "dslint.dev/ignore-reason"


def read_annotations(
    value: Any, file: str | None, span: Span | None, user_rules: Mapping[str, str]
) -> Iterator[Suppression]:
    """The suppressions of one object, each for the whole object; `span` is the place of the annotation.

    Raises SuppressionError for an invalid date.
    """
    annotations = annotations_of(value)
    rules = annotations.get(IGNORE)
    if isinstance(rules, str) and rules.strip():
        given = annotations.get(REASON)
        reason, until = reason_and_day(given if isinstance(given, str) else "")
        reference = ObjectRef.of(value)
        yield Suppression(
            rule_list(rules),
            ObjectScope(file, reference),
            reason,
            until,
            file,
            span,
            reference,
            Silencer.ANNOTATION,
            user_rules=user_rules,
        )

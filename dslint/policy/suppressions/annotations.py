"""Suppressions in annotations, for manifests that are generated: `dslint.dev/ignore`, with a reason beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dslint.findings import ObjectRef, Silencer, Span
from dslint.policy.suppressions.scopes import ObjectScope
from dslint.policy.suppressions.suppression import Suppression, parted, reason_and_day

IGNORE = "dslint.dev/ignore"
REASON = "dslint.dev/ignore-reason"


def read_annotations(value: Any, file: str | None, span: Span | None) -> Iterator[Suppression]:
    """Those of one object; `span` is where the annotation stands. They hold for all of the object.

    Raises SuppressionError for a day that is none.
    """
    annotations = annotations_of(value)
    rules = annotations.get(IGNORE)
    if isinstance(rules, str) and rules.strip():
        given = annotations.get(REASON)
        reason, until = reason_and_day(given if isinstance(given, str) else "")
        reference = ObjectRef.of(value)
        yield Suppression(
            parted(rules), ObjectScope(file, reference), reason, until, file, span, reference, Silencer.ANNOTATION
        )


def annotations_of(value: Any) -> dict[str, Any]:
    metadata = value.get("metadata") if isinstance(value, dict) else None
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    return annotations if isinstance(annotations, dict) else {}

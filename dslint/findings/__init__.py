"""What dslint says of a manifest: a Problem by path, a Finding with its place in the text, a report of findings."""

from __future__ import annotations

from dslint.findings.json_form import json_form, json_keys
from dslint.findings.problems import (
    REFUSING,
    FieldPath,
    ObjectRef,
    Origin,
    Problem,
    Related,
    Rule,
    Severity,
    json_pointer,
)
from dslint.findings.report import (
    Finding,
    LintReport,
    Note,
    RelatedPlace,
    Silenced,
    Silencer,
    Span,
    StaticPod,
    added_up,
)

__all__ = [
    "REFUSING",
    "FieldPath",
    "Finding",
    "LintReport",
    "Note",
    "ObjectRef",
    "Origin",
    "Problem",
    "Related",
    "RelatedPlace",
    "Rule",
    "Severity",
    "Silenced",
    "Silencer",
    "Span",
    "StaticPod",
    "added_up",
    "json_form",
    "json_keys",
    "json_pointer",
]

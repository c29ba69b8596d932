"""What dslint finds in a manifest: problems by path, findings with their place in the text, and the report of a run."""

from __future__ import annotations

from dslint.findings.json_form import json_form, json_keys
from dslint.findings.problems import (
    REFUSING,
    Bundle,
    Edit,
    FieldPath,
    Fix,
    ObjectRef,
    Operation,
    Origin,
    Problem,
    Related,
    Rule,
    Severity,
    TextEdit,
    json_pointer,
)
from dslint.findings.report import (
    Finding,
    Folded,
    FoldedRule,
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
    "Bundle",
    "Edit",
    "FieldPath",
    "Finding",
    "Fix",
    "Folded",
    "FoldedRule",
    "LintReport",
    "Note",
    "ObjectRef",
    "Operation",
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
    "TextEdit",
    "added_up",
    "json_form",
    "json_keys",
    "json_pointer",
]

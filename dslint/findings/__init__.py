"""What dslint finds in a manifest: problems by path, findings with their place in the text, and the report of a run."""

from __future__ import annotations

from dslint.findings.folding import Bundle, Folded, FoldedRule
from dslint.findings.json_form import json_form, json_keys
from dslint.findings.places import RelatedPlace, Span
from dslint.findings.problems import (
    REFUSING,
    UNCHECKED,
    Edit,
    FieldPath,
    Fix,
    Fixable,
    ObjectRef,
    Operation,
    Origin,
    PlacedEdit,
    Problem,
    Related,
    Rule,
    Severity,
    TextEdit,
    json_pointer,
)
from dslint.findings.report import (
    Finding,
    Fixed,
    LintReport,
    Note,
    Silenced,
    Silencer,
    StaticPod,
    added_up,
)

__all__ = [
    "REFUSING",
    "UNCHECKED",
    "Bundle",
    "Edit",
    "FieldPath",
    "Finding",
    "Fix",
    "Fixable",
    "Fixed",
    "Folded",
    "FoldedRule",
    "LintReport",
    "Note",
    "ObjectRef",
    "Operation",
    "Origin",
    "PlacedEdit",
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

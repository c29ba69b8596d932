"""Wherever a manifest's text puts things, a finding's span holds the key or the value that the finding speaks of."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dslint
from dslint.findings import FieldPath, Finding, Span
from dslint.source.document_reader import read_text
from tests.conformance.recordings import bases, edited, lines

MANIFESTS = [edited(bases()[case["base"]], case["edits"]) for case in lines("cases")]

READ_AS_YAML = "DS024"
STYLES = {
    "block": lambda value, indent: yaml.safe_dump(value, sort_keys=False, indent=indent, width=10_000),
    "flow": lambda value, _: yaml.safe_dump(value, sort_keys=False, default_flow_style=True, width=60),
    "wide": lambda value, indent: yaml.safe_dump(value, default_flow_style=None, indent=indent, allow_unicode=True),
    "json": lambda value, indent: json.dumps(value, indent=indent),
    "one line": lambda value, _: json.dumps(value),
}
COMMENT = "# ünïcödé 漢字 🙂 before all\n"


def written(text: str, span: Span) -> str:
    """What the span holds, with what follows its first line as far from the margin as it was."""
    rows = text.split("\n")[span.line - 1 : span.end_line]
    rows[-1] = rows[-1][: span.end_column - 1]
    return " " * (span.column - 1) + rows[0][span.column - 1 :] + "".join(f"\n{row}" for row in rows[1:])


def at(value: Any, path: FieldPath) -> tuple[bool, Any]:
    """Whether something stands at the path, and what."""
    for key in path:
        known = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        if key not in known:
            return False, None
        value = value[key]
    return True, value


def nearest(value: Any, path: FieldPath) -> FieldPath:
    """The path as far as there is something."""
    while not at(value, path)[0]:
        path = path[:-1]
    return path


def expected(value: Any, finding: Finding) -> list[Any]:
    """What the span may hold: value or key of the nearest thing there is, or the first key of it."""
    path = nearest(value, finding.path)
    there = at(value, path)[1]
    keys = [key for key in path if isinstance(key, str)]
    return [there, *keys[-1:], *(list(there)[:1] if isinstance(there, dict) else ())]


def read(text: str) -> Any:
    return read_text(f"{text}\n", "span.yaml").documents[0].value


def readings(text: str) -> list[Any]:
    """A part of a JSON text is no JSON document by itself: what it is in one is a reading too."""
    try:
        return [read(text), json.loads(text)]
    except json.JSONDecodeError:
        return [read(text)]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(MANIFESTS), st.sampled_from(sorted(STYLES)), st.integers(2, 5), st.booleans())
def test_a_span_holds_the_key_or_the_value_that_its_finding_speaks_of(
    manifest: dict[str, Any], style: str, indent: int, commented: bool
) -> None:
    text = COMMENT * commented + STYLES[style](manifest, indent)
    value = read(text)
    for finding in dslint.lint_text(text, kubernetes_versions=["1.36"]).findings:
        assert finding.span is not None
        if finding.code == READ_AS_YAML:
            continue  # it points at the character where a text stops being JSON
        held = readings(written(text, finding.span))
        assert any(reading in expected(value, finding) for reading in held), finding

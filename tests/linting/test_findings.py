"""Wherever a manifest's text puts things, a finding's span holds the key or the value that the finding speaks of."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dslint
from dslint.api_server.objects import objects_of_source
from dslint.findings import Edit, FieldPath, Finding, Fix, Operation, Problem, Span, TextEdit
from dslint.kubernetes.release import parse_version
from dslint.linting.findings import Findings
from dslint.policy import catalogue
from dslint.source.document_reader import read_text
from dslint.source.text_errors import TextError, TextRange
from tests.conformance.recordings import bases, edited, lines

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
@given(st.sampled_from(lines("cases")), st.sampled_from(sorted(STYLES)), st.integers(2, 5), st.booleans())
def test_a_span_holds_the_key_or_the_value_that_its_finding_speaks_of(
    case: dict[str, Any], style: str, indent: int, commented: bool
) -> None:
    manifest = edited(bases()[case["base"]], case["edits"])
    text = COMMENT * commented + STYLES[style](manifest, indent)
    value = read(text)
    for finding in dslint.lint_text(text, kubernetes_versions=["1.36"]).findings:
        assert finding.span is not None
        if finding.code == READ_AS_YAML:
            continue  # it points at the character where a text stops being JSON
        held = readings(written(text, finding.span))
        assert any(reading in expected(value, finding) for reading in held), finding


TOLERATED = "kind: Pod\n---\nkind: List\nitems:\n- kind: Pod\n  spec: {}\n"
ITEM = objects_of_source(read_text(TOLERATED, "a.yaml")).objects[-1]


def merged(*fixes: Fix | None, oldest: str = "1.20") -> Fix | None:
    """The fix of a problem that each of several versions has with one of these fixes."""
    findings = Findings(catalogue.rule, parse_version(oldest))
    for number, fix in enumerate(fixes):
        findings.add_problem(ITEM, Problem("DS101", "wrong", ("spec",), fix=fix), f"1.{20 + number}")
    (found,) = findings.sorted()
    assert len(found.kubernetes_versions) == len(fixes)
    return found.fix


def test_a_fix_stays_if_all_versions_have_it_and_take_it() -> None:
    fix = Fix("mend it", (Edit(Operation.REMOVE, ("spec",)),))
    other = Fix("mend it", (Edit(Operation.SET, ("spec",), 1),))
    assert merged(fix, fix) == fix._replace(edits=(Edit(Operation.REMOVE, ("items", 0, "spec")),))
    assert [merged(fix, None), merged(None, fix), merged(fix, other), merged(fix, other, fix)] == [None] * 4
    assert merged(fix._replace(since="1.20"), fix._replace(since="1.20")) is not None
    assert merged(fix._replace(since="1.21")) is None
    assert merged(fix._replace(since="1.9"), oldest="1.10") is not None


def test_the_edits_of_an_errors_text_are_those_of_the_whole_text() -> None:
    error = TextError("DS002", "twice", TextRange(0, 4), fix=Fix("x", text_edits=(TextEdit(1, 2, "y"),)))
    findings = Findings(catalogue.rule)
    findings.add_text_error(ITEM, error, "DS002", "1.36")
    (found,) = findings.sorted()
    start = TOLERATED.index("kind: List")
    assert found.fix is not None
    assert found.fix.text_edits == (TextEdit(start + 1, start + 2, "y"),)


def label_of(code: str, text: str) -> str:
    return next(finding.label for finding in dslint.lint_text(text).findings if finding.code == code)


POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: agent}\nspec:\n  containers:\n  - name: agent\n"


def test_a_finding_has_the_label_of_its_rule() -> None:
    assert label_of("DS203", f"{POD}    image: a:1\n    imagePullPolicy: always\n") == "not one of the supported values"


def test_what_is_missing_is_named_from_where_the_text_ends() -> None:
    assert label_of("DS201", POD) == "no image here"
    assert label_of("DS201", f"{POD}    image: a:1\n    env: [{{value: x}}]\n") == "no name here"


def test_what_a_problem_says_of_its_place_goes_before_what_its_rule_says() -> None:
    assert label_of("DS103", f"{POD}    image: a:1\n    tty: 1\n") == "expected a boolean, found a number"


def test_an_object_without_a_text_has_the_labels_of_rules() -> None:
    (finding,) = (one for one in dslint.lint(read(POD)).findings if one.code == "DS201")
    assert finding.label == "counts as missing"

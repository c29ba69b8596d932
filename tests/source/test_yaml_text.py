"""Every recorded YAML text has the value that Kubernetes' own library gives it, loose and strict."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dslint.source.document_reader import read_text
from dslint.source.yaml_text import read_yaml

RECORDED = Path(__file__).parents[1] / "conformance" / "recorded" / "yaml-values.jsonl.gz"
CASES = [json.loads(line) for line in gzip.decompress(RECORDED.read_bytes()).decode().splitlines()]
MERGED_TWICE = {"merge", "merge dup", "merge after"}
"""A merge and an entry set one key: clients read both and send JSON. Only a body of raw YAML is refused for that."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_has_the_value_that_kubernetes_reads(case):
    reading = read_yaml(case["yaml"].removeprefix("\ufeff"))
    refused = case["json"].startswith("ERR")
    assert reading.fatal == refused
    if not refused:
        assert json.dumps(reading.value, sort_keys=True) == json.dumps(json.loads(case["json"]), sort_keys=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_strict_reader_minds_what_kubernetes_strict_reader_minds(case):
    reading = read_yaml(case["yaml"].removeprefix("\ufeff"))
    minded = case["jsonstrict"].startswith("ERR") and case["name"] not in MERGED_TWICE
    assert any(fault.fatal or fault.strict for fault in reading.faults) == minded


def test_what_only_a_raw_body_is_refused_for_is_recorded_so() -> None:
    recorded = {case["name"]: case["jsonstrict"] for case in CASES}
    assert all('key "x" already set in map' in recorded[name] for name in MERGED_TWICE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_fault_lies_inside_the_text(case):
    source = read_text(case["yaml"], "case.yaml")
    lines = source.text.splitlines() or [""]
    for document in source.documents:
        for fault in document.faults:
            span = document.span(fault.place)
            assert 1 <= span.line <= span.end_line <= len(lines) + 1
            assert span.column >= 1


@pytest.mark.parametrize(
    ("text", "context", "begins"),
    [
        ("b: 0\na: [1,\nb: 2\n", "while parsing a flow sequence", "[1,"),
        ("b: 0\na: 'x\nb: 2\n", "while scanning a quoted scalar", "'x"),
        ("# b\na:\n  b: 1\n c: 2\n", "while parsing a block mapping", "a:"),
    ],
)
def test_an_error_is_shown_with_where_what_is_broken_began(text, context, begins):
    (fault,) = read_yaml(text).faults
    [(said, place)] = fault.related
    assert said == context
    assert text[place.start :].startswith(begins)
    assert place.end == place.start + 1

"""Whatever a text is, reading it gives documents, and every place that is told lies in it."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dslint
from dslint.source.document_reader import read_text

MANIFEST = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, labels: &labels {app: agent}}
spec:
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels:
        <<: *labels
        "tier": 'node'
    spec:
      containers:
      - name: agent # the agent
        image: registry.example/agent:1.0
        args: ["--a", -b, 010, yes, ~, 1e3]
        command:
        - sh
        - |
          echo {{ x }}
      tolerations:
      - operator: Exists
---
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "a", "image": "x"}]}}
"""

FRAGMENTS = st.sampled_from(
    [
        "a", "b: ", "- ", "\n", "  ", "\t", "{", "}", "[", "]", ",", ":", "?", "&x ", "*x", "<<: ", "!!int ", "\ud800",
        "'", '"', "\\", "|\n", ">\n", "#", "---\n", "--- ", "...\n", "%YAML 1.1\n", "{{ x }}", "{% x %}", "\r\n", "\r",
        "\ufeff", "\x85", "\u2028", "\x00", "\ue0f0", "0x1f", "1_0", ".inf", "~", "null", "yes", "kind: Pod\n",
        "apiVersion: v1\n", "kind: List\nitems:\n", "metadata:\n", "spec:\n", "name: agent\n", "\U0001f600", "1e400",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map("".join))


def line_lengths(text):
    return [len(line) for line in re.split(r"\r\n|\n|\r", text)]


def is_inside(span, lengths):
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    return start <= end and all(
        1 <= line <= len(lengths) and 1 <= column <= lengths[line - 1] + 2 for line, column in (start, end)
    )


def paths(value):
    found, waiting = [], [((), value)]
    while waiting:
        path, value = waiting.pop()
        found.append(path)
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend(((*path, key), child) for key, child in children)
    return found[:500]


def check_read(text):
    source = read_text(text, "any.yaml")
    lengths = line_lengths(source.text)
    for document in source.documents:
        assert 1 <= document.line <= len(lengths)
        for fault in document.faults:
            for stretch in (fault.place, *(stretch for _, stretch in fault.related)):
                assert is_inside(document.span(stretch), lengths)
        for path in paths(document.value):
            for at in ("key", "value"):
                assert is_inside(document.place((*path, "nothing"), at), lengths)
                assert is_inside(document.place(path, at), lengths)


def check_lint(text):
    report = dslint.lint_text(text, kubernetes_versions=["1.21", "1.36"])
    assert report.files == 1
    lengths = line_lengths(text.removeprefix("\ufeff"))
    for finding in report.findings:
        assert finding.span is not None
        assert is_inside(finding.span, lengths)
        assert set(finding.kubernetes_versions) <= {"1.21", "1.36"}


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_all_places_lie_in_it(text):
    check_read(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_linted_without_a_fault_of_our_own(text):
    check_lint(text)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(MANIFEST)), st.integers(0, 12), st.lists(FRAGMENTS, max_size=3).map("".join))
def test_a_manifest_with_a_part_torn_out_or_put_in_is_linted(start, length, inserted):
    text = MANIFEST[:start] + inserted + MANIFEST[start + length :]
    check_read(text)
    check_lint(text)


@pytest.mark.parametrize("seed", range(20))
def test_lines_of_a_manifest_in_any_order_and_depth_are_linted(seed):
    chance = random.Random(seed)
    lines = MANIFEST.splitlines()
    chance.shuffle(lines)
    text = "\n".join(" " * chance.randrange(6) + line.strip() for line in lines)
    check_read(text)
    check_lint(text)

"""Users' rules against their examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.cli.rule_examples import failures
from dslint.policy.user_rules import read_user_rules

HEAD = """\
code: ORG001
name: latest-image
severity: warning
origin: policy
summary: image that is another one tomorrow
reason: An image called latest is another one on every node that pulls it on another day.
help: write a version or a digest
match: {containers: [containers]}
path: image
message: an image of another day
assert: {not: {pattern: ":latest$"}}
examples:
"""
POD = "kind: Pod\n    apiVersion: v1\n    metadata: {name: a}\n    spec:\n      containers:\n      - name: a\n"
MARK = "  # warning: ORG001"


def said(folder: Path, bad: str, good: str) -> list[str]:
    text = f"{HEAD}- bad: |\n    {POD}        image: {bad}\n  good: |\n    {POD}        image: {good}\n"
    (folder / "rule.yaml").write_text(text)
    return [line.removeprefix("ORG001 example 1: ") for line in failures(read_user_rules([folder]), "ORG001")]


@pytest.mark.parametrize(
    ("bad", "good", "lines"),
    [
        (f"a:latest{MARK}", "a:1", []),
        (f"a:1{MARK}", "a:1", ["no finding on line 7 of the bad manifest"]),
        (
            "a:latest",
            "a:1",
            [
                "finding on line 7 of the bad manifest, which is not marked",
                "no line of the bad manifest is marked; end one with # warning: ORG001",
            ],
        ),
        (f"a:latest{MARK}", "a:latest", ["finding on line 7 of the good manifest"]),
    ],
)
def test_what_an_example_says_and_is_not_so_is_a_line(tmp_path: Path, bad: str, good: str, lines: list[str]) -> None:
    assert said(tmp_path, bad, good) == lines


@pytest.mark.parametrize(
    ("fix", "lines"),
    [
        ('{safe: true, set: {image: "a:1"}}', []),
        (
            "{safe: false, remove: [tty]}",
            ["the finding on line 7 of the bad manifest cannot be fixed: it is not there"],
        ),
        (
            "{safe: true, set: {tty: true}}",
            ["the finding on line 7 of the bad manifest cannot be fixed: its fix does not make it go"],
        ),
    ],
)
def test_the_fix_of_a_rule_must_make_its_finding_go(tmp_path: Path, fix: str, lines: list[str]) -> None:
    bad, good = f"{POD}        image: a:latest{MARK}", f"{POD}        image: a:1"
    text = f"{HEAD}- bad: |\n    {bad}\n  good: |\n    {good}\nfix: {fix}\n"
    (tmp_path / "rule.yaml").write_text(text)
    found = failures(read_user_rules([tmp_path]), "ORG001")
    assert [line.removeprefix("ORG001 example 1: ") for line in found] == lines

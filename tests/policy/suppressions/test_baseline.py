"""A baseline: the findings that were there before."""

from __future__ import annotations

from pathlib import Path

import pytest

import dslint
from dslint.findings import LintReport
from dslint.policy.suppressions import baseline
from tests.policy.suppressions.manifest import DAEMONSET


def reported(text: str) -> LintReport:
    return dslint.lint_text(text, name="ds.yaml")


def test_a_baseline_leaves_out_what_was_there_and_tells_what_is_new(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text("\n".join(baseline.written(reported(DAEMONSET))))
    known = baseline.read(file)
    later = reported("# a line more\n" + DAEMONSET)
    assert baseline.without(later, known).findings == ()
    assert baseline.without(later, known).suppressed == 1
    worse = reported(DAEMONSET.replace("image: registry.example/agent:1.0", "image: ''"))
    assert [finding.field for finding in baseline.without(worse, known).findings] == [
        "spec.template.spec.containers[0].image"
    ]


def test_a_baseline_that_is_no_longer_true_is_told(tmp_path: Path) -> None:
    mended = reported(DAEMONSET.replace("beta.", ""))
    (tmp_path / "known.json").write_text("\n".join(baseline.written(reported(DAEMONSET))))
    known = baseline.read(tmp_path / "known.json")
    assert (
        baseline.without(mended, known).remarks[-1]
        == "1 baseline entry no longer matches; regenerate with --write-baseline"
    )


def baseline_text(entries: str) -> str:
    return '{"kind": "FindingsBaseline",\n"findings": [' + entries + "]}"


ENTRY = '{"file": "a", "code": "DS301", "object": "", "pointer": ""'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "known.json:1: nothing found; write a map"),
        ("[]", "known.json:1: a list found; write a map"),
        ('{"kind": "Other"}', 'known.json:1: kind: "Other" found; write "FindingsBaseline"'),
        ('{"findings": []}', "known.json:1: kind is missing"),
        ('{"kind": "FindingsBaseline", "finding": []}', "known.json:1: findings is missing"),
        (baseline_text("{}"), "known.json:2: findings[0]: file is missing"),
        (
            baseline_text(ENTRY + ', "count": "x"}'),
            "known.json:2: findings[0].count: a string found; write a whole number",
        ),
        (baseline_text(ENTRY + ', "count": 0}'), "known.json:2: findings[0].count: 0 is not valid"),
        (baseline_text(ENTRY + ', "count": 1e999}'), "findings[0].count: a string found; write a whole number"),
        (baseline_text(ENTRY + ', "count": 1.5}'), "findings[0].count: a number found; write a whole number"),
        (baseline_text(ENTRY + ', "count": NaN}'), "findings[0].count: a string found; write a whole number"),
        (baseline_text(ENTRY + ', "code": "DS302"}'), "findings[0].code: is set twice, first on line 2; remove one"),
        ('{"kind": "FindingsBaseline", "findings": 5}', "known.json:1: findings: a number found; write a list"),
        ("[" * 100_000, "known.json:1: "),
        ("[" * 100 + "]" * 100, "nests deeper than 50 levels"),
        ("{", "known.json:1: is not valid YAML"),
    ],
)
def test_a_file_that_is_no_baseline_is_told_with_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(baseline.BaselineFileError) as refused:
        baseline.read(file)
    first, *_, last = str(refused.value).splitlines()
    assert said in first
    assert last.endswith(f"is not a valid baseline; --write-baseline {file} writes a new one")


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_baseline_whose_text_cannot_be_had_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(baseline.BaselineFileError, match=r"(no such|is a folder).*; --write-baseline .* writes a new"):
        baseline.read(tmp_path / name)


def test_entries_that_are_alike_add_up(tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(baseline_text(ENTRY + "}, " + ENTRY + ', "count": 2}'))
    assert list(baseline.read(tmp_path / "known.json").values()) == [3]

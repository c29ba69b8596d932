"""Findings that come by the thousand are summed up in every format, and all of them count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dslint as api
from dslint.report.lint.formats import FORMATS
from tests.cli.conftest import Dslint

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: b}
spec:
  containers:
  - name: a
    image: example.com/a:1
    env:
"""
NUMBER = 60
FEW = "and 40 more like it"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    file = tmp_path / "pod.yaml"
    file.write_text(POD + "".join(f"    - nam: A{number}\n      value: x\n" for number in range(NUMBER)))
    return file


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"json", "jsonl", "statistics"}))
def test_every_format_says_how_many_more_there_are(name: str, many: Path, dslint: Dslint) -> None:
    result = dslint("lint", "--select", "DS101", "--format", name, str(many))
    assert result.code == 1
    assert result.out.count(FEW) == (2 if name == "junit" else 1)  # There in the attribute and the text of a failure.
    whole = dslint("lint", "--select", "DS101", "--no-fold", "--format", name, str(many))
    assert FEW not in whole.out
    assert len(whole.out) > len(result.out)


@pytest.mark.parametrize("name", ["text", "concise", "statistics", "github", "markdown", "html"])
def test_all_of_them_are_in_the_totals(name: str, many: Path, dslint: Dslint) -> None:
    assert f"{NUMBER} errors" in dslint("lint", "--select", "DS101", "--format", name, str(many)).out


def test_json_has_the_number_of_the_others(many: Path, dslint: Dslint) -> None:
    report = json.loads(dslint("lint", "--select", "DS101", "--format", "json", str(many)).out)
    assert [one.get("more", 0) for one in report["findings"]] == [0] * 19 + [40]
    assert report["summary"]["error"] == report["summary"]["fixable"] == NUMBER
    lines = dslint("lint", "--select", "DS101", "--format", "jsonl", str(many)).out.splitlines()
    assert [json.loads(line).get("more", 0) for line in lines] == [0] * 19 + [40, 0]


def test_all_of_them_are_fixed(many: Path, dslint: Dslint) -> None:
    result = dslint("lint", "--select", "DS101", "--fix", str(many))
    assert result.code == 0
    assert f"{NUMBER} findings fixed" in result.out
    assert "nam:" not in many.read_text()


def test_all_of_them_are_in_a_baseline(many: Path, dslint: Dslint, tmp_path: Path) -> None:
    baseline = str(tmp_path / "baseline.json")
    dslint("lint", "--select", "DS101", "--write-baseline", baseline, str(many))
    result = dslint("lint", "--select", "DS101", "--baseline", baseline, "--format", "json", str(many))
    assert json.loads(result.out)["summary"]["suppressed"] == NUMBER


def test_python_tells_each_if_asked_to() -> None:
    text = POD + "".join(f"    - nam: A{number}\n" for number in range(NUMBER))

    def unknown(*, fold: bool) -> list[int]:
        return [one.total for one in api.lint_text(text, fold=fold).findings if one.code == "DS101"]

    assert unknown(fold=False) == [1] * NUMBER
    assert unknown(fold=True) == [1] * 19 + [41]

"""Findings that come by the thousand are summed up in every format, and all of them count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import dslint as api
from dslint.report.lint.formats import FORMATS
from dslint.report.plan.formats import FORMATS as PLAN_FORMATS
from tests.cli.conftest import Dslint
from tests.planning.nodes import daemonset, node

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


@pytest.fixture
def rejected(tmp_path: Path) -> Sequence[str]:
    """A workload with sixty labels that the API server rejects, and one that misses sixty expectations."""
    labels = {f"-{number}-": "x" for number in range(NUMBER)}
    objects = [daemonset("bad") | {"metadata": {"name": "bad", "labels": labels}}, daemonset("good")]
    expected = [{"name": f"e{n}", "workload": "default/good", "desired": {"min": n + 2}} for n in range(NUMBER)]
    document = {"apiVersion": "dslint.dev/v1", "kind": "Expectations", "defaults": False, "expect": expected}
    for name, value in {"ds": {"kind": "List", "items": objects}, "nodes": node("n"), "expect": document}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    named = {name: str(tmp_path / f"{name}.json") for name in ("ds", "nodes", "expect")}
    return "plan", "--nodes", named["nodes"], "--expect", named["expect"], named["ds"]


@pytest.mark.parametrize("name", sorted(PLAN_FORMATS.keys() - {"json", "jsonl"}))
def test_every_format_of_a_plan_says_how_many_more_there_are_and_counts_all(
    name: str, rejected: Sequence[str], dslint: Dslint
) -> None:
    result = dslint(*rejected, "--format", name)
    assert result.code == 1
    # Of expectations, reports of tests have a case each.
    assert result.out.count(FEW) == {"junit": 1, "tap": 1}.get(name, 2)
    whole = dslint(*rejected, "--all", "--format", name)
    assert whole.code == 1
    assert len(whole.out) > len(result.out)
    # Markdown stays below the size of a comment.
    assert whole.out.count(FEW) == (1 if name in ("markdown", "html") else 0)
    totals = f"{NUMBER} of {NUMBER} expectations failed, {2 * NUMBER} errors"
    counts = int(name in ("text", "concise", "html", "markdown", "tap"))
    assert [text.out.count(totals) for text in (result, whole)] == [counts, counts]


def test_the_json_of_a_plan_has_the_numbers_of_the_others(rejected: Sequence[str], dslint: Dslint) -> None:
    few, whole = (json.loads(dslint(*rejected, *more, "--format", "json").out) for more in ((), ("--all",)))
    assert [one.get("more", 0) for one in few["findings"]] == 2 * ([0] * 19 + [40])
    assert [one.get("more", 0) for one in few["workloads"][0]["rejected"]] == [0] * 19 + [40]
    assert few["findings"][0] == whole["findings"][0]
    assert [len(one["findings"]) for one in (few, whole)] == [40, 2 * NUMBER]
    assert few["verdict"] == whole["verdict"]
    assert len(few["expectations"]) == NUMBER

"""Every format, with one shared plan."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint import engine
from dslint.findings import Note
from dslint.plans import PlanReport
from dslint.report.lint import sarif
from dslint.report.plan.formats import FORMATS, summary
from tests.golden import plan_story
from tests.golden.compare import agrees
from tests.golden.plan_story import REPORT, SEVERAL
from tests.golden.plan_verdict_story import REPORT as VERDICT_REPORT
from tests.report.plan.fleets import FLEET
from tests.report.plan.rendering import rendered

ROOT = Path(__file__).parents[3]
GOLDEN = {
    "text": "plan/text.txt",
    "json": "plan/report.json",
    "markdown": "plan/comment.md",
    "concise": "plan/concise.txt",
    "jsonl": "plan/report.jsonl",
    "tap": "plan/report.tap",
    "checkstyle": "plan/checkstyle.xml",
    "html": "plan/page.html",
    "junit": "plan/junit.xml",
    "github": "plan/github.txt",
    "gitlab": "plan/code-quality.json",
    "sarif": "plan/report.sarif",
}


def test_every_format_has_a_golden_file() -> None:
    assert set(GOLDEN) == set(FORMATS)


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("name", GOLDEN)
def test_a_format_shows_the_plan_as_its_golden_file_does(
    name: str, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "__version__", "0.0.0")
    agrees(rendered(name), GOLDEN[name], accept=accept)


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("name", GOLDEN)
def test_every_finding_of_the_shared_plan_is_in_every_format(name: str) -> None:
    text = rendered(name)
    codes = {finding.code for plan in REPORT.plans for finding in plan.findings}
    assert {code[2] for code in codes} == set("0123456789") - {"5"}, "traps that are no errors are lint's concern"
    # Test reports name an expectation where the others name the rule of its finding.
    named = {one.code: one.name for one in plan_story.EXPECTATIONS} if name in ("junit", "tap") else {}
    assert [code for code in codes if code not in text and named.get(code, code) not in text] == []


@pytest.mark.parametrize("name", ["text", "json"])
def test_versions_that_agree_are_shown_once(name: str, accept: bool) -> None:
    agrees(rendered(name, SEVERAL), f"plan/several-{name}.txt", accept=accept)


def test_the_summary_of_files_has_the_totals_of_a_plan_or_of_all_clusters() -> None:
    assert summary(REPORT).endswith(" to remove")
    assert summary(FLEET) == "6 clusters, 17 nodes: 1 at-risk, 4 safe, 1 not planned"


VERDICT_GOLDEN = {"text": "plan/verdict.txt", "markdown": "plan/verdict.md", "html": "plan/verdict.html"}


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("name", VERDICT_GOLDEN)
def test_formats_for_people_begin_with_the_verdict(name: str, accept: bool) -> None:
    agrees(rendered(name, VERDICT_REPORT), VERDICT_GOLDEN[name], accept=accept)


TEN = tuple(f"agent-{number}" for number in range(10))


@cache
def placed(*names: str) -> PlanReport:
    """These DaemonSets are new, each with the expectations of a run, a what-if and an explanation."""
    (made,) = yaml.safe_load_all((ROOT / "examples" / "update" / "new.yaml").read_text())
    return engine.plan_versions(
        [{**made, "metadata": {**made["metadata"], "name": name}} for name in names],
        inventory=ROOT / "examples" / "nodes.yaml",
        versions=("1.36",),
        what_if=("remove spot-1",),
        explain=("cp-1",),
    )


def updated(*names: str) -> PlanReport:
    """Updates that lose nodes, and a finding for each."""
    plan = VERDICT_REPORT.plans[0]
    loses, lost = plan.workloads[1], plan.findings[0]
    refs = [loses.ref._replace(name=name) for name in names]
    findings = [lost._replace(message=f"6 of 28 nodes lose logging/{ref.name}", object=ref) for ref in refs]
    workloads = tuple(loses._replace(ref=ref) for ref in refs)
    return PlanReport((plan._replace(workloads=workloads, findings=tuple(findings)),))


def static(*names: str) -> PlanReport:
    plan = VERDICT_REPORT.plans[0]
    pods = tuple(pod._replace(ref=pod.ref._replace(name=name)) for pod in plan.static_pods[2:3] for name in names)
    return PlanReport((plan._replace(static_pods=pods, workloads=plan.workloads[:1]),))


@pytest.mark.parametrize("made", [placed, updated, static])
@pytest.mark.parametrize("name", VERDICT_GOLDEN)
def test_ten_that_are_placed_alike_are_one_part_that_names_them_all(name: str, made: Any) -> None:
    one, ten = (rendered(name, made(*names)) for names in (TEN[:1], TEN))
    assert [called for called in TEN if called not in ten] == []
    assert len(ten) < 1.5 * len(one)


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_formats_for_people_name_what_was_not_read_and_not_planned(name: str) -> None:
    unread, skipped = Note("bad.yaml", 3, "is written in UTF-16"), Note("s.yaml", 1, "no rules", kind="Service")
    plan = VERDICT_REPORT.plans[0]._replace(unreadable=(unread,), skipped=(skipped,))
    text = rendered(name, PlanReport((plan,)))
    assert "AT RISK: 6 of 28 nodes lose logging/agent; 1 input not read" in text
    assert "1 Service" in text
    assert "bad.yaml:3" in text
    assert {"text": "not read", "markdown": "### ❌", "html": '<div class="verdict error">'}[name] in text

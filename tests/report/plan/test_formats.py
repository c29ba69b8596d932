"""Every format, with one shared plan."""

from __future__ import annotations

import pytest

from dslint.report.lint import sarif
from dslint.report.plan.formats import FORMATS, summary
from tests.golden.compare import agrees
from tests.golden.plan_story import REPORT, SEVERAL
from tests.report.plan.fleets import FLEET
from tests.report.plan.rendering import rendered

GOLDEN = {
    "text": "plan/text.txt",
    "json": "plan/report.json",
    "markdown": "plan/comment.md",
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


@pytest.mark.parametrize("name", ["text", "json"])
def test_versions_that_agree_are_shown_once(name: str, accept: bool) -> None:
    agrees(rendered(name, SEVERAL), f"plan/several-{name}.txt", accept=accept)


def test_the_summary_of_files_has_the_totals_of_a_plan_or_of_all_clusters() -> None:
    assert summary(REPORT).endswith(" to remove")
    assert summary(FLEET) == "6 clusters, 17 nodes: 1 at-risk, 4 safe, 1 not planned"

"""The page of `dslint lint --format html` in a browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

import dslint
from dslint.edit.placed_edits import with_placed_edits
from dslint.findings import LintReport, Severity
from dslint.report.lint import html
from tests.browser.visits import (
    PHONE,
    PRINTED,
    WITHOUT_SCRIPT,
    Visit,
    sideways,
)
from tests.golden.story import CLEAN, REPORT

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def examples() -> LintReport:
    sources = [EXAMPLES / "broken.yaml", EXAMPLES / "static-pods"]
    return with_placed_edits(dslint.lint(sources))


@cache
def page_of(report_name: str) -> str:
    report = {"examples": examples, "story": lambda: REPORT, "clean": lambda: CLEAN}[report_name]()
    return "\n".join(html.lines(report))


def findings(page: Page) -> list[str]:
    """The codes of the findings that can be seen."""
    return page.locator(".finding:visible").evaluate_all("found => found.map(one => one.dataset.code)")


OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.mark.parametrize("name", ["story", "examples"])
def test_the_page_fits_a_phone(visit: Visit, name: str) -> None:
    page = visit(page_of(name), PHONE)
    page.evaluate(OPEN_ALL)
    assert sideways(page) == 0
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) == 0


def test_without_script_all_findings_and_explanations_are_there_and_no_filter(visit: Visit) -> None:
    page = visit(page_of("examples"), WITHOUT_SCRIPT)
    assert findings(page) == [finding.code for finding in examples().findings]
    assert page.locator(".tools").is_hidden()
    page.locator(".finding a", has_text="DS231").click()
    assert page.locator("#DS231").is_visible()


def test_numbers_are_those_of_the_report(visit: Visit) -> None:
    page = visit(page_of("examples"))
    told = {one.get_attribute("data-count"): one.inner_text() for one in page.locator("[data-count]").all()}
    summary = examples().to_dict()["summary"]
    assert {name: int(text.split()[0]) for name, text in told.items()} == {
        severity.value: summary[severity.value] for severity in Severity if summary[severity.value]
    }
    assert page.get_by_role("status").inner_text() == f"{len(examples().findings)} findings"


def test_findings_are_filtered_by_severity_rule_file_and_whether_they_are_fixable(visit: Visit) -> None:
    page = visit(page_of("examples"))
    found = examples().findings
    errors = [finding.code for finding in found if finding.severity is Severity.ERROR]
    page.get_by_role("button", name="warning").click()
    page.get_by_role("button", name="info").click()
    assert findings(page) == errors
    assert page.get_by_role("status").inner_text() == f"{len(errors)} of {len(found)} findings"
    page.get_by_role("button", name="only fixable").click()
    assert findings(page) == ["DS101"]
    page.get_by_role("button", name="only fixable").click()
    page.locator("[name=rule]").select_option(label="DS231 selector-mismatch")
    assert findings(page) == ["DS231"]
    page.locator("[name=rule]").select_option(label="all rules")
    page.locator("[name=file]").select_option(index=1)
    chosen = page.locator("[name=file]").input_value().removeprefix(":")
    assert findings(page) == [finding.code for finding in found if finding.file == chosen and finding.code in errors]
    assert page.locator("[data-file]:visible").count() == 1


def test_findings_are_searched_with_the_keyboard(visit: Visit) -> None:
    page = visit(page_of("examples"))
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "search":
        page.keyboard.press("Tab")
    page.keyboard.type("varlog not found")
    assert findings(page) == ["DS239"]
    page.keyboard.press("Enter")
    page.keyboard.type(" nowhere")
    assert findings(page) == []
    assert page.get_by_role("status").inner_text() == f"0 of {len(examples().findings)} findings"


def test_a_finding_is_found_by_its_place_as_other_reports_write_it(visit: Visit) -> None:
    page = visit(page_of("examples"))
    page.get_by_role("searchbox").fill("broken.yaml:14:23")
    assert findings(page) == ["DS234"]


def test_a_link_to_a_rule_opens_its_explanation(visit: Visit) -> None:
    page = visit(page_of("examples"))
    link = page.locator(".finding a", has_text="DS234")
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator("#DS234").is_visible()
    assert "Write" in page.locator("#DS234").inner_text()
    filters, title = page.locator(".tools").bounding_box(), page.locator(".rule", has_text="DS234").bounding_box()
    assert filters is not None
    assert title is not None
    assert title["y"] >= filters["y"] + filters["height"]


def test_what_is_folded_is_printed_and_the_filter_is_not(visit: Visit) -> None:
    page = visit(page_of("examples"), PRINTED)
    assert page.locator(".tools").is_hidden()
    assert page.locator("#DS231").evaluate("one => one.getBoundingClientRect().height") > 100


def test_a_page_without_findings_has_nothing_to_filter(visit: Visit) -> None:
    page = visit(page_of("clean"))
    assert page.locator(".verdict").inner_text().startswith("nothing found in 2 objects of 1 file")
    assert page.locator(".tools").count() == 0

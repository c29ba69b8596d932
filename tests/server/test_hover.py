from __future__ import annotations

from lsprotocol import types

from dslint.policy import catalogue
from dslint.server import hover
from tests.server.texts import MISSPELLED, analysed


def test_the_findings_under_the_cursor_are_found_the_narrowest_first() -> None:
    analysis = analysed(MISSPELLED)
    assert [one.code for one in hover.findings_at(analysis, types.Position(17, 8))] == ["DS101"]
    assert hover.findings_at(analysis, types.Position(0, 0)) == []


def test_a_rule_is_explained_once_with_small_headings_and_its_example() -> None:
    analysis = analysed(MISSPELLED)
    finding = next(one for one in analysis.findings if one.code == "DS101")
    assert analysis.report is not None
    text = hover.markdown([finding, finding], analysis.report, [catalogue.page("DS101")])
    assert text.startswith("❌ **DS101 unknown-field**  \nunknown field")
    assert text.count("**Why it matters**") == 1
    assert text.count("DS101 unknown-field") == 2, "above each finding; the page below needs no title of its own"
    assert "\n# " not in text
    assert "```yaml\napiVersion: v1\n" in text


def test_names_in_a_manifest_are_no_markup() -> None:
    analysis = analysed(MISSPELLED.replace("hostnetwork", '"![x](http://h.example/y)<img src=x>"'))
    assert analysis.report is not None
    text = hover.markdown(analysis.findings, analysis.report, [])
    assert "![x](" not in text
    assert "<img" not in text

from __future__ import annotations

import pytest

import dslint
from dslint.findings import Finding
from dslint.server import suppressions
from dslint.server.open_text import OpenText
from dslint.server.suppressions import Suppression
from tests.server.texts import PROFILED, opened

TWO = PROFILED.replace("hostPID: true", "hostPID: true # needed")


def findings(text: str) -> tuple[Finding, ...]:
    return dslint.lint_text(text, "/project/ds.yaml", fold=False).findings


def of_line(text: str, code: str) -> tuple[OpenText, Suppression | None]:
    one = opened(text)
    finding = next(finding for finding in findings(text) if finding.code == code)
    return one, suppressions.for_line(finding, one, findings)


def applied(text: OpenText, found: Suppression | None) -> str:
    assert found is not None
    return text.text[: found.edit.start] + found.edit.text + text.text[found.edit.end :]


@pytest.mark.parametrize(
    ("line", "suppressed"),
    [
        ("hostPID: true", "hostPID: true  # dslint: ignore[DS602] TODO: say why"),
        ("hostPID: true # why", "hostPID: true # why  # dslint: ignore[DS602] TODO: say why"),
        ("hostPID: true # dslint: ignore[DS999] x", "hostPID: true # dslint: ignore[DS999, DS602] x"),
    ],
)
def test_a_comment_is_added_at_the_end_of_the_line_or_to_one_that_is_there(line: str, suppressed: str) -> None:
    text, found = of_line(PROFILED.replace("hostPID: true", line), "DS602")
    after = applied(text, found)
    assert f"      {suppressed}\n" in after
    assert [one.code for one in findings(after) if one.code == "DS602"] == []


def test_where_the_end_of_the_line_is_text_the_comment_stands_above() -> None:
    written = PROFILED.replace("hostPID: true", 'hostPID: !!bool "tr\\\n        ue"')
    text, found = of_line(written, "DS602")
    assert "      # dslint: ignore[DS602] TODO: say why\n      hostPID" in applied(text, found)


def test_a_comment_without_the_effect_is_not_offered() -> None:
    finding = findings(PROFILED)[0]
    assert suppressions.for_line(finding, opened(PROFILED), lambda _: findings(PROFILED)) is None
    assert suppressions.for_line(finding._replace(span=None), opened(PROFILED), findings) is None


def test_a_file_is_suppressed_at_its_top_behind_a_byte_order_mark() -> None:
    text = opened("\ufeff" + PROFILED)
    finding = next(one for one in findings(text.text) if one.code == "DS602")
    found = suppressions.for_file(finding, text, findings)
    assert applied(text, found).startswith("\ufeff# dslint: ignore-file[DS602] TODO: say why\napiVersion")

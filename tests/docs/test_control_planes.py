"""docs/control-planes.md has the figures that the tests of conformance found."""

from __future__ import annotations

from tools import conformance_figures


def test_the_figures_are_current() -> None:
    text = conformance_figures.PAGE.read_text(encoding="utf-8")
    assert text == conformance_figures.page(text), "python -m tools.generate_docs"


def test_every_comparison_is_in_one_family() -> None:
    assert list(conformance_figures.unmatched()) == []
    assert sum(row.total for row in conformance_figures.rows()) == sum(
        total for _, total in conformance_figures.groups().values()
    )


def test_what_does_not_agree_is_listed_with_a_reason() -> None:
    differ = sum(total - agree for agree, total in conformance_figures.groups().values())
    assert differ == conformance_figures.misses().total()


def test_a_share_is_rounded_down() -> None:
    row = conformance_figures.Row("words", ("1.36",), 99999, 100000)
    assert conformance_figures.percent(row) == "99.99 %"

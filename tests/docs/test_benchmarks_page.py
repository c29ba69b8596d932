"""docs/benchmarks.md has all that is measured, with its limit. Nothing is measured here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import measure, page, ratios, throughput
from benchmarks.corpus import write_corpus
from benchmarks.measure import Comparison, Run
from benchmarks.page import SECTIONS, Row, empty, replaced, table
from tests.docs.pages import TOP

TEXT = (TOP / "docs" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """For inputs that are nearly empty: only names and limits matter."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (throughput, ratios):
            patch.setattr(module, "write_corpus", lambda place, _: write_corpus(place, 1))
        patch.setattr(page, "write_dump", lambda place, **_: place / "dump.json")
        patch.setattr(page.plan_growth, "NODES", 1)
        patch.setattr(ratios, "write_manifests", lambda place, **_: place)
        yield tmp_path_factory.mktemp("inputs")


def shown(name: str) -> list[list[str]]:
    """The rows of a section of the page, without the heads."""
    _, _, rest = TEXT.partition(f"<!-- {name}: measured -->\n")
    lines = re.findall(r"(?m)^\| (.*) \|$", rest.partition("<!-- end -->")[0])
    return [line.split(" | ") for line in lines[2:]]


@pytest.mark.parametrize("name", SECTIONS)
def test_each_figure_has_a_row_with_its_limit(name: str, folder: Path) -> None:
    made = [(row.name, row.limit) for row in SECTIONS[name].rows(folder, throughput.FILES)]
    assert made
    assert [(what, limit) for what, limit, *_ in shown(name)] == made
    assert [what for what, limit in made if not re.search(r"\d", limit)] == []


def test_what_is_measured_says_when_and_where() -> None:
    for name in SECTIONS:
        _, _, rest = TEXT.partition(f"<!-- {name}: measured -->\n")
        section = rest.partition("<!-- end -->")[0]
        assert (page.NOT_YET in section) != bool(re.search(r"Measured on \d{4}-\d\d-\d\d .* \d+ cores", section))


def test_the_page_has_a_part_for_each_section() -> None:
    assert re.findall(r"<!-- (\w+): measured -->", TEXT) == list(SECTIONS)
    headings = re.findall(r"(?m)^## (.+)$", TEXT)
    assert len(headings) == len(SECTIONS)


def test_all_other_benchmarks_are_on_the_page(folder: Path) -> None:
    names = {one.name for one in ratios.comparisons(folder)}
    assert names <= {what for name in SECTIONS for what, *_ in shown(name)}


def test_a_section_is_replaced_and_nothing_else() -> None:
    before = "a\n<!-- x: measured -->\nold\n<!-- end -->\nb\n<!-- y: measured -->\n<!-- end -->\nc\n"
    after = "a\n<!-- x: measured -->\n\nnew\n\n<!-- end -->\nb\n<!-- y: measured -->\n<!-- end -->\nc\n"
    assert replaced(before, "x", "new") == after
    assert replaced(after, "x", "new") == after
    with pytest.raises(ValueError, match="z"):
        replaced(before, "z", "new")


@pytest.mark.parametrize(
    ("other", "measured", "beside"),
    [
        (("b",), "2.00 times (1.50 to 3.00); 9 MiB", "1 s (1 to 1)"),
        (None, "9 MiB; no ratio", "not installed here"),
    ],
)
def test_a_figure_is_the_median_with_its_spread(
    monkeypatch: pytest.MonkeyPatch, other: tuple[str, ...] | None, measured: str, beside: str
) -> None:
    seconds = iter([9.0, 1.5, 3.0, 2.0])
    monkeypatch.setattr(measure, "run", lambda what: Run(next(seconds) if what == ("a",) else 1.0, 9.0, 1.0))
    row = page.figure(Comparison("name", ("a",), other, processor=2.0, mebibytes=120, beside="b"))
    assert (row.name, row.limit) == ("name", "2 times the processor time of b, 120 MiB")
    assert row.measure() == (measured, "2 s (1.5 to 3) of processor time, 9 MiB", beside)


def test_a_row_has_a_cell_for_each_head(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        SECTIONS, "files", SECTIONS["files"]._replace(rows=lambda *_: iter([Row("a|b", "1", tuple, 3)]))
    )
    assert empty("files", folder, 1).splitlines()[2] == f"| a/b | 1 |{f' {page.NOT_YET} |' * 3}"
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"

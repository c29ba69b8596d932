"""README.md and README.zh-CN.md say the same, and have the figures of today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.ratios import comparisons
from tests.docs.pages import TOP, blocks, prose
from tools import readme_figures

ENGLISH = TOP / "README.md"
CHINESE = TOP / "README.zh-CN.md"


def levels(page: Path) -> list[str]:
    return re.findall(r"(?m)^(#+) ", prose(page))


def links(page: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)]+)\)", prose(page)) if not link.startswith("README")]


def shown(page: Path) -> list[tuple[str, str]]:
    """The blocks of a page, without the comments of shells, which are translated."""
    return [(block.language, re.sub(r"(?m) +# .*$", "", block.text)) for block in blocks(page)]


def figures(page: Path) -> list[str]:
    return sorted(re.findall(r"[\d,.]+\d(?: %)?|\b\d\b(?= \w)", table(page)))


def table(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<!-- figures: generated -->")[2].partition("<!-- end -->")[0]


def test_the_headings_are_in_step() -> None:
    assert levels(CHINESE) == levels(ENGLISH)


def test_the_commands_and_what_they_print_are_in_step() -> None:
    assert shown(CHINESE) == shown(ENGLISH)


def test_the_links_are_in_step() -> None:
    assert links(CHINESE) == links(ENGLISH)


def test_the_figures_are_in_step() -> None:
    assert figures(CHINESE) == figures(ENGLISH)
    assert len(figures(ENGLISH)) > 10


def test_the_options_and_words_in_code_are_in_step() -> None:
    pattern = r"`(-[^`]+|\.[^`]+|dslint[^`]*|make [^`]+|[A-Z ]+)`"
    assert sorted(re.findall(pattern, prose(CHINESE))) == sorted(re.findall(pattern, prose(ENGLISH)))


@pytest.mark.parametrize("template", readme_figures.TEMPLATES, ids=lambda template: template.name)
def test_the_figures_are_current(template: Path) -> None:
    text = (TOP / template.name).read_text(encoding="utf-8")
    assert text == readme_figures.page(template), "python -m tools.generate_docs"
    assert table(TOP / template.name).count("\n|") > 5


def test_a_figure_that_is_not_current_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (template,) = (each for each in readme_figures.TEMPLATES if each.name == "README.md")
    (tmp_path / "README.md").write_text(re.sub(r"\d+ rules \|", "1 rules |", ENGLISH.read_text(encoding="utf-8")))
    monkeypatch.setattr(readme_figures, "TOP", tmp_path)
    assert readme_figures.page(template) == ENGLISH.read_text(encoding="utf-8")


def test_the_benchmark_that_a_figure_is_from_exists(tmp_path: Path) -> None:
    (wanted,) = re.findall(r'`python -m benchmarks "([^"]+)"`', table(ENGLISH))
    assert [one.name for one in comparisons(tmp_path) if wanted in one.name] == ["plan 15,000 compact nodes"]

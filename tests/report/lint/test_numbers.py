"""The numbers of a report in every format, against those of the JSON."""

from __future__ import annotations

import json

import pytest

from dslint.report.lint.formats import FORMATS
from dslint.report.terminal import Terminal
from tests.golden.story import REPORT
from tests.report.numbers import FINDINGS, SENTENCES, summary_of, summed_up

VERBOSE = Terminal(width=1000, verbose=True)


def rendered(form: str) -> str:
    return "".join(f"{line}\n" for line in FORMATS[form](REPORT, VERBOSE))


def test_the_findings_of_every_format_are_counted() -> None:
    assert set(FINDINGS) == set(FORMATS)


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("form", FORMATS)
def test_each_finding_of_the_json_is_one_in_every_format(form: str) -> None:
    assert FINDINGS[form](rendered(form)) == FINDINGS["json"](rendered("json"))


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("form", SENTENCES)
def test_the_sentence_that_sums_up_says_what_the_json_says(form: str) -> None:
    assert summed_up(rendered(form)) == summary_of(json.loads(rendered("json")))

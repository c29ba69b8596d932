"""Findings and plans with any text in them, in every format: nothing fails, all is read again, nothing is obeyed."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dslint.cli.reports import form_of
from dslint.findings import Finding, LintReport, Note, ObjectRef, Origin, RelatedPlace, Severity, Span, StaticPod
from dslint.plans import PlanReport
from dslint.report.escapes import harmless
from dslint.report.lint.formats import FORMATS as LINT_FORMATS
from dslint.report.plan.formats import FORMATS as PLAN_FORMATS
from dslint.report.plan.formats import FormatOptions
from dslint.report.terminal import Ink, Terminal
from tests.golden import plan_story, story
from tests.report.validated import errors_of

SARIF = json.loads((Path(__file__).parent / "lint" / "sarif_subset.json").read_text(encoding="utf-8"))
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
OBEYED = re.compile(r"^\s*::|##(?:vso|teamcity)?\[", re.MULTILINE)
COLOUR = re.compile("|".join(re.escape(f"\033[{code}m") for code in ("0", *(ink.value for ink in Ink))))

HOSTILE = (
    "::add-mask::x", "\n::error::x", "\r\n ::group::", "##[add-path]x", "\t##vso[task.setvariable]x",
    "\x1b[2J", "\x9b31m", "\x1b]0;x\x07", "\u202e", "\u2066", "\u2028", "\ud800", "\udcff", "\ufffe", "\uffff",
    "\x00", "]]>", "<b>&", "\"'|`", "%0A", "\\", "{{x}}", "\ufeff", "e\u0301", "漢字", "a" * 2000, "",
)  # fmt: skip


LOOSE = st.text(st.characters(codec=None), max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> str:
    parts = [draw(st.integers(0, len(HOSTILE) - 1)), draw(st.integers(0, len(HOSTILE) - 1))]
    return "".join(HOSTILE[part] for part in parts) + draw(LOOSE)


TEXT = texts()
SPAN = st.builds(
    lambda line, column, more, end: Span(line, column, line + more, end if more else column + end),
    st.integers(1, 6), st.integers(1, 300), st.integers(0, 2), st.integers(1, 40),
)  # fmt: skip
VERSIONS = st.sampled_from([("1.36",), ("1.27", "1.36"), story.REPORT.kubernetes_versions, ()])
CODES = sorted({finding.code for finding in story.REPORT.findings})
FINDING = st.builds(
    Finding,
    code=st.sampled_from(CODES),
    name=TEXT,
    severity=st.sampled_from(Severity),
    origin=st.sampled_from(Origin),
    message=TEXT,
    object=st.none() | st.builds(ObjectRef, TEXT, TEXT, TEXT, TEXT),
    field=TEXT,
    path=st.lists(TEXT | st.integers(0, 9), max_size=3).map(tuple),
    file=st.none() | TEXT,
    span=st.none() | SPAN,
    related=st.lists(st.builds(RelatedPlace, TEXT, st.none() | SPAN), max_size=2).map(tuple),
    kubernetes_versions=VERSIONS,
    help=st.none() | TEXT,
    fix=st.none(),
)
REPORT = st.builds(
    lambda findings, file, text, said: story.REPORT._replace(
        findings=tuple(finding._replace(file=file) if index % 2 else finding for index, finding in enumerate(findings)),
        sources={file: text},
        skipped=(Note(file, 3, said), Note(said, None, said, said)),
        unreadable=(Note(file, None, said),),
        static_pods=(StaticPod(file, said, said, accepted=True, error=None), StaticPod(said, None, None, False, said)),
        remarks=(said,),
    ),
    st.lists(FINDING, max_size=4), TEXT, st.lists(TEXT, max_size=5).map("\n".join), TEXT,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("_rules_of_the_story")
EXAMPLES = settings(
    max_examples=8, phases=(Phase.reuse, Phase.generate), deadline=None, suppress_health_check=list(HealthCheck)
)


def stray(text: str, *, beside: str = "") -> list[str]:
    """Characters that a terminal might obey."""
    return [character for character in text if character not in beside and unicodedata.category(character) in UNSEEN]


def written(name: str, lines: list[str], *, coloured: bool = False) -> str:
    return "".join(f"{harmless(line, form_of(name), styled=coloured)}\n" for line in lines)


def read_again(name: str, text: str) -> Any:
    if name in ("json", "sarif", "gitlab"):
        return json.loads(text.encode("utf-8"))
    if name == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    return ET.fromstring(text.encode("utf-8")) if name in ("junit", "checkstyle") else None


def holds(name: str, lines: list[str], *, coloured: bool = False) -> None:
    """What every format must hold, by itself and once it is written."""
    plain = COLOUR.sub("", "\n".join(lines)) if coloured else "\n".join(lines)
    assert stray(plain, beside="\n") == []
    if form_of(name).name == "LINES":
        assert [line for line in lines if "\n" in line] == []
    text = written(name, lines, coloured=coloured)
    # Some texts of dslint's own JSON, such as names of rules, cannot be any text.
    assert name in ("json", "jsonl") or errors_of(text) == []
    assert stray(COLOUR.sub("", text) if coloured else text, beside="\n") == []
    if name == "github":
        commands = [line for line in text.splitlines() if line.startswith("::")]
        assert all(re.match(r"::(error|warning|notice)( [^:]*)?::", line) for line in commands)
        text = "\n".join(line for line in text.splitlines() if line not in commands)
    assert OBEYED.findall(COLOUR.sub("", text)) == []


@pytest.mark.parametrize("name", LINT_FORMATS)
@EXAMPLES
@given(report=REPORT, width=st.sampled_from([1, 40, 120]), coloured=st.booleans(), verbose=st.booleans())
def test_any_finding_is_shown_in_every_format(
    name: str, report: LintReport, width: int, coloured: bool, verbose: bool
) -> None:
    lines = list(LINT_FORMATS[name](report, Terminal(colour=coloured, width=width, verbose=verbose)))
    holds(name, lines, coloured=coloured)
    found = read_again(name, written(name, lines))
    if name == "json":
        assert [finding["code"] for finding in found["findings"]] == [finding.code for finding in report.findings]
    if name == "sarif":
        assert list(Draft202012Validator(SARIF).iter_errors(found)) == []


FIXED = {"code", "kubernetes_version", "kubernetes_versions", "verdict", "strategy", "max_unavailable", "max_surge"}
"""Fields whose texts are dslint's own, of a closed set."""


def texts_of(value: Any) -> set[str]:
    """All texts of a plan that come from files and names."""
    if type(value) is str:
        return {value}
    if hasattr(value, "_asdict"):
        value = [part for name, part in value._asdict().items() if name not in FIXED]
    elif isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(texts_of, value)) if isinstance(value, list | tuple) else set()


def with_text(value: Any, old: str, new: str) -> Any:
    """The value with one of its texts replaced, wherever it stands."""
    if type(value) is str:
        return new if value == old else value
    if hasattr(value, "_asdict"):
        return type(value)(
            **{name: part if name in FIXED else with_text(part, old, new) for name, part in value._asdict().items()}
        )
    if isinstance(value, dict):
        return {key: with_text(part, old, new) for key, part in value.items()}
    return type(value)(with_text(part, old, new) for part in value) if isinstance(value, list | tuple) else value


NODES = {name for place in plan_story.INVENTORY.places for name in place.nodes[2:]}
TEXTS_OF_PLAN = sorted(texts_of(plan_story.REPORT) - NODES)


@pytest.mark.parametrize("name", PLAN_FORMATS)
@EXAMPLES
@given(old=st.sampled_from(TEXTS_OF_PLAN), new=TEXT, coloured=st.booleans(), everything=st.booleans())
def test_any_text_of_a_plan_is_shown_in_every_format(
    name: str, old: str, new: str, coloured: bool, everything: bool
) -> None:
    report: PlanReport = with_text(plan_story.REPORT, old, new)
    lines = list(PLAN_FORMATS[name](report, Terminal(colour=coloured), FormatOptions(everything=everything)))
    holds(name, lines, coloured=coloured)
    read_again(name, written(name, lines))


@pytest.mark.parametrize("name", PLAN_FORMATS)
def test_control_characters_in_all_texts_of_a_plan_are_escaped(name: str) -> None:
    report: PlanReport = plan_story.REPORT
    for old in TEXTS_OF_PLAN:
        report = with_text(report, old, f"{old}\x00\udcff\x98")
    holds(name, list(PLAN_FORMATS[name](report, Terminal(), FormatOptions(everything=True))))

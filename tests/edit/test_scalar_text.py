from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dslint.edit.scalar_text import double_quoted, literal_lines, needs_no_quotes, scalar_text
from dslint.source.document_reader import read_text


def read(text: str) -> Any:
    return read_text(text, "a.yaml").documents[0].value


@pytest.mark.parametrize(
    ("value", "quote", "shown"),
    [
        ("agent", "", "agent"),
        ("agent", "'", "'agent'"),
        ("agent", '"', '"agent"'),
        ("it's", "'", "'it''s'"),
        ("a\nb", "'", '"a\\nb"'),
        ("8080", "", '"8080"'),
        ("on", "", '"on"'),
        ("0x1F", "", '"0x1F"'),
        ("1.10", "", '"1.10"'),
        ("12:30", "", '"12:30"'),
        ("", "", '""'),
        ("a: b", "", '"a: b"'),
        ("a #b", "", '"a #b"'),
        ("*x", "", '"*x"'),
        ("app.kubernetes.io/name", "", "app.kubernetes.io/name"),
        ("registry.example/agent:1.0", "", "registry.example/agent:1.0"),
        ("/var/log", "", "/var/log"),
        ("250m", "", "250m"),
        ("größe", "", "größe"),
        (True, "", "true"),
        (None, '"', "null"),
        (8080, "'", "8080"),
        (0.5, "", "0.5"),
    ],
)
def test_a_scalar_has_quotes_where_it_needs_them_or_has_them(value: Any, quote: str, shown: str) -> None:
    assert scalar_text(value, quote) == shown


@given(st.text(), st.sampled_from(["", "'", '"']), st.booleans())
@example("\ufeff", "", False)
@example("\x85\U00013430", "'", False)
@example("🙂", "", True)
def test_any_string_is_read_as_itself(text: str, quote: str, flow: bool) -> None:
    shown = scalar_text(text, quote, flow=flow)
    inside = f"{{a: {shown}, b: 1}}" if flow else f"a: {shown}\n"
    assert read(inside)["a"] == text


@given(st.text("yn0123456789.eExo_:+-~tfaInN= ", max_size=8))
def test_what_needs_no_quotes_is_a_string_for_other_readers_too(text: str) -> None:
    if needs_no_quotes(text):
        assert yaml.safe_load(f"a: {text}") == {"a": text}


def test_between_brackets_more_needs_quotes() -> None:
    assert needs_no_quotes("a,b")
    assert not needs_no_quotes("a,b", flow=True)
    assert double_quoted('say "x"\t') == '"say \\"x\\"\\t"'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\n", ["|", "a", "b"]),
        ("a\nb", ["|-", "a", "b"]),
        ("a\n\n  b\n", ["|", "a", "", "  b"]),
        ("one line", None),
        ("  a\nb\n", None),
        ("a\n\n", None),
        ("a\r\nb\n", None),
        ("\n", None),
    ],
)
def test_a_text_of_several_lines_is_a_literal_block_where_that_is_exact(text: str, lines: list[str] | None) -> None:
    assert literal_lines(text) == lines

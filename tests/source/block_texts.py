"""Texts for the reader of plain block style: documents of that style, and what they become by small changes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from hypothesis import strategies as st

from dslint.source.splitter import split

TOP = Path(__file__).parents[2]
RECORDED = TOP / "tests" / "conformance" / "recorded" / "yaml-values.jsonl.gz"

WORDS = (
    "a",
    "nginx:1.2",
    "--flag=1",
    "-c",
    "y",
    "no",
    "On",
    "true",
    "~",
    "null",
    "1",
    "010",
    "0x1f",
    "1_000",
    "1e3",
    ".5",
    "-.inf",
    "12:30",
    "2001-01-01",
    "100m",
    "10%",
    "a:b",
    "c#d",
    "é",
    "😀",
    "$(A)",
    "/var/log",
    "<<",
)
VALUES = (
    *WORDS,
    *("two words", "b  # said", '"x: y"', "'it'", '""', "[]", "{}", "[ALL]", '[a, "b c", 1]', "{a: b, c: [1, {d: y}]}"),
)
ODD = (
    "&",
    "*",
    "!",
    "|",
    ">",
    "?",
    "?",
    "%",
    "@",
    "`",
    "\\",
    ":",
    "-",
    "-",
    ",",
    "[",
    "]",
    "{",
    "}",
    "#",
    "'",
    '"',
    "\t",
    "\r",
    "\r\n",
    "\n",
    "\x00",
    "\x7f",
    "\x85",
    "\xa0",
    "\u2028",
    "\ufeff",
    "\ud800",
    "{{.A}}",
    "...",
    "---\n&a",
    "*a",
    "!!str",
    "<<:",
    "|-",
    ">-",
    "?x",
    ":x",
    "{?}",
    "[a:b]",
    "[-]",
    "[a,]",
    "{a}",
    "a::b",
)
KEYS = ("a", "b", "app.kubernetes.io/name", "on", "no-key", "y", "1", "null", "k" * 40)


@st.composite
def _lines(draw: st.DrawFn, column: int = 0, depth: int = 0) -> list[str]:
    """The lines of a map or a list at a column."""
    blank, lines = " " * column, list[str]()
    is_list = draw(st.booleans())
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)):
        begin = blank + ("- " if is_list else f"{key}:")
        kind = draw(st.integers(0, 5)) if depth < 3 else 0
        if kind <= 2:
            lines.append(begin + ("" if is_list else " ") + draw(st.sampled_from(VALUES)))
        elif kind == 3:
            lines += [begin + ("" if is_list else " ") + "|", f"{blank}   some: text", "", f"{blank}     # more"]
        elif is_list:
            first, *others = draw(_lines(column + 2, depth + 1))
            lines += [begin + first.lstrip(" "), *others]
        else:
            lines += [begin, *draw(_lines(column + draw(st.sampled_from((0, 1, 2, 4))), depth + 1))]
        lines += draw(st.sampled_from(([], [], ["# told"], ["", blank + "  # told"])))
    return lines


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A document, with up to two changes."""
    text = "\n".join(draw(_lines())) + draw(st.sampled_from(("\n", "", "\n\n")))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 2)))
        text = text[:at] + draw(st.sampled_from(("", " ", "  ", "\n", *ODD, *VALUES))) + text[end:]
    return text


def known_texts() -> list[str]:
    """The documents of the examples, of the rules, and the recorded ones that are hard to read."""
    files = [
        path.read_text(encoding="utf-8") for folder in ("examples", "rules") for path in (TOP / folder).rglob("*.yaml")
    ]
    recorded = [json.loads(line)["yaml"] for line in gzip.decompress(RECORDED.read_bytes()).splitlines()]
    return [piece.text.removeprefix("\ufeff") for text in (*files, *recorded) for piece in split(text)]

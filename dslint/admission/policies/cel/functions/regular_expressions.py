"""Regular expressions of RE2, searched with Python's: as far as both mean the same.

The library decides whether an expression is valid, as it holds RE2. Python's re then searches; what it reads otherwise
is put in its words, and what it cannot do is said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, UnsupportedError
from dslint.admission.policies.cel.library import extensions, library

_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_UNKNOWN_TO_PYTHON = re.compile(r"\\[pPCQ]|\(\?[a-zA-Z]*U|\\x\{|\[\[:\^")
_FLAGS = re.compile(r"\(\?([ims]*)(-[ims]+)?\)")
# What Go says of a fault, by what RE2 says.
_FAULTS = {
    "missing ]": "missing closing ]",
    "missing )": "missing closing )",
    "unexpected )": "unexpected )",
    "no argument for repetition operator": "missing argument to repetition operator",
    "bad repetition operator": "invalid nested repetition operator",
    "invalid character class range": "invalid character class range",
    "invalid character class": "invalid character class",
    "invalid escape sequence": "invalid escape sequence",
    "trailing \\": "trailing backslash at end of expression",
    "invalid repetition size": "invalid repeat count",
    "invalid named capture group": "invalid named capture",
    "invalid perl operator": "invalid or unsupported Perl syntax",
    "bad escape sequence": "invalid escape sequence",
}


@lru_cache(maxsize=256)
def fault(pattern: str) -> str | None:
    """What Go says of an expression that is not valid: `error parsing regexp: missing closing ): `(``."""
    said = _matcher().eval(data={"pattern": pattern}).value()
    return None if isinstance(said, bool) else fault_as_go_says_it(said.partition("invalid regular expression: ")[2])


def fault_as_go_says_it(said: str) -> str:
    """What RE2 says, such as `missing ): a(`, in the words of Go's regexp."""
    kind, _, part = said.partition(": ")
    return f"error parsing regexp: {_FAULTS.get(kind, kind)}: `{part}`"


@lru_cache(maxsize=1)
def _matcher() -> Any:
    cel = library()
    return cel.NewEnv(variables={"pattern": cel.Type.STRING}, extensions=extensions()).compile("''.matches(pattern)")


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Raises FunctionError, in the server's words if the expression is not valid."""
    wrong = fault(pattern)
    if wrong is not None:
        raise FunctionError(f"Illegal regex: {wrong}")
    if _UNKNOWN_TO_PYTHON.search(pattern):
        raise UnsupportedError(f"has a regular expression that only RE2 knows: {pattern}")
    try:
        return re.compile(_translated(pattern), re.ASCII)
    except re.error:
        raise UnsupportedError(f"has a regular expression that only RE2 knows: {pattern}") from None


def _translated(pattern: str) -> str:
    r"""In Python's words: `\z` is `\Z`, `$` the end of the text and no line break before it, `[[:alpha:]]` a range."""
    multiline = any("m" in flags[1] for flags in _FLAGS.finditer(pattern))
    parts: list[str] = []
    at, within = 0, False
    while at < len(pattern):
        taken, part, within = _next(pattern, at, within=within, multiline=multiline)
        parts.append(part)
        at += taken
    return "".join(parts)


def _next(pattern: str, at: int, *, within: bool, multiline: bool) -> tuple[int, str, bool]:
    """How many characters the next part has, what it is for Python, and whether a class is open after it."""
    letter = pattern[at]
    if letter == "\\":
        part = pattern[at : at + 2]
        return 2, r"\Z" if part == r"\z" else part, within
    if within:
        named = re.compile(r"\[:(\w+):\]").match(pattern, at)
        if named:
            return len(named[0]), _CLASSES[named[1]], True
        return 1, r"\[" if letter == "[" else letter, letter != "]"
    if letter == "[":
        opened = re.compile(r"\[\^?\]?").match(pattern, at)
        assert opened is not None
        return len(opened[0]), opened[0].replace("]", r"\]"), True
    return 1, r"\Z" if letter == "$" and not multiline else letter, False

"""What Kubernetes' YAML and JSON libraries say of a text that they cannot read, to the letter.

Kubernetes: sigs.k8s.io/yaml, which reads through go-yaml; encoding/json. The kubelet logs these words.
"""

from __future__ import annotations

import json
import re
from typing import Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import StreamEndEvent
from yaml.scanner import ScannerError

TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says from 0.2.6 on at a thousand levels; Kubernetes' library reads ten times as many."""

DEPTH_WORDS = "yaml: exceeded max depth of 10000"
"""What go-yaml says of a text that nests too deep."""

_JSON_WORDS = (
    ("Expecting property name", "looking for beginning of object key string"),
    ("Expecting ':' delimiter", "after object key"),
    ("Extra data", "after top-level value"),
    ("Invalid control character", "in string literal"),
    ("Invalid \\escape", "in string escape code"),
)
_LITERALS = {"t": "true", "f": "false", "n": "null"}
_UNEXPECTED_END = "unexpected end of JSON input"
_BEGINNING_OF_VALUE = "looking for beginning of value"
_CONSTANT = r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)'
_BRACKET = r'"(?:[^"\\]|\\.)*"|([\[\]{}])'


def yaml_words(text: str) -> str | None:
    """go-yaml's error for the first document of a text; None where its syntax is sound."""
    try:
        parser = CParser(text)
        while not isinstance(parser.get_event(), StreamEndEvent):
            pass
    except MarkedYAMLError as error:
        return None if error.problem == TOO_DEEP else f"yaml: {_line(error)}{error.problem}"
    except YAMLError:
        return "yaml: control characters are not allowed"
    return None


def _line(error: MarkedYAMLError) -> str:
    # go-yaml counts lines from 0, but for the scanner's; a problem in the first line leaves that of its context.
    for mark in (error.problem_mark, error.context_mark):
        if mark is not None and mark.line:
            return f"line {mark.line + isinstance(error, ScannerError)}: "
    return ""


def json_words(text: str) -> str | None:
    """encoding/json's error for a text; None where it is sound."""
    try:
        json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return _described(text, error)[0]
    except RecursionError:
        return "exceeded max depth"
    except ValueError:
        return _constant(text)[0]
    return None


def json_fault(text: str, start: int) -> tuple[str, int] | None:
    """encoding/json's error for the value that begins at an offset, and its offset; None where the value is sound."""
    try:
        json.JSONDecoder(parse_constant=_no_constant).raw_decode(text, start)
    except json.JSONDecodeError as error:
        return _described(text, error)
    except RecursionError:
        return None
    except ValueError:
        return _constant(text, start)
    return None


def _described(text: str, error: json.JSONDecodeError) -> tuple[str, int]:
    position, message = error.pos, error.msg
    if message.startswith("Illegal trailing comma"):  # what Python says from 3.13 on, of the comma
        position = _behind_blanks(text, position + 1)
        message = "Expecting value" if text[position : position + 1] == "]" else "Expecting property name"
    if position >= len(text.rstrip()) or message.startswith("Unterminated"):
        return _UNEXPECTED_END, len(text.rstrip())
    if message.startswith("Expecting value"):
        return _no_value(text, position)
    if message.startswith("Expecting ',' delimiter"):
        inside = "array element" if _innermost(text, position) == "[" else "object key:value pair"
        return f"invalid character {_quoted(text[position])} after {inside}", position
    words = next((words for begin, words in _JSON_WORDS if message.startswith(begin)), "")
    return f"invalid character {_quoted(text[position])} {words}".rstrip(), position


def _no_value(text: str, position: int) -> tuple[str, int]:
    """Where a value should begin: a misspelt literal, a lone minus, or something else."""
    literal = _LITERALS.get(text[position], "")
    for offset, expected in enumerate(literal):
        found = text[position + offset : position + offset + 1]
        if not found:
            return _UNEXPECTED_END, position + offset
        if found != expected:
            words = f"in literal {literal} (expecting {_quoted(expected)})"
            return f"invalid character {_quoted(found)} {words}", position + offset
    if text[position] == "-" and position + 1 < len(text):
        return f"invalid character {_quoted(text[position + 1])} in numeric literal", position + 1
    return f"invalid character {_quoted(text[position])} {_BEGINNING_OF_VALUE}", position


def _constant(text: str, start: int = 0) -> tuple[str, int]:
    """NaN and Infinity, which Python's JSON reader takes."""
    found = (match for match in re.compile(_CONSTANT).finditer(text, start) if match[1])
    position = next((match.start() for match in found), start)
    return _no_value(text, position)


def _innermost(text: str, end: int) -> str:
    """The bracket that is open at an offset; empty where none is."""
    still_open: list[str] = []
    for match in re.compile(_BRACKET).finditer(text, 0, end):
        if match[1] in ("[", "{"):
            still_open.append(match[1])
        elif match[1] and still_open:
            still_open.pop()
    return still_open[-1] if still_open else ""


def _behind_blanks(text: str, position: int) -> int:
    return position + len(text[position:]) - len(text[position:].lstrip())


def _quoted(character: str) -> str:
    return {"'": "'\\''", '"': "'\"'", "\n": "'\\n'", "\t": "'\\t'", "\r": "'\\r'"}.get(character, f"'{character}'")


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_MOST_BYTES = 4
_WIDTHS = ((0x80, 0x00, 1), (0xE0, 0xC0, 2), (0xF0, 0xE0, 3), (0xF8, 0xF0, 4))
"""The bits to look at in the first byte of a character, what they are, and how many bytes the character has."""


def encoding_words(content: bytes) -> str | None:
    """go-yaml's error for bytes that are not UTF-8; None where they are."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"yaml: {_octets(content[error.start : error.start + _MOST_BYTES])}"
    return None


def _octets(octets: bytes) -> str:
    width = next((width for mask, bits, width in _WIDTHS if octets[0] & mask == bits), 0)
    if not width:
        return "invalid leading UTF-8 octet"
    if width > len(octets):
        return "incomplete UTF-8 octet sequence"
    if any(octet & 0xC0 != 0x80 for octet in octets[1:width]):
        return "invalid trailing UTF-8 octet"
    overlong = octets[0] in (0xC0, 0xC1) or octets[:2] < b"\xe0\xa0" or b"\xf0" <= octets[:2] < b"\xf0\x90"
    return "invalid length of a UTF-8 sequence" if overlong else "invalid Unicode character"

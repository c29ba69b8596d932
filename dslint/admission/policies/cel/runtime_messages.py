"""Errors of evaluation: what the library says, in the words of the server's engine, cel-go."""

from __future__ import annotations

import re
from collections.abc import Callable

from dslint.admission.policies.cel.functions.regular_expressions import fault_as_go_says_it

NO_OVERLOAD = "no such overload"
WRONG_TARGET = "Applying SELECT to non-message type"
"""What the library says of a field of something that has none."""
OUTSIDE_OF_TEXT = ("<string>.", "index out of range")
"""How the library says that an index is outside of a text."""
OPTIONAL_TARGET = ("_[?_]", "_?._")

_CODE = re.compile(r"(?P<code>[A-Z_]+): (?P<message>.*)", re.DOTALL)
_NO_OVERLOAD = re.compile(r"No matching overloads found : (?P<call>.*)", re.DOTALL)
_MEMBER = re.compile(r"\((?P<target>[^()]*)\)\.(?P<name>[\w.@]+)\((?P<arguments>[^()]*)\)")
_FUNCTION = re.compile(r"(?P<name>[^(]+)\((?P<arguments>[^()]*)\)")

_KINDS = {"int64": "int", "uint64": "uint", "null": "null_type", "duration": "google.protobuf.Duration"}
_KINDS |= {"timestamp": "google.protobuf.Timestamp", "*opaque*": "optional_type"}

_WHOLE = {"int64", "uint64"}
_NUMBERS = {*_WHOLE, "double"}
_TIMES = {"duration", "timestamp"}
_RECEIVERS = {"string", *_TIMES}
# The kinds of value that an operator asks to do it; for others cel-go names the operator.
_OPERANDS = {
    "_+_": {*_NUMBERS, *_TIMES, "string", "bytes", "list"},
    "_-_": {*_NUMBERS, *_TIMES},
    "_*_": _NUMBERS,
    "_/_": _NUMBERS,
    "_%_": _WHOLE,
    "-_": {*_NUMBERS, "duration"},
    "size": {"string", "bytes", "list", "map"},
    "matches": {"string"},
}
_ORDERED = {*_NUMBERS, *_TIMES, "string", "bytes", "bool"}
_OPERANDS |= dict.fromkeys(("_<_", "_<=_", "_>_", "_>=_"), _ORDERED)
_SAY_NO_NAME = {"startsWith", "endsWith", "contains", "@in", "!_", "_&&_", "_||_", "<jump_condition>"}


def in_words_of_the_server(said: str) -> str:
    """The message of the server for an error of the library, such as `NOT_FOUND: Key not found in map : "x"`."""
    match = _CODE.fullmatch(said)
    message = match["message"] if match else said
    for pattern, answer in _PATTERNS:
        found = pattern.fullmatch(message)
        if found:
            return answer(found)
    return message


def _key(match: re.Match[str]) -> str:
    key = match["key"]
    return f"no such key: {key[1:-1] if key.startswith(chr(34)) else key}"


def _overload(match: re.Match[str]) -> str:
    call = match["call"]
    if call == "<iter_range>":
        return "got 'types.String', expected iterable type"
    found = _MEMBER.fullmatch(call) or _FUNCTION.fullmatch(call)
    if found is None:
        return NO_OVERLOAD
    groups = found.groupdict()
    kinds = [kind for kind in (groups.get("target"), *found["arguments"].split(", ")) if kind]
    return _no_overload(found["name"].removeprefix("@") or found["name"], kinds)


def _no_overload(name: str, kinds: list[str]) -> str:
    first = kinds[0] if kinds else ""
    if name in _OPERANDS:
        return NO_OVERLOAD if first in _OPERANDS[name] | _RECEIVERS else f"{NO_OVERLOAD}: {name}"
    if name in _SAY_NO_NAME or f"@{name}" in _SAY_NO_NAME:
        return NO_OVERLOAD
    return f"{NO_OVERLOAD}: {name}({', '.join(_KINDS.get(kind, kind) for kind in kinds)})"


def _fixed(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _match: text


def _conversion(source: str, target: str) -> Callable[[re.Match[str]], str]:
    return _fixed(f"type conversion error from '{source}' to '{target}'")


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), answer)
    for pattern, answer in (
        (r"Key not found in map : (?P<key>.*)", _key),
        (r"Index error: index=(?P<index>-?\d+) size=\d+", lambda match: f"index out of bounds: {match['index']}"),
        (
            r"Index error: expected integer type, got (?P<kind>\w+)",
            lambda match: f"unsupported index type '{_KINDS.get(match['kind'], match['kind'])}' in list",
        ),
        (_NO_OVERLOAD.pattern, _overload),
        (r"invalid regular expression: (?P<fault>.*)", lambda match: fault_as_go_says_it(match["fault"])),
        (r"divide by zero", _fixed("division by zero")),
        (
            r"cannot convert string to (?P<to>int|uint|double)",
            lambda match: f"type conversion error from 'string' to '{match['to']}'",
        ),
        (r"String to Duration conversion failed", _conversion("string", "google.protobuf.Duration")),
        (r"String to Timestamp conversion failed", _conversion("string", "google.protobuf.Timestamp")),
        (
            r"Type conversion error from '(?P<from>\w+)' to '(?P<to>\w+)'",
            lambda match: f"type conversion error from '{match['from']}' to '{match['to']}'",
        ),
        (r"double out of int64 range|uint64 out of int64 range", _fixed("integer overflow")),
        (r"int64 out of uint64 range|double out of uint64 range", _fixed("unsigned integer overflow")),
        (r"malformed UTF-8 bytes", _fixed("invalid UTF-8 in bytes, cannot convert to string")),
        (r"<string>\.\w+\(.*\): <(?:start|pos)>.* is (?:greater|less) than .*", _fixed("index out of range")),
        (
            r"decimal clause can only be used on numbers, was given (?P<kind>\w+)",
            lambda match: (
                f"error during formatting: decimal clause can only be used on integers, was given {match['kind']}"
            ),
        ),
        (
            r"(?P<fault>unrecognized formatting clause .*)",
            lambda match: f"could not parse formatting clause: {match['fault']}",
        ),
    )
)

"""'%s has %d'.format([…]) as the server checks it before it takes an expression: clauses against types.

cel-go: stringFormatValidator in ext/formatting.go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dslint.admission.policies.cel.syntax_tree import Call, Constant, CreateList, CreateStruct, Node
from dslint.admission.policies.cel.types import PARAMETER, Type

CLAUSE = re.compile(r"%(?P<precision>\.[0-9]*)?(?P<kind>.?)", re.DOTALL)
_TEXT = frozenset(
    {
        *("list", "map", "int", "uint", "double", "bool", "string", "timestamp", "bytes", "duration", "type"),
        "null_type",
    }
)
_NUMBERS = frozenset({"int", "uint"})
# What each clause takes, and what the server says of anything else.
_CLAUSES = {
    "s": (
        _TEXT,
        (
            "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and"
            " timestamps"
        ),
    ),
    "d": (_NUMBERS, "decimal clause can only be used on integers"),
    "f": (frozenset({"double", "string"}), "fixed-point clause can only be used on doubles"),
    "e": (frozenset({"double", "string"}), "scientific clause can only be used on doubles"),
    "b": (_NUMBERS | {"bool"}, "only integers and bools can be formatted as binary"),
    "x": (
        _NUMBERS | {"string", "bytes"},
        "only integers, byte buffers, and strings can be formatted as hex",
    ),
    "o": (_NUMBERS, "octal clause can only be used on integers"),
}
_CLAUSES["X"] = _CLAUSES["x"]

Error = tuple[int, str]


def format_error(node: Call, types: Mapping[int, Type]) -> Error | None:
    """What is wrong with a literal that is formatted with a literal list, and the node that it is about."""
    text = node.target.value if isinstance(node.target, Constant) else None
    if not isinstance(text, str) or len(node.arguments) != 1 or not isinstance(node.arguments[0], CreateList):
        return None
    items = node.arguments[0].elements
    clauses = list(_clauses(text))
    for used, (precision, kind) in enumerate(clauses):
        error: Error | None
        if not kind:
            error = (node.id, _UNPARSED.format(_NO_END) if precision else "unexpected end of string")
        elif used >= len(items):
            error = (node.id, f"index {used} out of range")
        else:
            error = _clause_error(node, kind, items[used], types)
        if error is not None:
            return error
    if len(items) <= len(clauses):
        return None
    return node.id, f"too many arguments supplied to string.format (expected {len(clauses)}, got {len(items)})"


_UNPARSED = "could not parse formatting clause: {}"
_NO_END = "error while parsing precision: could not find end of precision specifier"


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    at = text.find("%")
    while at >= 0:
        match = CLAUSE.match(text, at)
        assert match is not None
        if match[0] != "%%":
            yield match["precision"] or "", match["kind"]
        at = text.find("%", match.end())


def _clause_error(node: Call, kind: str, argument: Node, types: Mapping[int, Type]) -> Error | None:
    if kind not in _CLAUSES:
        return node.id, _UNPARSED.format(f'unrecognized formatting clause "{kind}"')
    takes, message = _CLAUSES[kind]
    wrong = _wrong_part(argument, takes, types) if kind == "s" else _wrong_value(argument, takes, types)
    if wrong is None:
        return None
    return wrong.id, f"error during formatting: {message}, was given {types[wrong.id].declared.partition('(')[0]}"


def _wrong_value(node: Node, takes: frozenset[str], types: Mapping[int, Type]) -> Node | None:
    one = types[node.id]
    return None if one.is_dyn or one.kind == PARAMETER or one.name in takes else node


def _wrong_part(node: Node, takes: frozenset[str], types: Mapping[int, Type]) -> Node | None:
    """The first part of a literal list or map that has no text."""
    wrong = _wrong_value(node, takes, types)
    if wrong is not None:
        return wrong
    parts: list[Node] = []
    if isinstance(node, CreateList):
        parts += node.elements
    elif isinstance(node, CreateStruct):
        parts += [part for entry in node.entries for part in (entry.key, entry.value) if not isinstance(part, str)]
    wrong_parts = (_wrong_part(part, takes, types) for part in parts)
    return next((part for part in wrong_parts if part is not None), None)

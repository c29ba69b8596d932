"""Literals that the server checks once an expression is typed: times, durations, regular expressions and lists.

The validators of cel-go (cel/validator.go): ValidateDurationLiterals, ValidateTimestampLiterals, ValidateRegexLiterals,
ValidateHomogeneousAggregateLiterals, and stringFormatValidator (ext/formatting.go).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from dslint.admission.policies.cel.format_strings import format_error
from dslint.admission.policies.cel.functions.regular_expressions import fault
from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Constant,
    CreateList,
    CreateStruct,
    Node,
    SyntaxTree,
    children,
    nodes,
)
from dslint.admission.policies.cel.types import Type, equivalent

_DURATION = re.compile(r"[+-]?(?:0|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)")
_TIME = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,][0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-4]):[0-5][0-9])"
)


def _is_duration(text: str) -> bool:
    return _DURATION.fullmatch(text) is not None


def _is_time(text: str) -> bool:
    match = _TIME.fullmatch(text)
    if match is None or match["date"].startswith("0000"):
        return False
    try:
        dt.datetime.fromisoformat(f"{match['date']}T{match['time']}")
    except ValueError:
        return False
    return True


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "duration": _is_duration,
    "timestamp": _is_time,
    "matches": lambda text: fault(text) is None,
}


def literal_errors(tree: SyntaxTree, types: Mapping[int, Type]) -> Iterator[tuple[int, str]]:
    """What is wrong with literals, by node."""
    yield from _texts(tree.root)
    yield from _aggregates(tree.root, types)
    for node in nodes(tree.root):
        if isinstance(node, Call) and node.function == "format":
            error = format_error(node, types)
            if error is not None:
                yield error


def _texts(root: Node) -> Iterator[tuple[int, str]]:
    for node in nodes(root):
        if not isinstance(node, Call) or node.function not in _CHECKS:
            continue
        at = 1 if node.function == "matches" and node.target is None else 0
        if len(node.arguments) <= at:
            continue
        literal = node.arguments[at]
        if not isinstance(literal, Constant) or not isinstance(literal.value, str):
            continue
        if not _CHECKS[node.function](literal.value):
            yield literal.id, f"invalid {node.function} argument"


def _aggregates(node: Node, types: Mapping[int, Type]) -> Iterator[tuple[int, str]]:
    """Lists and maps whose items have several types, except what is formatted: dyn and string are two, too."""
    if isinstance(node, Call) and node.function == "format":
        return
    if isinstance(node, CreateList):
        items = [(one, types[one.id], at in node.optional) for at, one in enumerate(node.elements)]
        yield from islice(_unlike(items), 1)
    elif isinstance(node, CreateStruct):
        keys = [(entry.key, types[entry.key.id], False) for entry in node.entries if not isinstance(entry.key, str)]
        values = [(entry.value, types[entry.value.id], entry.optional) for entry in node.entries]
        yield from (*_unlike(keys), *_unlike(values))
    for part in children(node):
        yield from _aggregates(part, types)


def _unlike(items: list[tuple[Node, Type, bool]]) -> Iterator[tuple[int, str]]:
    """The items that have not the type of the first; optional ones have that of what they hold."""
    each = [(node, one.parameters[0] if optional and one.parameters else one) for node, one, optional in items]
    for node, one in each[1:]:
        if not equivalent(each[0][1], one):
            yield node.id, f"expected type '{each[0][1]}' but found '{one}'"

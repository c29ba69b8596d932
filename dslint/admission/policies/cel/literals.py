"""Literals that the server checks once an expression is typed: times, durations, regular expressions and lists.

The validators of cel-go (cel/validator.go): ValidateDurationLiterals, ValidateTimestampLiterals, ValidateRegexLiterals.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from dslint.admission.policies.cel.functions.regular_expressions import fault
from dslint.admission.policies.cel.syntax_tree import Call, Constant, SyntaxTree, nodes

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


def literal_errors(tree: SyntaxTree) -> Iterator[tuple[int, str]]:
    """The wrong literals, by node."""
    for node in nodes(tree.root):
        if not isinstance(node, Call) or node.function not in _CHECKS:
            continue
        at = 1 if node.function == "matches" and node.target is None else 0
        if len(node.arguments) <= at:
            continue
        literal = node.arguments[at]
        if (
            isinstance(literal, Constant)
            and isinstance(literal.value, str)
            and not _CHECKS[node.function](literal.value)
        ):
            yield literal.id, f"invalid {node.function} argument"

"""Label selectors as kubectl's -l accepts them: `pool=gpu,tier!=x,zone in (a,b),!spot,cores>8`.

Kubernetes: apimachinery/pkg/labels/selector.go (Parse).
"""

from __future__ import annotations

import re

from dslint.kubernetes.selectors import LabelSelector, Requirement

_KEY = r"[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?"
_REQUIREMENT = (
    rf"\s*(?:!\s*(?P<absent>{_KEY})"
    rf"|(?P<key>{_KEY})(?:\s*(?:"
    rf"(?P<set>in|notin)\s*\((?P<values>[^()]*)\)"
    rf"|(?P<operator>==|!=|=|>|<)\s*(?P<value>[-A-Za-z0-9_.]*)))?)\s*(?:,|$)"
)
_OPERATORS = {"=": "In", "==": "In", "!=": "NotIn", ">": "Gt", "<": "Lt", "in": "In", "notin": "NotIn"}


class SelectorError(ValueError):
    """A text that is not a label selector."""


def parse_selector(text: str) -> LabelSelector:
    """Raises SelectorError."""
    requirements: list[Requirement] = []
    requirement = re.compile(_REQUIREMENT)
    end = 0
    while end < len(text):
        match = requirement.match(text, end)
        if match is None or match.end() == end:
            raise SelectorError(f'{text!r} is not a label selector; write it as "pool=gpu,zone in (a,b),!spot"')
        requirements.append(_requirement(match))
        end = match.end()
    return LabelSelector((), tuple(requirements))


def _requirement(match: re.Match[str]) -> Requirement:
    if match["absent"]:
        return Requirement(match["absent"], "DoesNotExist", ())
    if match["set"]:
        values = tuple(sorted(value.strip() for value in match["values"].split(",")))
        return Requirement(match["key"], _OPERATORS[match["set"]], values)
    if match["operator"]:
        return Requirement(match["key"], _OPERATORS[match["operator"]], (match["value"],))
    return Requirement(match["key"], "Exists", ())

"""Label selectors and node selectors, as Kubernetes evaluates them.

Kubernetes: apimachinery/pkg/labels/selector.go, component-helpers/scheduling/corev1/nodeaffinity. A requirement whose
values do not suit its operator is a parse error there: the selector or term that holds it matches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from dslint.kubernetes.quantity import whole
from dslint.kubernetes.release import Behaviour, Release

UNREADABLE_TERM_ENDS_SEARCH = Behaviour(
    until="1.11", source="pkg/scheduler/algorithm/predicates/predicates.go: nodeMatchesNodeSelectorTerms"
)
"""An invalid node selector term made the selector ignore all terms after it."""

VERSION_LABELS = ("app.kubernetes.io/version", "helm.sh/chart", "controller-revision-hash", "pod-template-generation")
"""Labels that change with every release; no selector that is immutable should name them."""

_INT64 = re.compile(r"[+-]?[0-9]+")
_VALUES_WANTED = {
    "In": lambda count: count > 0,
    "NotIn": lambda count: count > 0,
    "Exists": lambda count: count == 0,
    "DoesNotExist": lambda count: count == 0,
    "Gt": lambda count: count == 1,
    "Lt": lambda count: count == 1,
}


class Requirement(NamedTuple):
    """One expression: key, operator, values."""

    key: str
    operator: str
    values: tuple[str, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Requirement:
        return cls(raw.get("key") or "", raw.get("operator") or "", tuple(raw.get("values") or ()))

    @property
    def usable(self) -> bool:
        """Whether it is valid: a known operator, with the number and form of values that the operator needs."""
        return _usable(self)

    def matches(self, labels: Mapping[str, str]) -> bool:
        """An absent key satisfies NotIn and DoesNotExist only. False for a requirement that is not usable."""
        if not _usable(self):
            return False
        value = labels.get(self.key)
        if value is None:
            return self.operator in ("NotIn", "DoesNotExist")
        return self._holds(value)

    def _holds(self, value: str) -> bool:
        if self.operator in ("In", "NotIn"):
            return (value in self.values) is (self.operator == "In")
        if self.operator in ("Exists", "DoesNotExist"):
            return self.operator == "Exists"
        number, bound = integer(value), integer(self.values[0])
        if number is None or bound is None:
            return False
        return number > bound if self.operator == "Gt" else number < bound

    def __str__(self) -> str:
        if self.operator in ("Exists", "DoesNotExist"):
            return f"{self.key} {self.operator}"
        return f"{self.key} {self.operator} [{', '.join(self.values)}]"


_LABEL_VALUE = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?")


@lru_cache(maxsize=4096)
def _usable(requirement: Requirement) -> bool:
    wanted = _VALUES_WANTED.get(requirement.operator)
    if wanted is None or not wanted(len(requirement.values)):
        return False
    if requirement.operator in ("Gt", "Lt") and integer(requirement.values[0]) is None:
        return False
    return all(_LABEL_VALUE.fullmatch(value) for value in requirement.values)


def integer(text: str) -> int | None:
    """The number as Go's ParseInt(text, 10, 64) reads it, None where it does not."""
    if _INT64.fullmatch(text) is None:
        return None
    number = whole(text)
    return number if -(2**63) <= number < 2**63 else None


class LabelSelector(NamedTuple):
    """A metav1.LabelSelector. A nil selector is None at its place; an empty one matches everything."""

    match_labels: tuple[tuple[str, str], ...]
    requirements: tuple[Requirement, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any] | None) -> LabelSelector | None:
        """None for an absent selector."""
        if raw is None:
            return None
        labels: Mapping[str, str] = raw.get("matchLabels") or {}
        expressions: Sequence[Mapping[str, Any]] = raw.get("matchExpressions") or ()
        return cls(tuple(sorted(labels.items())), tuple(Requirement.of(item) for item in expressions))

    @property
    def empty(self) -> bool:
        return not self.match_labels and not self.requirements

    def matches(self, labels: Mapping[str, str]) -> bool:
        return all(labels.get(key) == value for key, value in self.match_labels) and all(
            requirement.matches(labels) for requirement in self.requirements
        )

    def __str__(self) -> str:
        parts = [f"{key}={value}" for key, value in self.match_labels]
        return ", ".join(parts + [str(requirement) for requirement in self.requirements]) or "{}"


class NodeSelectorTerm(NamedTuple):
    """One term of a node selector: expressions over labels, and over the field metadata.name."""

    expressions: tuple[Requirement, ...]
    fields: tuple[Requirement, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> NodeSelectorTerm:
        return cls(
            tuple(Requirement.of(item) for item in raw.get("matchExpressions") or ()),
            tuple(Requirement.of(item) for item in raw.get("matchFields") or ()),
        )

    @property
    def empty(self) -> bool:
        return not self.expressions and not self.fields

    @property
    def usable(self) -> bool:
        """Whether Kubernetes can read all its expressions."""
        return all(requirement.usable for requirement in self.expressions)

    def matches(self, labels: Mapping[str, str], node_name: str) -> bool:
        """An empty term matches nothing."""
        if self.empty:
            return False
        return all(requirement.matches(labels) for requirement in self.expressions) and all(
            _names(requirement, node_name) for requirement in self.fields
        )


def _names(requirement: Requirement, node_name: str) -> bool:
    # nodeaffinity.go: only metadata.name, only In and NotIn, exactly one value, which need not suit a label.
    if requirement.key != "metadata.name" or len(requirement.values) != 1:
        return False
    if requirement.operator not in ("In", "NotIn"):
        return False
    return (node_name in requirement.values) is (requirement.operator == "In")


def node_selector_terms(required: Mapping[str, Any], release: Release) -> tuple[NodeSelectorTerm, ...]:
    """The terms of required node affinity that count; up to 1.10, those after an unreadable one do not."""
    terms = tuple(NodeSelectorTerm.of(item) for item in required.get("nodeSelectorTerms") or ())
    if not release.has(UNREADABLE_TERM_ENDS_SEARCH):
        return terms
    first_unreadable = next((place for place, term in enumerate(terms) if not term.usable), len(terms))
    return terms[: first_unreadable + 1]

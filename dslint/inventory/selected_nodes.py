"""The nodes that an inventory or an expectation selects, by name, group, labels and other fields, or as a sample."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import translate
from functools import lru_cache

import msgspec

from dslint.inventory.amounts import number_of
from dslint.inventory.compact_types import Match
from dslint.inventory.label_selector_text import parse_selector
from dslint.inventory.node_names import host_range
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.selectors import LabelSelector, Requirement

ZONE = "topology.kubernetes.io/zone"
OLD_ZONE = "failure-domain.beta.kubernetes.io/zone"
"""The only label of the zone before Kubernetes 1.17."""

OS = "kubernetes.io/os"
ARCH = "kubernetes.io/arch"
ALL_NODES = "*"
EVERYTHING = LabelSelector((), ())


class Selection(msgspec.Struct, frozen=True):
    """The conditions that a node must meet, all of them; None is no condition. `virtual` True is any virtual node."""

    names: tuple[str, ...] | None = None
    hosts: frozenset[str] | None = None
    groups: tuple[str, ...] | None = None
    virtual: bool | str | None = None
    labels: LabelSelector = EVERYTHING
    sample: int | str | None = None

    @classmethod
    def of(cls, on: str | list[str] | Match) -> Selection:
        """From "*", a name or pattern, a list of them, or a Match. Raises SelectorError, PatternError."""
        if isinstance(on, Match):
            hosts = None if on.host_range is None else frozenset(host_range(on.host_range))
            return cls(_texts(on.name), hosts, _texts(on.group), on.virtual, _labels(on), on.sample)
        return cls() if on == ALL_NODES else cls(names=_texts(on))

    def indices(self, nodes: Sequence[Node], taken: Collection[int] = ()) -> list[int]:
        """The indices of the selected nodes, ascending. A sample avoids `taken` nodes while there are others."""
        found = (
            [index for index, node in enumerate(nodes) if self._meets(node)]
            if self._has_conditions
            else range(len(nodes))
        )
        return list(found) if self.sample is None else sampled(found, self.sample, taken)

    @property
    def _has_conditions(self) -> bool:
        return self != Selection(sample=self.sample)

    def _meets(self, node: Node) -> bool:
        if self.names is not None and not _one_of(node.name, self.names):
            return False
        if self.hosts is not None and node.name not in self.hosts:
            return False
        return self._shape_meets(node.shape) and (
            self.labels.empty or self.labels.matches(_labels_on(node, self.labels))
        )

    def _shape_meets(self, shape: Shape) -> bool:
        if self.groups is not None and not _one_of(shape.group, self.groups):
            return False
        if self.virtual is None or isinstance(self.virtual, bool):
            return self.virtual is None or bool(shape.virtual) is self.virtual
        return shape.virtual == self.virtual


def zone_of(node: Node) -> str:
    """The zone that the node's labels tell, or ""."""
    return node.label(ZONE) or node.label(OLD_ZONE) or ""


def named(target: str, nodes: Sequence[Node]) -> list[int]:
    """The node with that name, else the nodes of that group, else those whose name or group matches the pattern."""
    for matches in (
        lambda node: node.name == target,
        lambda node: node.shape.group == target,
        lambda node: _one_of(node.name, (target,)) or _one_of(node.shape.group, (target,)),
    ):
        found = [index for index, node in enumerate(nodes) if matches(node)]
        if found:
            return found
    return []


def selector_with(text: str, short: Mapping[str, str]) -> LabelSelector:
    """A label selector with short names for well-known labels. Raises SelectorError."""
    parsed = parse_selector(text)
    return LabelSelector((), tuple(item._replace(key=short.get(item.key, item.key)) for item in parsed.requirements))


def sampled(indices: Sequence[int], wanted: int | str, taken: Collection[int] = ()) -> list[int]:
    """That many of the indices, spread evenly: always the same ones."""
    number = number_of(wanted, len(indices))
    free = [index for index in indices if index not in taken] if taken else indices
    candidates = free if len(free) >= number else indices
    return [candidates[index] for index in evenly(len(candidates), number)]


def evenly(count: int, number: int) -> list[int]:
    """`number` of the indices 0 … count-1, spread evenly."""
    return [(2 * step + 1) * count // (2 * number) for step in range(number)]


def _labels_on(node: Node, selector: LabelSelector) -> dict[str, str]:
    found: dict[str, str] = {}
    for requirement in selector.requirements:
        value = node.label(requirement.key)
        if value is not None:
            found[requirement.key] = value
    return found


def _labels(match: Match) -> LabelSelector:
    requirements: list[Requirement] = []
    if isinstance(match.labels, str):
        requirements += parse_selector(match.labels).requirements
    else:
        requirements += _equal((match.labels or {}).items())
    requirements += _equal(
        (key, value) for key, value in ((ZONE, match.zone), (OS, match.os), (ARCH, match.arch)) if value
    )
    return LabelSelector((), tuple(requirements))


def _equal(labels: Iterable[tuple[str, str]]) -> list[Requirement]:
    return [Requirement(key, "In", (value,)) for key, value in labels]


def _texts(value: str | list[str] | None) -> tuple[str, ...] | None:
    return None if value is None else (value,) if isinstance(value, str) else tuple(value)


def _one_of(name: str, patterns: Iterable[str]) -> bool:
    return any(name == pattern or (_is_pattern(pattern) and _compiled(pattern).match(name)) for pattern in patterns)


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in "*?[")


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))

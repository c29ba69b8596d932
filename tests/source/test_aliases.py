"""The alias budget, held against an expansion of every alias as Kubernetes' library counts it."""

from __future__ import annotations

import pytest
import yaml

from dslint.source.aliases import exceeded
from dslint.source.document_reader import read_text

MOST = 3_000_000


class ExcessError(Exception):
    pass


class Expansion:
    """Visits every node, aliases expanded, and checks the share of aliases at each."""

    def __init__(self):
        self.decoded = self.aliased = 0

    def visit(self, node, depth):
        self.decoded += 1
        self.aliased += depth > 0
        if self.decoded > MOST:
            pytest.fail("the example is too large to expand")
        if self.aliased > 100 and self.decoded > 1_000 and self.aliased / self.decoded > self.allowed():
            raise ExcessError
        if node[0] == "alias":
            self.visit(node[1], depth + 1)
        for child in node[2]:
            self.visit(child, depth)

    def allowed(self):
        if self.decoded <= 400_000:
            return 0.99
        return max(0.10, 0.99 - 0.89 * (self.decoded - 400_000) / 3_600_000)


def tree(text):
    """Nodes as (kind, target of an alias, children), from PyYAML's own composer, which shares what aliases name."""
    seen = {}

    def build(node):
        if id(node) in seen:
            return ("alias", seen[id(node)], ())
        pairs = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else None
        parts = pairs if pairs is not None else node.value if isinstance(node, yaml.SequenceNode) else ()
        built = ("node", None, tuple(build(part) for part in parts))
        seen[id(node)] = built
        return built

    return build(yaml.compose(text))


def refused(text):
    try:
        Expansion().visit(tree(text), 0)
    except ExcessError:
        return True
    return False


def bomb(width, levels, ballast=0):
    lines = ["a0: &a0 [" + ", ".join("x" * width) + "]"]
    lines += [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * width) + "]" for i in range(1, levels)]
    lines += [f"b{i}: [c, d]" for i in range(ballast)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [2, 3, 5, 7, 9, 10, 12, 30])
@pytest.mark.parametrize("levels", [2, 3, 4, 5])
@pytest.mark.parametrize("ballast", [0, 3, 40])
def test_aliases_are_refused_where_expanding_them_would_be(width, levels, ballast):
    text = bomb(width, levels, ballast)
    codes = [fault.code for fault in read_text(text, "bomb.yaml").documents[0].faults]
    assert ("DS007" in codes) == refused(text)


def test_a_bomb_of_billions_costs_nothing_to_read():
    document = read_text(bomb(10, 40), "bomb.yaml").documents[0]
    assert [fault.code for fault in document.faults] == ["DS007"]


@pytest.mark.parametrize(
    ("decoded", "percent", "refused"),
    [
        (400_000, 98, False),
        (400_001, 100, True),
        (2_200_000, 54, False),
        (2_200_000, 55, True),
        (4_000_000, 10, False),
        (4_000_000, 11, True),
        (40_000_000, 10, False),
        (40_000_000, 11, True),
    ],
)
def test_the_share_of_aliases_that_is_allowed_falls_to_a_tenth_in_large_documents(decoded, percent, refused):
    assert exceeded(decoded, decoded * percent // 100) is refused

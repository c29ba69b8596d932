from __future__ import annotations

import pytest

from dslint.admission.policies.cel.engine import engine_of
from dslint.admission.policies.cel.syntax_tree import Constant, Select
from dslint.admission.policies.cel.tree_bytes import read_tree, write_tree
from dslint.kubernetes.release import Release

from .expressions import VALUES  # skips where the library cannot be

ENGINE = engine_of(Release.of("1.36"))

TEXTS = [
    "object.a == -1 && has(object.b.c)",
    "[1, 2u, 1.5, b'x', null, true, 'é']",
    "{'a': 1, ?'b': object.?x}.a",
    "[?object.?x, 1, ?object.?y]",
    "object.all(x, x > -9223372036854775808)",
    "object.map(x, x.y > 300, x.f(300, 'long' + 'er'))",
    "google.protobuf.Duration{seconds: 3, ?nanos: object.?n}",
    "'" + "x" * 300 + "'",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_is_read_again_by_the_library_and_here(text: str) -> None:
    tree = read_tree(ENGINE.parse(text))
    again = ENGINE.program(write_tree(tree.root))
    assert read_tree(again.serialize()).root == tree.root


def test_each_node_has_the_place_of_its_text() -> None:
    tree = read_tree(ENGINE.parse("'é'.b"))
    assert isinstance(tree.root, Select)
    assert (tree.positions[tree.root.operand.id], tree.positions[tree.root.id]) == (0, 3)


def test_numbers_keep_their_sign_and_kind() -> None:
    for text, value, unsigned in (("-5", -5, False), ("5u", 5, True), ("1.5", 1.5, False)):
        root = read_tree(ENGINE.parse(text)).root
        assert root == Constant(root.id, value, unsigned)


def test_a_tree_can_be_evaluated() -> None:
    program = ENGINE.program(write_tree(read_tree(ENGINE.parse("object.kind")).root))
    assert program.eval(ENGINE.activation(VALUES)).plain_value() == "DaemonSet"

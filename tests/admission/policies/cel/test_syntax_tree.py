from __future__ import annotations

from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    CreateList,
    CreateStruct,
    Entry,
    Identifier,
    Node,
    Select,
    children,
    nodes,
    qualified_name,
    with_children,
)

A, B, C = Identifier(1, "a"), Identifier(2, "b"), Constant(3, 1)
COMPREHENSION = Comprehension(9, "x", A, "@result", B, C, A, B, "y")
ALL: tuple[Node, ...] = (
    A,
    C,
    Select(4, A, "b"),
    Call(5, "f", A, (B, C)),
    Call(6, "f", None, (B,)),
    CreateList(7, (A, B), (1,)),
    CreateStruct(8, "", (Entry(10, A, B), Entry(11, "field", C, optional=True))),
    COMPREHENSION,
)


def test_a_node_with_its_own_parts_is_itself() -> None:
    for node in ALL:
        assert with_children(node, iter(list(children(node)))) == node


def test_all_parts_can_be_replaced() -> None:
    for node in ALL:
        new = with_children(node, (C for _ in children(node)))
        assert set(children(new)) <= {C}


def test_nodes_are_visited_in_the_order_of_writing() -> None:
    assert [node.id for node in nodes(Call(5, "f", Select(4, A, "b"), (B, C)))] == [5, 4, 1, 2, 3]


def test_a_chain_of_fields_has_a_name() -> None:
    assert qualified_name(Select(5, Select(4, A, "b"), "c")) == "a.b.c"
    assert qualified_name(Identifier(1, ".a")) == "a"
    assert qualified_name(Select(4, A, "b", test_only=True)) == ""
    assert qualified_name(Select(4, C, "b")) == ""

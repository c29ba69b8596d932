from __future__ import annotations

from dslint.admission.policies.cel.format_calls import format_call
from dslint.admission.policies.cel.syntax_tree import Call, Constant, CreateList, Identifier

A, B = Identifier(1, "a"), Identifier(2, "b")


def call(text: str, *items: Identifier | Constant) -> Call:
    return format_call(Call(3, "format", Constant(4, text), (CreateList(5, items),)))


def test_numbers_with_decimal_places_become_texts() -> None:
    found = call("%% %.2f %d", A, B)
    assert found.target == Constant(0, "%% %s %d")
    (items,) = found.arguments
    assert isinstance(items, CreateList)
    assert items.elements == (Call(0, "@fixed", None, (A, Constant(0, 2))), B)


def test_lists_maps_and_numbers_are_shown_otherwise() -> None:
    (items,) = call("%s %s", A, Constant(6, "x")).arguments
    assert isinstance(items, CreateList)
    choice = items.elements[0]
    assert isinstance(choice, Call)
    assert (choice.function, choice.arguments[1]) == ("_?_:_", Call(0, "@shown", None, (A,)))
    assert items.elements[1] == Constant(6, "x")


def test_clauses_without_an_item_stay() -> None:
    assert call("%s %f", A).target == Constant(0, "%s %f")


def test_what_is_no_literal_list_stays() -> None:
    node = Call(3, "format", Constant(4, "%s"), (A,))
    assert format_call(node) == node

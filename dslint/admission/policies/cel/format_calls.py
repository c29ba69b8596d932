"""format() for the library: what it shows otherwise than the server is shown before, and put in as text."""

from __future__ import annotations

from dataclasses import replace

from dslint.admission.policies.cel.binding import bound
from dslint.admission.policies.cel.format_strings import CLAUSE
from dslint.admission.policies.cel.functions.formatting import DIGITS, FIXED, SCIENTIFIC, SHOWN
from dslint.admission.policies.cel.syntax_tree import Call, Constant, CreateList, CreateStruct, Node, call

_NUMBERS = {"f": FIXED, "e": SCIENTIFIC}


def format_call(node: Call) -> Call:
    """The call with its arguments shown as the server does; unless they are no literal list."""
    items = node.arguments[0]
    if not isinstance(items, CreateList):
        return node
    text = node.target.value if isinstance(node.target, Constant) else None
    if not isinstance(text, str):
        return replace(node, arguments=(replace(items, elements=tuple(map(_shown, items.elements))),))
    shown, elements = _with_numbers(text, items.elements)
    return replace(node, target=Constant(0, shown), arguments=(replace(items, elements=elements),))


def _with_numbers(text: str, elements: tuple[Node, ...]) -> tuple[str, tuple[Node, ...]]:
    """The text with `%s` for numbers with decimal places, and the items as they are then."""
    parts: list[str] = []
    new = list(elements)
    at = used = 0
    for match in CLAUSE.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        kind = match["kind"]
        if match[0] == "%%" or used >= len(new):
            parts.append(match[0])
            continue
        function = _NUMBERS.get(kind)
        parts.append(match[0] if function is None else "%s")
        if function is not None:
            digits = (match["precision"] or "")[1:]
            new[used] = call(function, new[used], Constant(0, int(digits or 0) if match["precision"] else DIGITS))
        elif kind == "s":
            new[used] = _shown(new[used])
        used += 1
    return "".join((*parts, text[at:])), tuple(new)


def _shown(node: Node) -> Node:
    """Lists, maps and numbers as the server shows them, anything else as it is."""
    if isinstance(node, Constant) and not isinstance(node.value, float):
        return node
    return bound(node, _shown_by_kind)


def _shown_by_kind(node: Node) -> Node:
    many = call("_||_", is_like(node, CreateList(0, ())), is_like(node, CreateStruct(0, "", ())))
    number = call("_?_:_", is_like(node, Constant(0, 0.0)), call("string", node), node)
    return call("_?_:_", many, call(SHOWN, node), number)


def is_like(node: Node, example: Node) -> Call:
    """Whether a value has the type of an example; the name of a type may be that of a variable too."""
    return call("_==_", call("type", node), call("type", example))

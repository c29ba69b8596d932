"""The JSON of dslint's values: findings, plans, rules. Keys are the names of their fields in camel case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value", bound=type)

PLAIN = frozenset({str, int, float, bool, type(None)})


class Layout(NamedTuple):
    """The keys of a class in JSON, and its attributes in the same order.

    Keys in `optional` are left out where the attribute is None, those in `unless_empty` also where it is empty.
    """

    keys: tuple[str, ...]
    attributes: Callable[[Any], Sequence[Any]]
    optional: Collection[str] = frozenset()
    unless_empty: Collection[str] = frozenset()

    def omits(self, key: str, item: Any) -> bool:
        return (item is None and key in self.optional) or (not item and key in self.unless_empty)


_LAYOUTS: dict[type, Layout] = {}


def json_keys(
    *attributes: str,
    renamed: Mapping[str, str] | None = None,
    optional: Collection[str] = (),
    unless_empty: Collection[str] = (),
) -> Callable[[Value], Value]:
    """The attributes that a class has in JSON, in order. Without this decorator they are all fields of a NamedTuple.

    `renamed` gives the keys that differ from the attribute's name. `optional` attributes are left out where they are
    None, those in `unless_empty` also where they are empty.
    """
    names = renamed or {}

    def key_of(attribute: str) -> str:
        return names.get(attribute, camel(attribute))

    def decorated(kind: Value) -> Value:
        _LAYOUTS[kind] = Layout(
            tuple(map(key_of, attributes)),
            attrgetter(*attributes),
            frozenset(map(key_of, optional)),
            frozenset(map(key_of, unless_empty)),
        )
        return kind

    return decorated


def json_form(value: Any) -> Any:
    """Plain dicts, lists and texts for a value, its parts included. Tuples become lists, enums their values."""
    kind = type(value)
    if kind in PLAIN:
        return value
    layout = _LAYOUTS.get(kind) or _layout_of_fields(kind)
    if layout is not None:
        return _object(value, layout)
    if kind is tuple or kind is list:
        return [item if type(item) in PLAIN else json_form(item) for item in value]
    if isinstance(value, Mapping):
        return {key: json_form(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def camel(name: str) -> str:
    """`old_left` as `oldLeft`."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _layout_of_fields(kind: type) -> Layout | None:
    """All fields of a NamedTuple; None for other types."""
    if kind is tuple or not issubclass(kind, tuple):
        return None
    layout = _LAYOUTS[kind] = Layout(tuple(map(camel, getattr(kind, "_fields", ()))), tuple)
    return layout


def _object(value: Any, layout: Layout) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for key, item in zip(layout.keys, layout.attributes(value), strict=True):
        if item or not layout.omits(key, item):
            document[key] = item if type(item) in PLAIN else json_form(item)
    return document

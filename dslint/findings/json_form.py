"""The JSON of dslint's values: findings, plans, rules. Keys are the names of their fields in camel case.

msgspec is not used: it writes exactly the fields of a class, so that 11 classes, which hide fields or compute values,
and all that contain them would need a second class for JSON; its import makes a lint with a cache 8 to 10 % slower,
and this module takes less than 1 % of the time of a plan of 15,000 nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value", bound=type)

_SCALARS = frozenset({str, int, float, bool, type(None)})


class Layout(NamedTuple):
    """The JSON keys of a class, and its attributes in the same order.

    Keys in `optional` are omitted if the value is None, those in `unless_empty` also if it is empty.
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
    """The attributes of a class that its JSON has, in order; a NamedTuple without this decorator has all its fields.

    `renamed` has the keys that differ from the attribute's name. Attributes in `optional` are omitted if they are None,
    those in `unless_empty` also if they are empty.
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
    """The value and its parts as dicts, lists and scalars. Tuples become lists, enums their values."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    layout = _LAYOUTS.get(kind) or _layout_of_fields(kind)
    if layout is not None:
        return _object(value, layout)
    if kind is tuple or kind is list:
        return [item if type(item) in _SCALARS else json_form(item) for item in value]
    if isinstance(value, Mapping):
        return {key: json_form(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def camel(name: str) -> str:
    """`old_left` as `oldLeft`."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _layout_of_fields(kind: type) -> Layout | None:
    """The layout with all fields of a NamedTuple; None for other types."""
    if kind is tuple or not issubclass(kind, tuple):
        return None
    layout = _LAYOUTS[kind] = Layout(tuple(map(camel, getattr(kind, "_fields", ()))), tuple)
    return layout


def _object(value: Any, layout: Layout) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for key, item in zip(layout.keys, layout.attributes(value), strict=True):
        if item or not layout.omits(key, item):
            document[key] = item if type(item) in _SCALARS else json_form(item)
    return document

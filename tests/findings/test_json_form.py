from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from dslint import findings, plans
from dslint.findings import json_form, json_keys


class Level(str, Enum):
    HIGH = "high"


class Inner(NamedTuple):
    a_count: int
    level: Level | None = None


@json_keys(
    "a_name", "names", "size", "inner", "notes", renamed={"size": "count"}, optional=("inner",), unless_empty=("notes",)
)
@dataclass(frozen=True)
class Outer:
    a_name: str
    names: tuple[str, ...]
    hidden: int = 1
    inner: Inner | None = None
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.names)


def test_keys_are_fields_in_camel_case_and_enums_their_values():
    assert json_form(Inner(2, Level.HIGH)) == {"aCount": 2, "level": "high"}


def test_a_class_chooses_its_keys_and_their_order():
    document = json_form(Outer("x", ("a", "b"), inner=Inner(1), notes=("n",)))
    assert list(document.items()) == [
        ("aName", "x"),
        ("names", ["a", "b"]),
        ("count", 2),
        ("inner", {"aCount": 1, "level": None}),
        ("notes", ["n"]),
    ]


def test_what_is_optional_is_left_out_where_it_is_none_or_empty():
    assert json_form(Outer("x", ())) == {"aName": "x", "names": [], "count": 0}


def test_keys_of_maps_stay_as_they_are():
    assert json_form(MappingProxyType({"a_b": (Inner(1), None, 1.5)})) == {
        "a_b": [{"aCount": 1, "level": None}, None, 1.5]
    }


def test_what_lint_and_plan_say_is_typed_to_the_leaves():
    values = [getattr(module, name) for module in (findings, plans) for name in module.__all__]
    hints = {
        f"{value.__name__}.{name}": str(hint)
        for value in values
        if isinstance(value, type)
        for name, hint in getattr(value, "__annotations__", {}).items()
    }
    assert len(hints) > 150
    assert [name for name, hint in hints.items() if "Any" in hint] == []

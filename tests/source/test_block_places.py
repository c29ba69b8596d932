"""Places that are looked up in the text are those that the other reader keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from dslint.findings import FieldPath
from dslint.source.block_lines import read_block_lines
from dslint.source.block_places import BlockPlaces
from dslint.source.line_values import OddLineError
from dslint.source.places import TreePlaces
from dslint.source.yaml_text import read_yaml
from tests.source.block_texts import known_texts, texts
from tests.source.test_block_lines import MANIFEST

CONTAINER = ("spec", "template", "spec", "containers", 0)


def test_a_key_and_a_value_are_found() -> None:
    places = BlockPlaces(MANIFEST)
    key, value = (MANIFEST[slice(*places.stretch((*CONTAINER, "image"), at))] for at in ("key", "value"))
    assert (key, value) == ("image", "registry.example/agent:1")


def test_what_is_missing_is_at_the_key_above_it() -> None:
    places = BlockPlaces(MANIFEST)
    path = (*CONTAINER, "resources", "requests", "cpu")
    assert MANIFEST[slice(*places.stretch(path, "value"))] == "resources"
    assert places.depth(path) == len(path) - 2


def test_all_places_are_there_as_a_tree() -> None:
    assert BlockPlaces(MANIFEST).top == read_yaml(MANIFEST).place


def test_between_brackets_a_value_is_found_too() -> None:
    places = BlockPlaces(MANIFEST)
    path = ("metadata", "labels", "tier")
    assert (MANIFEST[slice(*places.stretch(path, "value"))], places.depth(path)) == ('"1"', 3)


@pytest.mark.parametrize("last", ["b:", "b:  # none", "b: 2", "- c", "- b:"])
def test_a_block_ends_with_the_last_thing_in_it(last: str) -> None:
    text = f"spec:\n  a:\n    {last}\n\n# end\nkind: Pod\n"
    for path in (("spec",), ("spec", "a"), ("spec", "a", "b"), ("spec", "a", 0)):
        assert BlockPlaces(text).stretch(path, "value") == TreePlaces(read_yaml(text).place).stretch(path, "value")


def test_many_keys_of_one_map_are_found_in_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search for each would cost the square of their number."""
    text = "labels:\n" + "".join(f"  key-{number}: v\n" for number in range(1000))
    places, searches = BlockPlaces(text), list[object]()
    search = BlockPlaces._entry
    monkeypatch.setattr(BlockPlaces, "_entry", lambda *given: (searches.append(given), search(*given))[1])
    for number in range(1000):
        start, end = places.stretch(("labels", f"key-{number}"), "key")
        assert text[start:end] == f"key-{number}"
    assert len(searches) < 150


@given(texts())
@settings(max_examples=60)
def test_all_places_of_a_text_are_those_of_the_other_reader(text: str) -> None:
    assert_alike(text)


def test_all_places_of_known_texts_are_those_of_the_other_reader() -> None:
    for text in known_texts()[::6]:
        assert_alike(text)


def assert_alike(text: str) -> None:
    try:
        value = read_block_lines(text)
    except OddLineError:
        return
    here, there = BlockPlaces(text), TreePlaces(read_yaml(text).place)
    for path in paths(value):
        assert here.depth(path) == there.depth(path), path
        for at in ("key", "value"):
            assert here.stretch(path, at) == there.stretch(path, at), (path, at)


def paths(value: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """All that a value has, and some that it lacks."""
    yield from (path, (*path, "absent"), (*path, 0, "absent"), (*path, 99))
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield from paths(item, (*path, step))

from __future__ import annotations

import pytest

from dslint.server.cursor import Cursor, cursor_at

SPEC = ("spec", "template", "spec")
HEAD = "kind: DaemonSet\nspec:\n  template:\n    spec:\n"


def at(text: str) -> Cursor:
    """The cursor where the text has a bar."""
    lines = text.split("\n")
    number = next(index for index, line in enumerate(lines) if "|_" in line)
    column = lines[number].index("|_")
    lines[number] = lines[number].replace("|_", "")
    return cursor_at(lines, number, column)


@pytest.mark.parametrize(
    ("text", "path", "key", "typed"),
    [
        ("      nodeSelector:\n        di|_", (*SPEC, "nodeSelector"), "", "di"),
        ("      nodeSelector:\n        disk: |_", (*SPEC, "nodeSelector"), "disk", ""),
        ('      nodeSelector:\n        disk: "s|_', (*SPEC, "nodeSelector"), "disk", "s"),
        ("      nodeSelector:\n        a/b: c\n        |_", (*SPEC, "nodeSelector"), "", ""),
        ("      tolerations:\n      - |_", (*SPEC, "tolerations"), "", ""),
        ("      tolerations:\n      - key: a\n        effect: N|_", (*SPEC, "tolerations"), "effect", "N"),
        ("      tolerations:\n        - key: a\n      vol|_", SPEC, "", "vol"),
        ("      containers:\n      - args:\n        - |\n          x: y\n      nodeN|_", SPEC, "", "nodeN"),
        ("      command:\n      # x: y\n\n      - a|_", (*SPEC, "command"), "", "a"),
        ("      x: [a, b|_", SPEC, "x", "b"),
    ],
)
def test_the_keys_above_and_what_is_typed_are_known(text: str, path: tuple[str, ...], key: str, typed: str) -> None:
    found = at(HEAD + text)
    assert (found.path, found.key, found.typed) == (path, key, typed)


def test_the_entries_beside_the_cursor_count_also_below_it() -> None:
    found = at("tolerations:\n- key: a\n- value: |_\n  key: b\n  operator: Equal\n- key: c\n")
    assert found.maps[0] == {"key": "b", "operator": "Equal"}


def test_the_map_around_a_list_is_the_next_one() -> None:
    found = at("matchExpressions:\n- key: disk\n  operator: In\n  values:\n  - s|_\n")
    assert found.path[-2:] == ("matchExpressions", "values")
    assert {"key": "disk", "operator": "In"}.items() <= found.maps[1].items()


def test_only_the_first_line_of_an_item_is_new() -> None:
    assert at("tolerations:\n- |_").is_new_item
    assert not at("tolerations:\n- |_\n  key: a").is_new_item
    assert not at("tolerations:\n- key: a\n  |_").is_new_item


def test_other_documents_do_not_count() -> None:
    assert at("a:\n  b: c\n---\nd: |_\n---\ne:\n").path == ()


@pytest.mark.parametrize("text", ["|_", "- - |_", "- - a:\n    |_b", "\t|_", "a\n  b: |_", ": |_", "- -|_", "???|_"])
def test_no_text_is_too_broken(text: str) -> None:
    assert at(text).path is not None

"""Edits between brackets, each as the text before and after."""

from __future__ import annotations

import json

import pytest

from dslint.edit.flow_edits import is_json
from dslint.findings import Edit
from dslint.source.nodes import nodes_of
from tests.edit.support import after, removing, renaming, setting


@pytest.mark.parametrize(
    ("text", "edit", "wanted"),
    [
        ("a: {b: 1, c: '2'}\n", setting("a", "c", to="3"), "a: {b: 1, c: '3'}\n"),
        ("a: {b: 1, c: '2'}\n", setting("a", "d", to="x, y"), "a: {b: 1, c: '2', d: \"x, y\"}\n"),
        ("a: {b: 1,}\n", setting("a", "d", to=2), "a: {b: 1, d: 2}\n"),
        ("a: {b: 1, c: 2}  # c\n", removing("a", "b"), "a: {c: 2}  # c\n"),
        ("a: {b: 1, c: 2}\n", removing("a", "c"), "a: {b: 1}\n"),
        ("a: {b: 1}\n", removing("a", "b"), "a: {}\n"),
        ("a: {b: 1}\n", renaming("a", "b", to="c"), "a: {c: 1}\n"),
        ("a: {b: , c: 1}\n", setting("a", "b", to=2), "a: {b: 2 , c: 1}\n"),
        ("a: {b, c: 1}\n", setting("a", "b", to=2), "a: {b: 2, c: 1}\n"),
        ("a: [1, 2]\n", setting("a", 2, to={"x": [3]}), "a: [1, 2, {x: [3]}]\n"),
        ("a: [1, 2, 3]\n", removing("a", 1), "a: [1, 3]\n"),
        ("a: [1, 2, 3]\n", removing("a", 2), "a: [1, 2]\n"),
        ('a: ["x", "y"]\n', setting("a", 0, to="z"), 'a: ["z", "y"]\n'),
        ("a: [{b: []}]\n", setting("a", 0, "b", 0, to="c"), "a: [{b: [c]}]\n"),
        ('{"a": "8080"}', setting("a", to=8080), '{"a": 8080}'),
        ('{"a": 1}', setting("b", to={"c": ["d"]}), '{"a": 1, "b": {"c": ["d"]}}'),
        ("a: [\n  1,  # one\n  2,\n]\n", setting("a", 2, to=3), "a: [\n  1,  # one\n  2,\n  3\n]\n"),
    ],
)
def test_an_edit_changes_what_it_names(text: str, edit: Edit, wanted: str) -> None:
    assert after(text, edit) == wanted


@pytest.mark.parametrize("indent", [2, 4, "\t"])
@pytest.mark.parametrize(
    "edit",
    [
        setting("spec", "list", 1, to={"x": {"y": 1}}),
        setting("spec", "new", to={"x": ["y"]}),
        setting("spec", "empty", to={"x": 1}),
        removing("spec", "list", 0, "b"),
        removing("kind"),
    ],
)
def test_json_stays_as_it_is_indented(indent: int | str, edit: Edit) -> None:
    value = {"kind": "Pod", "spec": {"list": [{"a": 1, "b": 2}], "empty": {}, "last": "ü"}}
    text = json.dumps(value, indent=indent, ensure_ascii=False) + "\n"
    new = after(text, edit)
    assert new == json.dumps(json.loads(new), indent=indent, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"a": 1}', True),
        ("{a: 1}", False),
        ('["a", 1, null]', True),
        ("[1]", False),
        ("[a]", False),
        ("['a']", False),
        ('[{"a": 1}]', True),
        ("[{a: 1}]", False),
    ],
)
def test_json_is_told_by_its_quotes(text: str, answer: bool) -> None:
    node = nodes_of(text)
    assert node is not None
    assert is_json(node) is answer

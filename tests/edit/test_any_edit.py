"""Edits drawn at random, of the examples and of the rules' bad examples in several styles: the rest stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dslint.data import rules_folder
from dslint.edit import draft
from dslint.edit.document_edit import edited
from dslint.edit.value_edits import EditError, applied, same
from dslint.findings import Edit, FieldPath, Operation
from dslint.source.document_reader import read_text
from dslint.source.documents import Content

TOP = Path(__file__).parents[2]

STYLES = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "no final line end": lambda text: text.rstrip("\n"),
    "flow": lambda text: _dumped(text, default_flow_style=True, width=60),
    "wide": lambda text: _dumped(text, indent=4, default_flow_style=None),
    "JSON": lambda text: "\n".join(json.dumps(one, indent=2) for one in _objects(text)),
    "one line": lambda text: "\n".join(json.dumps(one) for one in _objects(text)),
    "a list": lambda text: yaml.safe_dump({"kind": "List", "items": _objects(text)}),
    "twice": lambda text: text + "\n---\n" + text,
}
VALUES = st.one_of(
    st.sampled_from(
        [True, None, 8080, 0.5, "8080", "on", "a: b", "x #y", "l1\nl2\n", " ", "ünï🙂", "'q'", "*s", {}, []]
    ),
    st.recursive(
        st.text("ab: #\n'\"-", max_size=5) | st.integers(-(2**63), 2**63 - 1),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["k", "a/b", "on"]), inner, max_size=2)
        ),
        max_leaves=4,
    ),
)
KEYS = st.sampled_from(["newKey", "on", "a.b/c", "x y", "tolerations", "selector", "metadata"])


@cache
def texts() -> tuple[str, ...]:
    examples = sorted((TOP / "examples").rglob("*.yaml"))
    rules = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(rules_folder().glob("DS*.yaml")))
    bad = (example["bad"] for rule in rules for example in rule["examples"])
    found = (*(file.read_text(encoding="utf-8") for file in examples), *bad)
    return tuple(text for text in found if isinstance(text, str) and _is_whole(text))


def _is_whole(text: str) -> bool:
    documents = read_text(text, "a.yaml").documents
    return all(one.content is Content.OBJECT and not one.faults for one in documents)


def _objects(text: str) -> list[Any]:
    return [one.value for one in read_text(text, "a.yaml").documents]


def _dumped(text: str, **options: Any) -> str:
    return "---\n".join(yaml.safe_dump(one, sort_keys=False, **options) for one in _objects(text))


def paths(value: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from paths(item, (*path, key))


@st.composite
def edits(draw: st.DrawFn, value: Any) -> Edit:
    path = draw(st.sampled_from(list(paths(value))))
    kind = draw(st.sampled_from(["set", "remove", "rename", "add"]))
    if kind == "remove":
        return Edit(Operation.REMOVE, path)
    if kind == "rename" and isinstance(path[-1], str):
        return Edit(Operation.RENAME, path, draw(KEYS))
    if kind == "add":
        path = (*path[:-1], draw(KEYS), draw(KEYS)) if isinstance(path[-1], str) else (*path[:-1], path[-1] + 1)
    return Edit(Operation.SET, path, draw(VALUES))


def comments(text: str) -> list[str]:
    return re.findall(r"(?m)(?:^|(?<=\s))#[^\r\n]*", text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_only_the_edited_places_change(data: st.DataObject) -> None:
    text = STYLES[data.draw(st.sampled_from(sorted(STYLES)))](data.draw(st.sampled_from(texts())))
    documents = read_text(text, "a.yaml").documents
    number = data.draw(st.sampled_from([index for index, one in enumerate(documents) if one.content is Content.OBJECT]))
    wanted = [one.value for one in documents]
    made: list[Edit] = []
    for _ in range(data.draw(st.integers(1, 3))):
        if not wanted[number]:
            break
        edit = data.draw(edits(wanted[number]))
        try:
            wanted[number] = applied(wanted[number], [edit])
        except EditError:
            continue
        made.append(edit)
    changes = edited(documents[number], made)
    new = draft.applied(text, changes)
    assert same([one.value for one in read_text(new, "a.yaml").documents], wanted), new
    if "\r\n" in text:
        assert not re.search(r"(?<!\r)\n", new)
    if all(edit.operation is Operation.RENAME for edit in made):
        assert comments(new) == comments(text)
    same_again = edited(
        read_text(new, "a.yaml").documents[number],
        [Edit(Operation.SET, (key,), item) for key, item in wanted[number].items()],
    )
    assert same_again == []

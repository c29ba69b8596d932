from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.places import begin_of, find

TEXT = """\
# a comment
metadata:
  name: agent
  labels: {app: agent, "quoted": 'x'}
spec:
  containers:
  - name: a
    args: ["--one",
      "--two"]
    env: &env
    - {name: A, value: b}
  - name: b
    env: *env
    <<: {image: x}
  script: |
    one
    two

  empty:
  last: é-ü x
"""


def where(path, at="value", text=TEXT):
    span = read_text(text, "ds.yaml").documents[0].place(path, at)
    return (span.line, span.column, span.end_line, span.end_column)


@pytest.mark.parametrize(
    ("path", "at", "expected"),
    [
        (("metadata", "name"), "key", (3, 3, 3, 7)),
        (("metadata", "name"), "value", (3, 9, 3, 14)),
        (("metadata", "labels"), "value", (4, 11, 4, 38)),
        (("metadata", "labels", "quoted"), "value", (4, 34, 4, 37)),
        (("metadata",), "value", (3, 3, 4, 38)),
        (("spec", "containers", 0), "value", (7, 5, 11, 26)),
        (("spec", "containers", 0), "key", (7, 5, 11, 26)),
        (("spec", "containers", 0, "args", 1), "value", (9, 7, 9, 14)),
        (("spec", "containers", 0, "args"), "value", (8, 11, 9, 15)),
        (("spec", "containers", 1, "env"), "value", (13, 10, 13, 14)),
        (("spec", "containers", 1, "env", 0, "value"), "value", (11, 24, 11, 25)),
        (("spec", "containers", 1, "image"), "value", (14, 17, 14, 18)),
        (("spec", "script"), "value", (15, 11, 17, 8)),
        (("spec", "empty"), "value", (19, 3, 19, 8)),
        (("spec", "last"), "value", (20, 9, 20, 14)),
        ((), "value", (2, 1, 20, 14)),
    ],
)
def test_every_key_value_and_item_has_its_place(path, at, expected):
    assert where(path, at) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("spec", "selector"), (5, 1, 5, 5)),
        (("spec", "containers", 0, "image"), (7, 5, 7, 9)),
        (("spec", "containers", 7, "image"), (6, 3, 6, 13)),
        (("metadata", "name", "x"), (3, 3, 3, 7)),
        (("nothing",), (2, 1, 2, 9)),
        (("spec", 0), (5, 1, 5, 5)),
        (("spec", "containers", "x"), (6, 3, 6, 13)),
    ],
)
def test_what_is_missing_is_shown_at_the_key_above_it(path, expected):
    assert where(path) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_shift_nothing(end, mark):
    assert where(("metadata", "name"), text=mark + TEXT.replace("\n", end)) == (3, 9, 3, 14)


def test_lines_count_over_documents_and_separators_of_unicode_are_no_line_ends():
    text = "# \u2028 \x85\na: 'x\u2028y'\n--- # next\n\n# why\nb:\n- c: 1\n"
    source = read_text(text, "ds.yaml")
    assert [document.line for document in source.documents] == [2, 6]
    span = source.documents[1].place(("b", 0, "c"))
    assert (span.line, span.column, span.end_column) == (7, 6, 7)


def test_json_has_places_too():
    text = '{\n  "a": {"b": [1, {"c": "\\u00e9"}]},\n  "d": {}\n}\n{"e": null}'
    assert where(("a", "b", 1, "c"), text=text) == (2, 24, 2, 32)
    assert where(("a", "b", 1, "c"), "key", text=text) == (2, 19, 2, 22)
    assert where(("a",), text=text) == (2, 8, 2, 35)
    span = read_text(text, "a.json").documents[1].place(("e",))
    assert (span.line, span.column) == (5, 7)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("metadata", "name"), "name: agent"),
        (("spec", "containers", 0), "name: a\n"),
        (("spec", "containers", 0, "args", 1), '"--two"'),
    ],
)
def test_an_entry_begins_at_its_key_and_an_item_at_itself(path, text):
    place, own = find(read_text(TEXT, "ds.yaml").documents[0].top, path)
    assert own
    assert TEXT[begin_of(place) :].startswith(text)

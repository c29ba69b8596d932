"""A document knows the place of every part, and the objects in it; lists are unfolded."""

from __future__ import annotations

import pytest

from dslint.findings import Span
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, is_list, items_of_lists, problem_of
from dslint.source.text_errors import SYNTAX, TextError, TextRange

TEXT = """\
# above
---
# of the second

kind: PodList
apiVersion: v1
items:
- metadata: {name: a}
- metadata: {name: b}
"""


def test_a_document_begins_at_its_first_character_that_is_no_comment() -> None:
    first, second = read_text(TEXT, "pods.yaml").documents
    assert (first.content, second.content) == (Content.EMPTY, Content.OBJECT)
    assert second.line == 5


def test_the_text_of_a_document_ends_before_the_next_separator() -> None:
    first, second = read_text("# above\n---\na: 1\n---\nb: 2\n", "two.yaml").documents[1:]
    assert (first.text, second.text) == ("a: 1", "b: 2\n")


def test_key_and_value_have_places_in_the_whole_text() -> None:
    document = read_text(TEXT, "pods.yaml").documents[1]
    assert document.place(("kind",), "key") == Span(5, 1, 5, 5)
    assert document.place(("kind",)) == Span(5, 7, 5, 14)
    assert document.place(("items", 1, "metadata", "name")) == Span(9, 20, 9, 21)


def test_what_is_not_there_is_shown_at_the_key_above_it() -> None:
    document = read_text(TEXT, "pods.yaml").documents[1]
    assert document.place(("items", 0, "metadata", "namespace")) == Span(8, 3, 8, 11)


def test_what_is_not_there_is_the_part_of_the_path_behind_the_last_key_there_is() -> None:
    document = read_text(TEXT, "pods.yaml").documents[1]
    assert document.missing(("items", 0, "metadata", "annotations", "a")) == ("annotations", "a")
    assert document.missing(("items", 0, "metadata", "name")) == ()
    assert document.missing(()) == ()


def test_the_objects_of_a_list_come_with_their_paths() -> None:
    objects = read_text(TEXT, "pods.yaml").documents[1].objects()
    assert [(path, value["kind"], value["metadata"]["name"]) for path, value in objects] == [
        (("items", 0), "Pod", "a"),
        (("items", 1), "Pod", "b"),
    ]


def test_what_is_no_object_has_no_objects() -> None:
    texts = {"- a\n": Content.NOT_AN_OBJECT, "a: [\n": Content.BROKEN, "": Content.EMPTY}
    for text, content in texts.items():
        (document,) = read_text(text, "a.yaml").documents
        assert (document.content, document.objects()) == (content, [])


def test_a_fault_becomes_a_problem_of_its_path() -> None:
    problem = problem_of(TextError(SYNTAX, "words", TextRange(0, 1), ("a", 0), help="do this"))
    assert (problem.code, problem.message, problem.path, problem.at, problem.help) == (
        "DS001",
        "words",
        ("a", 0),
        "key",
        "do this",
    )
    (document,) = read_text("a: 1\na: 2\n", "a.yaml").documents
    assert [(one.code, one.path) for one in document.problems] == [("DS002", ("a",))]


def test_a_list_is_unfolded_into_its_objects():
    text = "kind: List\nitems:\n- kind: Pod\n- kind: PodList\n  apiVersion: v1\n  items:\n  - metadata: {}\n"
    objects = read_text(text, "list.yaml").documents[0].objects()
    assert objects == [
        (("items", 0), {"kind": "Pod"}),
        (("items", 1, "items", 0), {"apiVersion": "v1", "kind": "Pod", "metadata": {}}),
    ]


@pytest.mark.parametrize("text", ["kind: List\n", "kind: List\nitems:\n", "kind: PodList\nitems: []\n"])
def test_a_list_without_items_holds_no_object(text):
    assert read_text(text, "list.yaml").documents[0].objects() == []


@pytest.mark.parametrize(
    ("value", "listed"),
    [
        ({"kind": "List"}, True),
        ({"kind": "List", "items": None}, True),
        ({"kind": "PodList", "items": []}, True),
        ({"kind": "PodList"}, False),
        ({"kind": "List", "items": {}}, False),
        ({"kind": "Pod", "items": []}, False),
        ({"kind": 5, "items": []}, False),
        (["List"], False),
    ],
)
def test_a_list_is_called_one_and_has_items(value: object, listed: bool) -> None:
    assert is_list(value) is listed


def test_lists_in_lists_are_unfolded_in_order_and_items_keep_their_own_kind() -> None:
    inner = {"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {}}, {"kind": "Node"}]}
    assert items_of_lists({"kind": "List", "items": [inner, {"kind": "Secret"}, None]}) == [
        (("items", 0, "items", 0), {"apiVersion": "v1", "kind": "Pod", "metadata": {}}),
        (("items", 0, "items", 1), {"kind": "Node"}),
        (("items", 1), {"kind": "Secret"}),
        (("items", 2), None),
    ]

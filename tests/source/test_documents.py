"""A document knows the place of every part, and the objects in it."""

from __future__ import annotations

from dslint.findings import Span
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, problem_of
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


def test_key_and_value_have_places_in_the_whole_text() -> None:
    document = read_text(TEXT, "pods.yaml").documents[1]
    assert document.place(("kind",), "key") == Span(5, 1, 5, 5)
    assert document.place(("kind",)) == Span(5, 7, 5, 14)
    assert document.place(("items", 1, "metadata", "name")) == Span(9, 20, 9, 21)


def test_what_is_not_there_is_shown_at_the_key_above_it() -> None:
    document = read_text(TEXT, "pods.yaml").documents[1]
    assert document.place(("items", 0, "metadata", "namespace")) == Span(8, 3, 8, 11)


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

from __future__ import annotations

from collections import Counter

import pytest

from dslint.edit import draft
from dslint.edit.document_edit import EditError, Editing, edited
from dslint.edit.value_edits import applied
from dslint.findings import Edit, TextEdit
from dslint.source.nodes import Node, nodes_of
from tests.edit.support import after, documents, removing, renaming, setting, values

SHARED = """\
base: &base
  cpu: 1
  deep: {x: 1}
copy: *base
merged:
  <<: *base
  own: &own text
again: *own
"""


def refusal(text: str, edit: Edit) -> str:
    with pytest.raises(EditError) as caught:
        edited(documents(text)[-1], [edit])
    assert caught.value.path == edit.path
    return caught.value.message


def test_edits_are_made_one_after_the_other() -> None:
    text = "a:\n- 1\n- 2\n"
    assert after(text, removing("a", 0), setting("a", 0, to=3), setting("a", 1, to=4)) == "a:\n- 3\n- 4\n"


def test_a_name_is_changed_in_its_quotes() -> None:
    assert after('"serviceAccount": a  # c\n', renaming("serviceAccount", to="x")) == '"x": a  # c\n'
    assert after("serviceAccount: {a: 1}\n", renaming("serviceAccount", to="x")) == "x: {a: 1}\n"


def test_only_the_edited_document_of_a_file_changes() -> None:
    text = "# one\na: 1\n---\n# two\na: 1\n"
    assert after(text, setting("a", to=2)) == "# one\na: 1\n---\n# two\na: 2\n"
    first = documents(text)[0]
    assert edited(first, [setting("a", to=2)]) == [TextEdit(9, 10, "2")]
    assert edited(first, [setting("b", to=2)]) == [TextEdit(10, 10, "\nb: 2")]


def test_each_value_of_a_json_stream_is_edited_by_itself() -> None:
    text = '{"a": 1}\n{"a": 2} {"a": 3}\n'
    edits = [edit for one in documents(text)[1:] for edit in edited(one, [setting("a", to="x")])]
    assert draft.applied(text, edits) == '{"a": 1}\n{"a": "x"} {"a": "x"}\n'


def test_objects_in_a_list_are_edited_by_their_path() -> None:
    text = "kind: List\nitems:\n- kind: Pod\n  spec: {}\n"
    assert after(text, setting("items", 0, "spec", "x", to=1)).endswith("  spec:\n    x: 1\n")


def test_what_an_alias_or_a_merge_brings_gets_a_value_of_its_own() -> None:
    assert "copy:\n  cpu: 2\n  deep:\n    x: 1\nmerged" in after(SHARED, setting("copy", "cpu", to=2))
    assert "  own: &own text\n  cpu: 2\nagain" in after(SHARED, setting("merged", "cpu", to=2))
    assert "  deep:\n    x: 2\nagain" in after(SHARED, setting("merged", "deep", "x", to=2))
    assert "again: other\n" in after(SHARED, setting("again", to="other"))
    assert "copy:\n  cpu: 1\nmerged" in after(SHARED, removing("copy", "deep"))


def test_what_aliases_share_is_not_changed_for_all() -> None:
    shared = "*base brings what &base holds to other places, which would change too"
    assert refusal(SHARED, setting("base", "cpu", to=2)) == shared
    assert refusal(SHARED, removing("base")) == shared
    assert "other places" in refusal(SHARED, setting("merged", "own", to="x"))
    assert "`<<`" in refusal(SHARED, removing("merged", "cpu"))
    assert "`<<`" in refusal(SHARED, renaming("merged", "cpu", to="x"))


def test_an_anchor_that_nobody_uses_is_no_obstacle() -> None:
    assert after("a: &x {b: 1}\n", setting("a", "b", to=2)) == "a: &x {b: 2}\n"


@pytest.mark.parametrize("edit", [setting(to={}), removing("x"), setting("a", "b", to=1), renaming("a", to="b")])
def test_what_cannot_be_edited_is_refused(edit: Edit) -> None:
    refusal("a: 1\nb: 2\n", edit)


@pytest.mark.parametrize(
    "edits",
    [
        [setting("a", "x", to=2), removing("b")],
        [removing("a", "x"), removing("a", "u")],
        [removing("l", 0), setting("l", 0, to=4)],
        [setting("l", 3, to=4), setting("l", 4, to=5)],
        [renaming("b", to="c"), setting("d", to=1)],
        [setting("n", "x", to=1), setting("n", "y", to=2)],
        [setting("d", to=1), removing("l", 2)],
    ],
)
def test_an_editing_makes_the_edits_of_each_question_one_after_the_other(edits: list[Edit]) -> None:
    text = "a: {x: 1, u: 2}\nb: 3\nl:\n- 1\n- 2\n- 3\n"
    document = documents(text)[0]
    editing = Editing(document)
    for _ in range(2):
        new = draft.applied(text, editing.text_edits_of(edits))
        assert values(new) == [applied(document.value, edits)]


def test_an_editing_reads_the_text_once_for_all_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Counter[str]()

    def counted(text: str) -> Node | None:
        read[text] += 1
        return nodes_of(text)

    monkeypatch.setattr("dslint.edit.tree.nodes_of", counted)
    text = "".join(f"k{index}: 1\nl{index}: 1\n" for index in range(20))
    editing = Editing(documents(text)[0])
    for index in range(20):
        assert len(editing.text_edits_of([setting(f"k{index}", to=2), setting(f"l{index}", to=2)])) == 2
    assert read == {text: 1}


def test_a_document_that_ends_in_a_separator_keeps_it() -> None:
    text = "a: 1\n---\nb: 2\n---\n"
    new = draft.applied(text, edited(documents(text)[1], [setting("c", to=3)]))
    assert new == "a: 1\n---\nb: 2\nc: 3\n---\n"
    assert values(new)[:2] == [{"a": 1}, {"b": 2, "c": 3}]

from __future__ import annotations

import pytest

from dslint.edit import draft
from dslint.edit.document_edit import EditError, Editing, edited
from dslint.findings import Edit, TextEdit
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


def test_an_editing_that_is_refused_leaves_the_document_as_it_was() -> None:
    editing = Editing(documents("a: 1\n")[0])
    editing.make([setting("a", to=2)])
    with pytest.raises(EditError):
        editing.make([setting("a", to=3), removing("b")])
    assert editing.value == {"a": 2}
    assert editing.text_edits() == [TextEdit(3, 4, "2")]


def test_a_document_that_ends_in_a_separator_keeps_it() -> None:
    text = "a: 1\n---\nb: 2\n---\n"
    new = draft.applied(text, edited(documents(text)[1], [setting("c", to=3)]))
    assert new == "a: 1\n---\nb: 2\nc: 3\n---\n"
    assert values(new)[:2] == [{"a": 1}, {"b": 2, "c": 3}]

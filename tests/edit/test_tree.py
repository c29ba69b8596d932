from __future__ import annotations

from dslint.edit.draft import Draft
from dslint.edit.tree import Tree
from dslint.findings import TextEdit
from tests.edit.support import renaming, setting

TEXT = "a: &a {x: 1}\nb: *a\nc: 3\n"
VALUE = {"a": {"x": 1}, "b": {"x": 1}, "c": 3}


def test_a_step_gives_a_changed_draft_or_its_edits_and_leaves_the_tree_as_it_is() -> None:
    tree = Tree(Draft(TEXT))
    assert tree.made(VALUE, setting("c", to=4)).text == TEXT.replace("3", "4")
    assert tree.edits(VALUE, renaming("c", to="d"), 100) == [TextEdit(119, 120, "d")]
    assert tree.draft.text == TEXT


def test_a_step_in_a_changed_draft_is_an_edit_of_its_text() -> None:
    draft = Draft("zz: 0\n" + TEXT)
    draft.replace(0, 6, "")
    assert Tree(draft).edits(VALUE, setting("c", to=4)) == [TextEdit(22, 23, "4")]


def test_what_an_alias_brings_shows_elsewhere() -> None:
    tree = Tree(Draft(TEXT))
    assert tree.aliases == {"a"}
    assert tree.shows_elsewhere(("b", "x"))
    assert not tree.shows_elsewhere(("c",))


def test_a_text_that_cannot_be_read_shows_nothing_elsewhere() -> None:
    tree = Tree(Draft("a: [\n"))
    assert tree.root is None
    assert tree.aliases == set()
    assert not tree.shows_elsewhere(("a",))

from __future__ import annotations

from dslint.edit.indentation_reading import Choice, Reading, best_of, joined, mismatched, placed, with_top
from dslint.edit.open_places import Place

TOP = Place({"properties": {}}, "", (), 0, 0)
READING = Reading((TOP,))


def test_of_readings_that_go_on_alike_the_best_is_kept_and_its_rivals_are_named():
    near = placed(READING, Choice(("a", "name"), 2))
    far = placed(READING, Choice(("name",), 0))
    assert best_of([near, far]) == [near._replace(rivals=frozenset({(0, ("name",))}))]
    assert best_of([near._replace(faults=1), far]) == [far]


def test_readings_that_go_on_differently_are_both_kept():
    other = with_top(READING, TOP._replace(keys=frozenset({"name"})))
    assert best_of([READING, other]) == [READING, other]


def test_lines_that_only_follow_another_one_are_no_rivals():
    one = placed(placed(READING, Choice(("a", 0, "name"), 2)), Choice(("a", 0, "path"), 2))
    another = placed(placed(READING, Choice(("b", 1, "name"), 0)), Choice(("b", 1, "path"), 0))
    assert joined([one, another]).rivals == {(0, ("b", 1, "name"))}


def test_labels_that_the_template_lacks_are_counted():
    pairs = frozenset({(True, "app", "a"), (False, "app", "a"), (True, "tier", "b")})
    assert mismatched(READING._replace(pairs=pairs)) == 1

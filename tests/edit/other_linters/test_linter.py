"""The checks of a linter."""

from dslint.edit.other_linters.linter import Linter, words


def test_all_checks_are_those_with_and_without_a_rule() -> None:
    linter = Linter(
        "x",
        {"a": ("DS601",)},
        partly={"b": "DS602"},
        rejected={"c": "DS107"},
        unchecked=words("d e"),
        defaults=words("a"),
    )
    assert linter.all_checks == {"a", "b", "c", "d", "e"}

from __future__ import annotations

from dslint.admission.policies.cel.compile_messages import shown, syntax_errors


def test_errors_are_sorted_by_place_with_a_mark_below_the_line() -> None:
    assert shown("a\n+ b", [(4, "second"), (0, "first")]) == (
        "ERROR: <input>:1:1: first\n | a\n | ^\nERROR: <input>:2:3: second\n | + b\n | ..^"
    )


def test_characters_beyond_ascii_are_marked_with_wide_dots() -> None:
    assert shown("'é' + é", [(6, "x")]) == "ERROR: <input>:1:7: x\n | 'é' + é\n | .\uff0e....\uff3e"


def test_a_tab_is_shown_as_a_space() -> None:
    assert shown("\ta", [(1, "x")]) == "ERROR: <input>:1:2: x\n |  a\n | .^"


def test_no_more_than_a_hundred_errors_are_shown() -> None:
    assert shown("a", [(0, "x")] * 102).endswith("\n2 more errors were truncated")


def test_an_error_behind_the_last_character_is_in_the_last_line() -> None:
    assert shown("a", [(9, "x")]) == "ERROR: <input>:1:2: x\n | a\n | .^"


def test_what_the_library_says_is_put_in_the_words_of_the_server() -> None:
    said = (
        "INVALID_ARGUMENT: ERROR: <input>:1:5: has() argument must be a field selection\n | has(1) [INVALID_ARGUMENT]"
    )
    assert syntax_errors("has(1)", said) == "ERROR: <input>:1:5: invalid argument to has() macro\n | has(1)\n | ....^"
    said = (
        "INVALID_ARGUMENT: ERROR: <input>:1:9: map() variable name must be a simple identifier\n | x [INVALID_ARGUMENT]"
    )
    assert "1:9: argument is not an identifier" in syntax_errors("[1].map(1, 2)", said)
    said = said.replace("map()", "all()")
    assert "1:9: argument must be a simple name" in syntax_errors("[1].all(1, 2)", said)


def test_errors_without_a_place_are_left_out() -> None:
    said = "INVALID_ARGUMENT: ERROR: <input>:1:1: x\n | a\n | ^\nERROR: <input>:4294967295:0: <<nil>> parsetree"
    assert syntax_errors("a", said) == "ERROR: <input>:1:1: x\n | a\n | ^"


def test_an_error_is_shown_with_its_line() -> None:
    said = "INVALID_ARGUMENT: ERROR: <input>:1:2: x\n | ab\n | .^\nERROR: <input>:2:1: y\n | c\n | ^"
    assert syntax_errors("ab\nc\nd", said) == "ERROR: <input>:1:2: x\n | ab\n | .^\nERROR: <input>:2:1: y\n | c\n | ^"

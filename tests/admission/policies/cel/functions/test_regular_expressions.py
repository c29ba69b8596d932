from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.overloads import FunctionError, UnsupportedError
from dslint.admission.policies.cel.functions.regular_expressions import compiled, fault, fault_as_go_says_it
from tests.admission.policies.cel.expressions import error, reason, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'abc 123'.find('[0-9]+')", "123"),
        ("'abc'.find('x')", ""),
        ("'a1 b22'.findAll('[a-z][0-9]+')", ["a1", "b22"]),
        ("'a1 b22'.findAll('[a-z]', 1)", ["a"]),
        ("'a1 b22'.findAll('[a-z]', 0)", []),
        ("'héllo'.find('\\\\w+')", "h"),
    ],
)
def test_a_pattern_is_found(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"a$", "a\n", False),
        (r"(?m)a$", "a\nb", True),
        (r"a\z", "a\n", False),
        (r"[[:alpha:]]+[[:digit:]]", "ab1", True),
        (r"[^]a]", "]a", False),
        (r"[a[]", "[", True),
        (r"\$", "$", True),
        (r"(?i)AB", "ab", True),
    ],
)
def test_python_searches_as_re2_does(pattern: str, text: str, found: bool) -> None:
    assert (compiled(pattern).search(text) is not None) is found


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("a(", "missing closing ): `a(`"),
        ("[a", "missing closing ]: `[a`"),
        ("*", "missing argument to repetition operator: `*`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("[b-a]", "invalid character class range: `b-a`"),
        (r"\y", r"invalid escape sequence: `\y`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
    ],
)
def test_a_fault_is_worded_as_by_go(pattern: str, said: str) -> None:
    assert fault(pattern) == f"error parsing regexp: {said}"
    with pytest.raises(FunctionError, match="Illegal regex"):
        compiled(pattern)


def test_a_valid_pattern_has_no_fault() -> None:
    assert fault("a+") is None
    assert fault_as_go_says_it("new fault: x") == "error parsing regexp: new fault: `x`"


def test_what_python_cannot_search_for_is_not_checked() -> None:
    with pytest.raises(UnsupportedError):
        compiled(r"\pL")
    assert reason(r"'a'.find('\\pL') == 'a'") == r"has a regular expression that only RE2 knows: \pL"
    assert error("'a'.find(object.kind + '(') == ''").startswith("Illegal regex: error parsing regexp: ")

from __future__ import annotations

from collections.abc import Callable

from dslint.edit.fixed_text import fixed, is_offered
from dslint.findings import LintReport
from dslint.source.inputs import Text
from tests.edit.support import finding, fix_of, report_of, setting, values


def counting(end: int, *, safe: bool = True) -> Callable[[Text], LintReport]:
    """Finds fault with a number below the end; the fix adds one."""

    def find(text: Text) -> LintReport:
        number = values(text.text)[0]["a"]
        if number >= end:
            return report_of(())
        return report_of([finding(text.text, fix_of(setting("a", to=number + 1), safe=safe), "a")])

    return find


def test_a_text_is_fixed_until_nothing_more_is_found() -> None:
    found = fixed(Text("a.yaml", "a: 1  # c\n"), counting(4), unsafe=False)
    assert (found.text, len(found.applied), found.left) == ("a: 4  # c\n", 3, ())


def test_fixing_has_an_end_in_any_case() -> None:
    found = fixed(Text("a.yaml", "a: 1\n"), counting(10_000), unsafe=False)
    assert len(found.applied) == 20
    assert [reason for _, reason in found.left] == ["its fix does not make it go"]


def test_fixes_that_undo_each_other_are_not_made_for_ever() -> None:
    def find(text: Text) -> LintReport:
        return report_of([finding(text.text, fix_of(setting("a", to=1 - values(text.text)[0]["a"])), "a")])

    found = fixed(Text("a.yaml", "a: 0\n"), find, unsafe=False)
    assert (found.text, len(found.left)) == ("a: 1\n", 1)


def test_unsafe_fixes_are_made_only_if_asked_for() -> None:
    text = Text("a.yaml", "a: 1\n")
    assert fixed(text, counting(2, safe=False), unsafe=False).text == "a: 1\n"
    assert fixed(text, counting(2, safe=False), unsafe=True).text == "a: 2\n"


def test_a_finding_without_a_fix_is_not_offered() -> None:
    one = finding("a: 1\n", fix_of(), "a")
    assert is_offered(one, unsafe=False)
    assert not is_offered(one._replace(fix=None), unsafe=True)


def test_a_fix_that_changes_nothing_is_none() -> None:
    def find(text: Text) -> LintReport:
        return report_of([finding(text.text, fix_of(setting("a", to=1)), "a")])

    found = fixed(Text("a.yaml", "a: 1\n"), find, unsafe=False)
    assert (found.applied, [reason for _, reason in found.left]) == ((), ["its fix changes nothing"])

from __future__ import annotations

from dslint.report.cases import Case, Outcome, Suite


def test_a_suite_counts_its_cases() -> None:
    suite = Suite("a", (Case("x"), Case("y", Outcome.FAILED), Case("z", Outcome.FAILED)))
    assert [suite.count(one) for one in Outcome] == [1, 2, 0]

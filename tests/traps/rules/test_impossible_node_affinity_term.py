"""A term of the required node affinity that no node can meet, beside one that some can."""

from __future__ import annotations

from tests.traps.node_affinity import FIELD, TERMS, term
from tests.traps.workloads import of_daemonset

WHOLE_AFFINITY = "DS504"
CODE = "DS505"


def test_one_impossible_term_among_others_is_told_alone():
    terms = [term("a In x"), term("a In x", "a NotIn x"), {}]
    assert of_daemonset(WHOLE_AFFINITY, {TERMS: terms}) == []
    assert [field for field, _ in of_daemonset(CODE, {TERMS: terms})] == [
        f"{FIELD}[1].matchExpressions[1]",
        f"{FIELD}[2]",
    ]

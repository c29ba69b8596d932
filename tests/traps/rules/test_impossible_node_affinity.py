"""Required node affinity that no node can meet."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import FIELD, TERMS, expression, term
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS504"
ONE_TERM = "DS505"


@pytest.mark.parametrize(
    ("terms", "field", "message"),
    [
        ([term("a In x", "a In y")], "[0].matchExpressions[1]", "no node matches a In [x] and a In [y]"),
        ([{}], "[0]", "an empty term matches no node"),
        ([{"matchExpressions": []}, {}], "[0]", "an empty term matches no node"),
        (
            [term("a Gt few")],
            "[0].matchExpressions[0]",
            "Gt compares integers, and 'few' is not one: the term matches no node",
        ),
        (
            [{"matchFields": [expression("metadata.name In n1"), expression("metadata.name In n2")]}],
            "[0].matchFields[1]",
            "no node matches metadata.name In [n1] and metadata.name In [n2]",
        ),
    ],
)
def test_no_node_meets_the_whole_affinity(terms, field, message):
    assert of_daemonset(CODE, {TERMS: terms}) == [(FIELD + field, message)]
    assert of_daemonset(ONE_TERM, {TERMS: terms}) == []
    assert len(of_pod(CODE, {TERMS: terms})) == 1


def test_the_node_selector_counts_beside_each_term():
    terms = [term("kubernetes.io/os In windows")]
    message = "no node matches kubernetes.io/os In [linux] and kubernetes.io/os In [windows]"
    assert of_daemonset(CODE, {TERMS: terms}) == [(f"{FIELD}[0].matchExpressions[0]", message)]


@pytest.mark.parametrize(
    "terms",
    [
        [term("a In x", "b In y")],
        [{"matchFields": [expression("metadata.name In node.with.a.very-long-name")]}],
        [term("a Gt 0", "a Lt 100")],
    ],
)
def test_terms_that_a_node_can_meet_are_no_trap(terms):
    assert of_daemonset(CODE, {TERMS: terms}) == []
    assert of_daemonset(ONE_TERM, {TERMS: terms}) == []

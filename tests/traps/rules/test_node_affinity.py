"""Required node affinity that no node can meet, wholly or in one term."""

from __future__ import annotations

import pytest

from dslint.kubernetes.selectors import Requirement
from dslint.traps.support.node_terms import satisfiable
from tests.traps.workloads import of_daemonset, of_pod

IMPOSSIBLE, DEAD = "DS504", "DS505"
TERMS = "pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
FIELD = "spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"


def _one(text):
    key, operator, *values = text.split()
    return {"key": key, "operator": operator, **({"values": values} if values else {})}


def _term(*texts):
    return {"matchExpressions": [_one(text) for text in texts]}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["a In x"], True),
        (["a In x y", "a In y z"], True),
        (["a In x", "a In y"], False),
        (["a In x", "a NotIn x"], False),
        (["a In x y", "a NotIn x"], True),
        (["a Exists", "a DoesNotExist"], False),
        (["a In x", "a DoesNotExist"], False),
        (["a NotIn x", "a DoesNotExist"], True),
        (["a NotIn x", "a Exists"], True),
        (["a Gt 5", "a Lt 7"], True),
        (["a Gt 5", "a Lt 6"], False),
        (["a Gt 5", "a Lt 5"], False),
        (["a Gt 5", "a DoesNotExist"], False),
        (["a Gt 5", "a In 3 9"], True),
        (["a Gt 5", "a In 3 5"], False),
        (["a Gt 5", "a In many"], False),
        (["a Gt 5", "a NotIn 6", "a Lt 7"], True),
    ],
)
def test_requirements_of_one_key_exclude_each_other_or_not(texts, expected):
    assert satisfiable([Requirement.of(_one(text)) for text in texts]) is expected


@pytest.mark.parametrize(
    ("terms", "field", "message"),
    [
        ([_term("a In x", "a In y")], "[0].matchExpressions[1]", "no node matches a In [x] and a In [y]"),
        ([{}], "[0]", "an empty term matches no node"),
        ([{"matchExpressions": []}, {}], "[0]", "an empty term matches no node"),
        (
            [_term("a Gt few")],
            "[0].matchExpressions[0]",
            "Gt compares integers, and 'few' is not one: the term matches no node",
        ),
        (
            [{"matchFields": [_one("metadata.name In n1"), _one("metadata.name In n2")]}],
            "[0].matchFields[1]",
            "no node matches metadata.name In [n1] and metadata.name In [n2]",
        ),
    ],
)
def test_no_node_meets_the_whole_affinity(terms, field, message):
    assert of_daemonset(IMPOSSIBLE, {TERMS: terms}) == [(FIELD + field, message)]
    assert of_daemonset(DEAD, {TERMS: terms}) == []
    assert len(of_pod(IMPOSSIBLE, {TERMS: terms})) == 1


def test_the_node_selector_counts_beside_each_term():
    terms = [_term("kubernetes.io/os In windows")]
    message = "no node matches kubernetes.io/os In [linux] and kubernetes.io/os In [windows]"
    assert of_daemonset(IMPOSSIBLE, {TERMS: terms}) == [(f"{FIELD}[0].matchExpressions[0]", message)]


def test_one_impossible_term_among_others_is_reported_alone():
    terms = [_term("a In x"), _term("a In x", "a NotIn x"), {}]
    assert of_daemonset(IMPOSSIBLE, {TERMS: terms}) == []
    assert [field for field, _ in of_daemonset(DEAD, {TERMS: terms})] == [
        f"{FIELD}[1].matchExpressions[1]",
        f"{FIELD}[2]",
    ]


@pytest.mark.parametrize(
    "terms",
    [
        [_term("a In x", "b In y")],
        [{"matchFields": [_one("metadata.name In node.with.a.very-long-name")]}],
        [_term("a Gt 0", "a Lt 100")],
    ],
)
def test_terms_that_a_node_can_meet_are_not_a_trap(terms):
    assert of_daemonset(IMPOSSIBLE, {TERMS: terms}) == []
    assert of_daemonset(DEAD, {TERMS: terms}) == []

"""One workload of a plan as expectations see it: its name, its nodes by state, and limits as numbers or shares."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dslint.expectations.expectation_subject import ExpectationSubject, amount, counted, listed, within
from dslint.findings import ObjectRef
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.plans import RUNS, WANTS, Placement, State, WorkloadPlan


@pytest.mark.parametrize(
    ("limit", "of", "expected"),
    [
        (5, 100, Fraction(5)),
        ("5%", 100, Fraction(5)),
        ("2.5%", 10, Fraction(1, 4)),
        ("100%", 0, Fraction(0)),
        ("33%", 3, Fraction(99, 100)),
    ],
)
def test_a_limit_is_a_number_or_an_exact_share(limit: int | str, of: int, expected: Fraction) -> None:
    assert amount(limit, of) == expected


@pytest.mark.parametrize(
    ("count", "limit", "of", "passes"),
    [
        (1, "33%", 3, False),
        (1, "34%", 3, True),
        (1, "10%", 10, True),
        (2, "10%", 19, False),
        (0, 0, 9, True),
        (1, 0, 9, False),
    ],
)
def test_a_share_is_not_rounded(count: int, limit: int | str, of: int, passes: bool) -> None:
    assert within(count, limit, of) is passes


@pytest.mark.parametrize(("number", "said"), [(0, "0 nodes"), (1, "1 node"), (2, "2 nodes")])
def test_a_count_has_its_noun(number: int, said: str) -> None:
    assert counted(number) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "c"], "a, b, c"),
        (["a", "b", "c", "d"], "a, b, c and 1 more"),
        (list("abcdefg"), "a, b, c and 4 more"),
    ],
)
def test_three_names_are_listed_and_the_others_counted(names: list[str], said: str) -> None:
    assert listed(names) == said


def subject(namespace: str = "logging") -> ExpectationSubject:
    nodes = [Node(index, f"n{index}", Shape({}, ()), {}) for index in range(3)]
    placement = (
        Placement(State.BOUND, ("n1",)),
        Placement(State.CANDIDATE, ("n0",)),
        Placement(State.PENDING, ("n2", "gone")),
        Placement(State.EXCLUDED, ("other",)),
    )
    plan = WorkloadPlan(ObjectRef("apps/v1", "DaemonSet", namespace, "agent"), placement=placement)
    return ExpectationSubject(plan, Cluster("lab", nodes), "1.36", None, lambda **_: None)


def test_nodes_are_asked_for_by_state() -> None:
    assert subject().names(RUNS) == ["n1", "n0"]
    assert subject().names(WANTS) == ["n1", "n0", "n2", "gone"]
    assert [group.state for group in subject().groups(frozenset({State.EXCLUDED}))] == [State.EXCLUDED]


def test_nodes_that_the_cluster_has_not_are_left_out() -> None:
    assert [node.name for node in subject().nodes(WANTS)] == ["n1", "n0", "n2"]


def test_a_workload_is_called_by_namespace_and_name() -> None:
    assert subject().called == "logging/agent"
    assert subject("").called == "default/agent"

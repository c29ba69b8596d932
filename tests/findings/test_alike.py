"""The first few findings of a kind are told, and how many more there are."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import dslint
from dslint.findings.alike import summed_up


class Found(NamedTuple):
    kind: str
    number: int
    more: int = 0


def found(**numbers: int) -> list[Found]:
    return [Found(kind, number) for kind, most in numbers.items() for number in range(most)]


def told(findings: list[Found]) -> list[tuple[str, int, int]]:
    return [tuple(one) for one in summed_up(findings, lambda one: one.kind, most=2)]


def test_the_last_one_told_says_how_many_more_there_are() -> None:
    assert told(found(a=5, b=1)) == [("a", 0, 0), ("a", 1, 3), ("b", 0, 0)]


def test_a_single_one_more_is_told_itself() -> None:
    assert told(found(a=3, b=3)) == [tuple(one) for one in found(a=3, b=3)]
    assert told(found(a=3, b=4)) == [*(tuple(one) for one in found(a=3)), ("b", 0, 0), ("b", 1, 2)]


def test_the_order_stays_and_what_a_finding_stands_for_is_kept() -> None:
    mixed = [Found("a", 0), Found("b", 0), Found("a", 1, more=4), Found("b", 1), Found("a", 2), Found("a", 3)]
    assert told(mixed) == [("a", 0, 0), ("b", 0, 0), ("a", 1, 6), ("b", 1, 0)]


@pytest.mark.parametrize("fold", [True, False])
def test_the_python_interface_tells_of_each_finding_if_asked_not_to_fold(*, fold: bool) -> None:
    labels = {f"-{index}": "x" for index in range(50)}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "labels": labels}, "spec": {"containers": []}}
    found = [finding for finding in dslint.lint(pod, fold=fold).findings if finding.field == "metadata.labels"]
    assert len(found) == (20 if fold else 50)
    assert sum(finding.total for finding in found) == 50

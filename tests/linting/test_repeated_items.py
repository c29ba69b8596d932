"""An item that a list has twice: one goes if both are the same."""

from __future__ import annotations

import pytest

from dslint.findings import Problem, Related
from dslint.linting.repeated_items import without_repeat
from tests.fixing import DAEMONSET, added

VALUE = {"a": [{"n": 1, "m": 2}, {"n": 1, "m": 2}, {"n": 1, "m": True}], "b": [{"n": 1, "m": 2}]}


@pytest.mark.parametrize(
    ("path", "other", "removed"),
    [
        (("a", 1, "n"), ("a", 0, "n"), ("a", 1)),
        (("a", 1), ("a", 0), ("a", 1)),
        (("a", 2, "n"), ("a", 0, "n"), None),
        (("a", 1, "n"), ("b", 0, "n"), None),
        (("a", 3, "n"), ("a", 0, "n"), None),
        (("a", 1, "n"), ("a", 1, "n"), None),
    ],
)
def test_only_an_equal_item_of_the_same_list_can_go(
    path: tuple[str | int, ...], other: tuple[str | int, ...], removed: tuple[str | int, ...] | None
) -> None:
    fix = without_repeat(Problem("DS236", "twice", path, related=(Related("the first", other),)), VALUE)
    assert (fix.edits[0].path if fix else None) == removed


def test_a_problem_without_another_place_has_no_fix() -> None:
    assert without_repeat(Problem("DS204", "twice", ("a", 1, "n")), VALUE) is None


@pytest.mark.parametrize(
    ("code", "field", "item"),
    [
        ("DS236", "", "- {name: agent, image: 'registry.example/agent:1.0'}"),
        ("DS309", "        env:\n", "        - {name: A, value: b}"),
        ("DS311", "        ports:\n", "        - containerPort: 80"),
        ("DS306", "      hostAliases:\n", "      - {ip: 192.0.2.1, hostnames: [a]}"),
        ("DS307", "      imagePullSecrets:\n", "      - name: a"),
    ],
)
def test_three_equal_items_become_one(code: str, field: str, item: str) -> None:
    indented = f"{'      ' if not field else ''}{item}\n"
    once = f"{field}{indented}"
    kept = "" if code == "DS236" else once
    assert added(code, kept + indented + indented, to=DAEMONSET, unsafe=False) == kept

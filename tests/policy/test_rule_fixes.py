from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Edit, Operation
from dslint.policy.rule_fixes import fix_errors, fix_of
from dslint.policy.view import Part

CONTAINER = Part({}, ("spec", "containers", 1), {("security",): ("spec", "containers", 1, "securityContext")}, "agent")


def edits(given: dict[str, Any], *path: str | int) -> list[Edit]:
    return list(fix_of({"safe": False, **given}, CONTAINER, path).edits)


def test_a_fix_sets_and_removes_fields_where_the_rule_looks() -> None:
    within = ("spec", "containers", 1)
    assert edits({"set": {"imagePullPolicy": "Always"}, "remove": ["tty"]}, "imagePullPolicy") == [
        Edit(Operation.SET, (*within, "imagePullPolicy"), "Always"),
        Edit(Operation.REMOVE, (*within, "tty")),
    ]


def test_each_item_of_a_list_is_the_one_with_the_finding() -> None:
    assert [edit.path[3:] for edit in edits({"remove": ["ports[].hostPort", "env[]"]}, "ports", 2, "hostPort")] == [
        ("ports", 2, "hostPort"),
        ("env", 2),
    ]


def test_what_a_container_inherits_is_set_where_it_is_written() -> None:
    (edit,) = edits({"set": {"security.runAsNonRoot": True}}, "security", "runAsNonRoot")
    assert edit.path[-2:] == ("securityContext", "runAsNonRoot")


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        ({"set": {"spec.hostUsers": False}}, "set hostUsers to false"),
        (
            {"set": {"security.a": "x"}, "remove": ["ports[].hostPort"]},
            "set securityContext.a to x and remove ports.hostPort",
        ),
        ({"remove": ["a.b.c"], "summary": "leave it out"}, "leave it out"),
    ],
)
def test_a_fix_says_what_it_does(given: dict[str, Any], summary: str) -> None:
    assert fix_of({"safe": True, **given}, CONTAINER, ("ports", 0, "hostPort")).summary == summary


def test_a_fix_says_whether_it_is_safe_and_since_when() -> None:
    fix = fix_of({"safe": True, "since": "1.19", "remove": ["a"]}, CONTAINER, ("a",))
    assert (fix.safe, fix.since) == (True, "1.19")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"set": {"ports[].hostPort": 1}}, []),
        ({"remove": ["ports[]"]}, []),
        (
            {"remove": ["env[].name"]},
            ["env[].name: each [] must be one that path has too; begin it as ports[].hostPort begins"],
        ),
        ({"set": {"pod.x": 1}}, ["pod.x: no container has that field in a manifest; write another"]),
    ],
)
def test_a_fix_that_leads_nowhere_is_an_error(given: dict[str, Any], words: list[str]) -> None:
    assert [message for _, message in fix_errors(given, "ports[].hostPort", of_containers=True)] == words
    assert list(fix_errors({"set": {"pod": 1}}, "spec.x", of_containers=False)) == []

"""An object that no request can hold is refused before anything is decoded."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dslint
from dslint.api_server import request_size, stored_object
from dslint.api_server.request_size import MOST_BYTES, TOO_LARGE, too_large
from dslint.kubernetes.release import Release
from tests.planning.nodes import daemonset, node

NEW, OLD = Release.of("1.36"), Release.of("1.16")
SHORT = "a: &a x\nb: *a\n"


def of_size(size: int) -> dict[str, Any]:
    """A value whose JSON has so many bytes, most of them in many parts that are one."""
    part = ["é" * 500] * 10
    parts: dict[str, Any] = {"kind": "Pod", "parts": [part] * 250, "rest": ""}
    return parts | {"rest": "x" * (size - bytes_of(parts))}


def bytes_of(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def test_a_request_may_have_three_mebibytes_and_no_more() -> None:
    most = of_size(MOST_BYTES)
    assert bytes_of(most) == MOST_BYTES
    assert too_large(most, NEW) is None
    problem = too_large(of_size(MOST_BYTES + 1), NEW)
    assert problem is not None
    assert (problem.code, problem.message) == (TOO_LARGE, "Request entity too large: limit is 3145728")
    assert too_large(of_size(MOST_BYTES + 1), OLD) is None


@pytest.mark.parametrize(
    "value", [{}, [], {"a": None, "b": [True, False]}, [{}, [], ["", "é€😀"]], {"a": {"b": {"c": [[[]]]}}}]
)
def test_the_size_is_that_of_compact_json(value: Any) -> None:
    assert request_size._bytes_of_json(value, 1_000) == bytes_of(value)


@pytest.mark.parametrize("value", [{"a": 12, "b": 1.5e300}, ['"\\\n\x00'], {1: -1}])
def test_numbers_and_escaped_characters_count_as_the_least_that_they_take(value: Any) -> None:
    assert request_size._bytes_of_json(value, 1_000) < bytes_of(value)


def test_parts_that_recur_without_end_are_not_all_counted() -> None:
    value: Any = "x"
    for _ in range(200):
        value = [value, value]
    assert request_size._bytes_of_json(value, 10_000) > 10_000


def test_only_long_texts_and_those_with_aliases_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[object] = []
    monkeypatch.setattr(request_size, "too_large", lambda value, _: counted.append(value))
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: a:1}]\n"
    dslint.lint_text(pod)
    assert counted == []
    dslint.lint_text(f"{pod}---\n{SHORT}")
    dslint.lint_text(pod + "#" * stored_object.LARGE_TEXT)
    assert len(counted) == 2


def test_nothing_else_is_said_of_it_and_it_is_not_planned() -> None:
    agent = daemonset(nonsense={"a": ["x" * 1_000] * 4_000})
    (found,) = dslint.lint(agent).findings
    assert (found.code, found.line) == (TOO_LARGE, None)
    plan = dslint.plan(agent, inventory=node("n"))
    assert [one.code for one in plan.workloads[0].rejected] == [one.code for one in plan.findings] == [TOO_LARGE]
    assert plan.verdict is not None
    assert plan.verdict.reason == f"the API server rejects default/agent: {found.message}"

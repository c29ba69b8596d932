"""Each rule's file names the function that decides it, and that function yields the rule's code in its examples."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest
import yaml

from dslint.data import rules_folder
from dslint.policy import catalogue
from tests.policy.test_rule_examples import PLANS, linted, marks

RULES = {
    path.name[:5]: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for path in rules_folder().glob("DS*.yaml")
}
DECIDED = {code: rule["decidedBy"] for code, rule in sorted(RULES.items()) if "decidedBy" in rule}


def resolved(name: str) -> tuple[ModuleType, Any]:
    """The module and the function of `dslint.module.Class.function`."""
    parts = name.split(".")
    for depth in range(len(parts) - 1, 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:depth]))
        except ModuleNotFoundError:
            continue
        found: Any = module
        for part in parts[depth:]:
            found = getattr(found, part)
        return module, found
    raise ModuleNotFoundError(name)


def test_a_rule_is_decided_by_its_assertion_or_by_a_function() -> None:
    assert [code for code, rule in RULES.items() if ("assert" in rule) is ("decidedBy" in rule)] == []


@pytest.mark.parametrize(("code", "name"), DECIDED.items(), ids=DECIDED)
def test_the_function_is_there(code: str, name: str) -> None:
    _, function = resolved(name)
    assert inspect.isroutine(function), f"rules/{code}: {name}"


def returned_by(function: Callable[..., Any], run: Callable[[], object]) -> list[Any]:
    """What a function returned, yielded or raised while something ran; the function itself where it had nothing."""
    wanted, seen = inspect.unwrap(function).__code__, []

    def profile(frame: FrameType, event: str, value: Any) -> None:
        if frame.f_code is wanted and event == "return":
            seen.append(value)

    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(None)
    return seen


def codes_of(value: Any) -> set[str]:
    if isinstance(value, (list, tuple)) and not hasattr(value, "code"):
        return {code for item in value for code in codes_of(item)}
    return {value} if isinstance(value, str) else {getattr(value, "code", "")}


def names_code(function: Callable[..., Any], code: str) -> bool:
    """Whether a function that reports by a call uses the code, or its module states it as a constant."""
    function = inspect.unwrap(function)
    constants = [getattr(module, name, None) for module in modules_of(function) for name in function.__code__.co_names]
    return code in (*function.__code__.co_consts, *constants, *stated_by(sys.modules[function.__module__]))


def stated_by(module: ModuleType) -> list[Any]:
    return [value for name, value in vars(module).items() if name.isupper()]


def modules_of(function: Callable[..., Any]) -> list[Any]:
    own = sys.modules[function.__module__]
    return [own, *(value for value in vars(own).values() if isinstance(value, ModuleType))]


LINTED = {code: name for code, name in DECIDED.items() if not code.startswith(PLANS)}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param(code, name, id=code, marks=[mark for one in catalogue.page(code).examples for mark in marks(one)])
        for code, name in LINTED.items()
    ],
)
def test_the_function_yields_the_code_in_the_examples(code: str, name: str, tmp_path: Path) -> None:
    _, function = resolved(name)
    seen = []
    for example in catalogue.page(code).examples:
        seen += returned_by(function, partial(linted, example.bad, example.options.name, example, tmp_path))
    assert seen, f"{name} does not run in the examples of {code}"
    codes = set().union(*map(codes_of, seen)) & set(RULES)
    assert code in codes if codes else names_code(function, code)


@pytest.mark.parametrize("code", sorted(set(DECIDED) - set(LINTED)))
def test_the_function_that_decides_on_a_plan_uses_the_code(code: str) -> None:
    _, function = resolved(DECIDED[code])
    assert names_code(function, code)

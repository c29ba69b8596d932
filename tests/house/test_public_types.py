"""No `Any` in what is public: the functions of `dslint`, and whatever can be reached from their results."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import dslint
from tools.generate_json_types import MODULES, module

TOP = Path(__file__).parents[2]

Place = tuple[str, str]
"""A module, and a name in it."""


@cache
def tree_of(name: str) -> ast.Module:
    path = TOP / name.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imported(name: str) -> dict[str, Place]:
    """Where the names come from that a module imports, also for types only."""
    statements = (one for one in ast.walk(tree_of(name)) if isinstance(one, ast.ImportFrom) and one.module)
    return {alias.asname or alias.name: (str(one.module), alias.name) for one in statements for alias in one.names}


def definition(place: Place) -> tuple[Place, ast.stmt | None]:
    """What a name stands for, and where that is: imports are followed."""
    name, word = place
    for one in tree_of(name).body:
        if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == word:
            return place, one
        if isinstance(one, ast.Assign) and any(ast.unparse(target) == word for target in one.targets):
            return place, one
        if isinstance(one, ast.AnnAssign) and ast.unparse(one.target) == word:
            return place, one
    further = imported(name).get(word)
    if further is None or not further[0].startswith("dslint"):
        return place, None
    return definition(further)


def annotations(node: ast.AST) -> list[ast.expr]:
    """What the types of a function, a class or an alias say; private members are left out."""
    if isinstance(node, ast.FunctionDef):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
        typed = [one.annotation for one in arguments if one is not None and one.annotation is not None]
        return typed + ([node.returns] if node.returns else [])
    if isinstance(node, ast.ClassDef):
        members = [one for one in node.body if not is_private(one)]
        of_members = [found for one in members for found in annotations(one)]
        return [*node.bases, *of_members]
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    return [node.value] if isinstance(node, ast.Assign) else []


def is_private(member: ast.stmt) -> bool:
    named = member.name if isinstance(member, ast.FunctionDef) else ""
    named = ast.unparse(member.target) if isinstance(member, ast.AnnAssign) else named
    return named.startswith("_")


def words(annotation: ast.expr) -> set[str]:
    """The names in a type, also in one that is written as a string."""
    found = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
    texts = [
        node.value for node in ast.walk(annotation) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return found | {word for text in texts for word in re.findall(r"[A-Za-z_]+", text)}


def reached() -> dict[Place, set[str]]:
    """All that can be reached from `dslint`, with the names in its types."""
    waiting: list[Place] = [("dslint", name) for name in dslint.__all__ if name != "__version__"]
    found: dict[Place, set[str]] = {}
    while waiting:
        place, node = definition(waiting.pop())
        if place in found or node is None:
            continue
        found[place] = {word for annotation in annotations(node) for word in words(annotation)}
        waiting += [] if place[0] in INSIDE else [(place[0], word) for word in found[place] if word != "Any"]
    return found


INSIDE = {
    "dslint.source.inputs",
    "dslint.policy.policies",
    "dslint.inventory.reader",
    "dslint.api_server.baseline",
    "dslint.own_files.configuration.ignores",
    "dslint.cache",
}
"""Modules of values that only the commands pass to `lint`; what is within them is not public."""


def test_nothing_public_is_any() -> None:
    found = reached()
    assert [f"{name}.{word}" for (name, word), types in found.items() if "Any" in types and name not in INSIDE] == []
    assert {("dslint.findings.problems", "Fix"), ("dslint.plans.json_types", "PlanDict")} <= set(found)
    assert len(found) > 80


def test_types_of_json_are_those_of_the_schemas() -> None:
    assert {file: (TOP / file).read_text(encoding="utf-8") for file in MODULES} == {
        file: module(file) for file in MODULES
    }


def test_every_public_name_is_imported_when_it_is_used() -> None:
    assert [name for name in dslint.__all__ if getattr(dslint, name) is None] == []
    assert (TOP / "dslint/py.typed").is_file()

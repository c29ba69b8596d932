"""The arrows of the design: who may import whom, and no circle between rooms or files. Data flows one way."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "dslint"

VALUES = {"findings", "plans", "data"}
"""Rooms of plain values, open to all."""

# Each room and the rooms that it imports besides the plain values: all that is allowed is used.
ARROWS: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"__init__", "cli"},
    "cli": {
        "__init__",
        "api_server",
        "cache",
        "engine",
        "expectations",
        "inventory",
        "kubectl",
        "kubernetes",
        "linting",
        "own_files",
        "policy",
        "report",
        "schema",
        "source",
    },
    "engine": {"cache", "kubernetes", "linting", "planning", "policy", "source"},
    "linting": {
        "admission",
        "api_server",
        "cache",
        "kubelet",
        "kubernetes",
        "policy",
        "schema",
        "source",
        "traps",
        "validation",
    },
    "planning": {
        "admission",
        "api_server",
        "expectations",
        "inventory",
        "kubectl",
        "kubelet",
        "kubernetes",
        "linting",
        "placement",
        "policy",
        "rollout",
        "schema",
        "source",
    },
    "report": {"__init__", "policy"},
    "expectations": {"inventory", "kubernetes", "own_files"},
    "rollout": {"inventory", "kubectl", "kubernetes", "placement"},
    "placement": {"kubernetes"},
    "kubectl": {"kubernetes"},
    "kubelet": {"admission", "kubernetes", "schema", "source", "validation"},
    "inventory": {"admission", "kubernetes", "own_files", "schema", "source"},
    "policy": {"admission", "kubernetes", "own_files", "source"},
    "traps": {"admission", "kubernetes"},
    "api_server": {"admission", "kubernetes", "schema", "source", "validation"},
    "validation": {"kubernetes"},
    "schema": {"kubernetes"},
    "admission": {"kubernetes"},
    "own_files": {"kubernetes", "source"},
    "source": set(),
    "cache": {"__init__"},
    "kubernetes": set(),
    "findings": set(),
    "plans": set(),
    "data": set(),
}

HEAVY = {"click": {"cli"}, "ruamel": {"inventory"}}
"""Packages and the rooms that import them."""


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    return ".".join(("dslint", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


FILES = {name_of(file): file for file in modules()}


def imported(file: Path) -> set[str]:
    """Names of all modules a file imports at run time, wherever the import stands; those of a name's module too."""
    found: set[str] = set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = {id(child) for node in ast.walk(tree) if is_type_checking(node) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in FILES else node.module)
    return found


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def files_imported(file: Path) -> set[str]:
    return {name for name in imported(file) if name in FILES} - {name_of(file)}


def rooms_imported(file: Path) -> set[str]:
    rooms = {name.split(".")[1] if "." in name else "__init__" for name in files_imported(file)}
    return rooms - {room_of(file)}


def used() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in modules():
        found.setdefault(room_of(file), set()).update(rooms_imported(file))
    return found


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_design_allows(file: Path) -> None:
    beyond = rooms_imported(file) - ARROWS[room_of(file)] - VALUES
    assert not beyond, f"{room_of(file)} may not import {', '.join(sorted(beyond))}"


def test_every_arrow_is_used_and_every_room_is_there() -> None:
    assert {room: rooms - VALUES for room, rooms in used().items()} == ARROWS


@pytest.mark.parametrize("package", sorted(HEAVY))
def test_heavy_packages_stay_in_their_rooms(package: str) -> None:
    users = {room_of(file) for file in modules() if any(name.split(".")[0] == package for name in imported(file))}
    assert users == HEAVY[package]


def test_rooms_form_no_circle() -> None:
    assert circle(used()) is None


def test_files_form_no_circle() -> None:
    assert circle({name: files_imported(file) for name, file in FILES.items()}) is None


def circle(graph: dict[str, set[str]]) -> str | None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " -> ".join(error.args[1])
    return None

"""The arrows of the design: who may import whom, and no circle. Data flows one way."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "dslint"

VALUES = {"findings", "plans", "data"}
"""Rooms of plain values, open to all."""

# Each room and the rooms that it may import besides the plain values.
ARROWS: dict[str, set[str]] = {
    "__init__": {"engine"},
    "__main__": {"cli", "cache", "__init__"},
    "cli": {
        "cache", "engine", "linting", "report", "config", "policy", "schema", "inventory", "rollout", "kubernetes",
        "source", "own_files", "__init__",
    },
    "server": {"engine", "policy", "__init__"},
    "engine": {
        "source", "inventory", "config", "cache", "schema", "validation", "traps", "policy", "kubelet", "rollout",
        "placement", "planning", "linting", "admission", "kubernetes",
    },
    "linting": {"cache", "kubelet", "source", "schema", "admission", "validation", "traps", "policy", "kubernetes"},
    "planning": {
        "linting", "source", "schema", "policy", "rollout", "placement", "kubelet", "admission", "inventory",
        "kubernetes",
    },
    "report": {"policy", "__init__"},
    "rollout": {"placement", "admission", "inventory", "own_files", "kubernetes"},
    "placement": {"admission", "inventory", "kubernetes"},
    "kubelet": {"admission", "validation", "placement", "inventory", "kubernetes", "schema", "source"},
    "schema": {"admission", "kubernetes"},
    "validation": {"kubernetes"},
    "traps": {"admission", "kubernetes"},
    "policy": {"admission", "kubernetes", "source", "config", "own_files"},
    "admission": {"kubernetes"},
    "inventory": {"admission", "source", "schema", "kubernetes", "own_files"},
    "config": {"kubernetes", "own_files", "source"},
    "cache": {"__init__"},
    "own_files": {"source", "kubernetes"},
    "source": {"kubernetes"},
    "edit": {"source"},
    "kubernetes": set(),
    "findings": set(),
    "plans": set(),
    "data": set(),
}  # fmt: skip

HEAVY = {"click": {"cli"}, "ruamel": {"edit", "inventory"}}
"""Packages that only these rooms import."""


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(file: Path) -> set[str]:
    """Full names of all modules a file imports at run time, wherever the import stands."""
    found: set[str] = set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = {id(child) for node in ast.walk(tree) if is_type_checking(node) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.update({f"{node.module}.{alias.name}" for alias in node.names} | {node.module})
    return found


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def rooms_imported(file: Path) -> set[str]:
    known = {room_of(module) for module in modules()}
    rooms = {name.split(".")[1] for name in imported(file) if name.startswith("dslint.")}
    if "dslint" in imported(file) or "dslint.__version__" in imported(file):
        rooms.add("__init__")
    return (rooms & known) - {room_of(file)}


def test_every_room_has_its_arrows() -> None:
    assert {room_of(file) for file in modules()} <= set(ARROWS)


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_design_allows(file: Path) -> None:
    beyond = rooms_imported(file) - ARROWS[room_of(file)] - VALUES
    assert not beyond, f"{room_of(file)} may not import {', '.join(sorted(beyond))}"


@pytest.mark.parametrize("package", sorted(HEAVY))
def test_heavy_packages_stay_in_their_rooms(package: str) -> None:
    users = {room_of(file) for file in modules() if any(name.split(".")[0] == package for name in imported(file))}
    assert users <= HEAVY[package]


def test_rooms_form_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for file in modules():
        graph.setdefault(room_of(file), set()).update(rooms_imported(file))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"rooms import each other in a circle: {' -> '.join(error.args[1])}")

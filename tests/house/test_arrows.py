"""The arrows of the design: which room may import which, and no circle between rooms or files."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "dslint"

VALUES = {"findings", "plans", "data", "limits", "progress", "version"}
"""Rooms of plain values, open to all."""

# Each room and the rooms that it imports besides the plain values: all that is allowed is used.
ARROWS: dict[str, set[str]] = {
    "__init__": {"api_server", "engine", "fixes", "fleet", "inventory", "kubernetes", "migrations", "planner"},
    "__main__": {"cli", "printed_reports", "signals"},
    "cli": {
        "api_server",
        "cache",
        "edit",
        "engine",
        "expectations",
        "inventory",
        "kubectl",
        "kubernetes",
        "migrations",
        "own_files",
        "planner",
        "policy",
        "policy_tests",
        "printed_reports",
        "report",
        "schema",
        "server",
        "signals",
        "source",
        "upgrades",
        "written_file",
    },
    "server": {"edit", "inventory", "kubernetes", "linting", "report", "schema", "source"},
    "edit": {"kubernetes", "schema", "source"},
    "fleet": {"planner"},
    "upgrades": {
        "admission",
        "api_server",
        "inventory",
        "kubelet",
        "kubernetes",
        "placement",
        "rollout",
        "schema",
        "source",
        "traps",
        "validation",
    },
    "fixes": {"edit", "engine", "kubernetes", "source"},
    "migrations": {"edit", "engine", "kubernetes", "source"},
    "engine": {"api_server", "inventory", "kubernetes", "linting", "planner", "policy", "source"},
    "planner": {"api_server", "kubernetes", "planning", "source"},
    "linting": {
        "admission",
        "api_server",
        "cache",
        "edit",
        "kubelet",
        "kubernetes",
        "policy",
        "processes",
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
        "own_files",
        "placement",
        "policy",
        "processes",
        "rollout",
        "source",
    },
    "policy_tests": {
        "admission",
        "api_server",
        "inventory",
        "kubernetes",
        "linting",
        "own_files",
        "source",
    },
    "report": {"policy"},
    "printed_reports": set(),
    "processes": {"signals"},
    "expectations": {"inventory", "kubernetes", "own_files"},
    "rollout": {"inventory", "kubernetes", "placement"},
    "placement": {"kubernetes"},
    "kubectl": {"kubernetes", "rollout"},
    "kubelet": {"api_server", "kubernetes", "schema", "source", "validation"},
    "inventory": {"admission", "kubernetes", "own_files", "schema", "source", "validation"},
    "policy": {"admission", "kubernetes", "own_files", "source"},
    "traps": {"admission", "kubernetes"},
    "api_server": {"admission", "kubernetes", "schema", "source", "validation"},
    "validation": {"kubernetes"},
    "schema": {"kubernetes"},
    "admission": {"kubernetes", "schema"},
    "own_files": {"kubernetes", "source"},
    "source": set(),
    "cache": {"cache_size", "printed_reports", "written_file"},
    "cache_size": set(),
    "signals": set(),
    "written_file": set(),
    "kubernetes": set(),
    "findings": set(),
    "plans": set(),
    "data": set(),
    "limits": set(),
    "progress": set(),
    "version": set(),
}

PACKAGES: dict[str, set[str]] = {
    "cel_expr_python": {"admission.policies.cel.library"},
    "click": {"cli"},
    "jinja2": {"report"},
    "jsonschema": {"own_files"},
    "jsonschema_rs": {"own_files", "policy", "schema"},
    "lsprotocol": {"server"},
    "msgspec": {"expectations", "inventory", "report.plan.json_report"},
    "pygls": {"server"},
    "referencing": {"own_files"},
    "ruamel": {"inventory.compact_writer"},
    "tomli": {"own_files"},
    "yaml": {"source"},
}
"""Packages that are not Python's own, and the rooms or files that import them."""

LATE = {"cel_expr_python", "jinja2", "jsonschema", "jsonschema_rs", "referencing", "ruamel", "tomli"}
"""Packages that are imported inside functions only: a run that does not need them does not wait for them."""


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    return ".".join(("dslint", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


FILES = {name_of(file): file for file in modules()}


@cache
def imported(file: Path) -> set[str]:
    """Names of all modules that a file imports at run time, wherever the import is; also those it imports by name."""
    found: set[str] = set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = {id(child) for node in ast.walk(tree) if is_type_checking(node) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in for_types:
            found.update(names_in(node))
    if "importlib" not in found:
        return found
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {text for text in texts if text in FILES}


def names_in(statement: ast.AST) -> Iterator[str]:
    """The modules that one import statement names."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom) and statement.level == 0 and statement.module:
        for alias in statement.names:
            whole = f"{statement.module}.{alias.name}"
            yield whole if whole in FILES else statement.module


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


def test_packages_are_imported_where_the_design_says() -> None:
    users: dict[str, set[str]] = {}
    for file in modules():
        for package in packages_imported(file):
            files = {place for place in PACKAGES.get(package, ()) if "." in place}
            place = name_of(file).removeprefix("dslint.")
            users.setdefault(package, set()).add(place if place in files else room_of(file))
    assert users == PACKAGES


def packages_imported(file: Path) -> set[str]:
    """The packages of others. tomllib is in the standard library from Python 3.11 on; tomli stands in for it before."""
    return {name.split(".")[0] for name in imported(file)} - sys.stdlib_module_names - {"dslint", "tomllib"}


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_heavy_packages_are_imported_inside_functions(file: Path) -> None:
    top = {name.split(".")[0] for node in ast.parse(file.read_text(encoding="utf-8")).body for name in names_in(node)}
    assert not top & LATE


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


def test_imports_are_found_inside_functions_and_by_name_but_not_for_types(tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text(
        "if TYPE_CHECKING:\n    import yaml\n"
        "def late():\n    import importlib\n    from dslint import engine\n    from dslint.data import refuse\n"
        "    importlib.import_module('dslint.cli.lint')\n"
    )
    assert imported(file) == {"importlib", "dslint.engine", "dslint.data", "dslint.cli.lint"}

"""tests/ mirrors dslint/: the tests of dslint/ROOM/NAME.py are in tests/ROOM/test_NAME.py."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PACKAGE, TESTS = TOP / "dslint", TOP / "tests"

ROOMS = (
    "admission",
    "api_server",
    "cli",
    "edit",
    "expectations",
    "findings",
    "inventory",
    "kubectl",
    "kubelet",
    "kubernetes",
    "linting",
    "own_files",
    "placement",
    "planning",
    "plans",
    "policy",
    "policy_tests",
    "report",
    "rollout",
    "schema",
    "server",
    "source",
    "traps",
    "upgrades",
    "validation",
)
"""The rooms that mirror so far."""

WITHOUT_TESTS: dict[str, str] = {}
"""Modules with functions and without a test file of their own, each with the reason."""

WITHOUT_MODULE = {
    "cli/test_first_steps.py": "what somebody who does not know dslint yet types",
    "report/test_contrast.py": "the colours of terminal output against the backgrounds of terminals",
    "report/test_widths.py": "reports for people at every width of terminals",
    "cli/test_hostile_texts.py": "control characters and workflow commands of files, names and settings in all output",
    "cli/test_isolated.py": "--isolated in lint and plan: what the tree says has no effect",
    "cli/test_lint_admission_policies.py": "admission policies of a cluster at the command line, and their exit codes",
    "cli/test_many_findings.py": "findings that come by the thousand, summed up in every format",
    "cli/test_lint_suppressions.py": "suppressions, baselines and --no-ignores at the command line",
    "cli/test_matches_nothing.py": "arguments and inputs that match nothing, in lint and plan",
    "cli/test_silenced.py": "what configuration, comments and baselines silence, in every summary",
    "cli/test_streams.py": "standard input and output that are closed, full or without end",
    "cli/test_user_rules.py": "users' rules at the command line: lint, explain, rules",
    "cli/test_what_cannot_be_read.py": "locked and missing inputs, and their exit codes",
    "edit/test_any_edit.py": "edits drawn at random, of examples in several styles",
    "inventory/test_documentation.py": "the examples of docs/inventory.md",
    "cli/test_commits.py": "--from git:REF, for lint and plan",
    "inventory/test_dumps.py": "dumps as large clusters have them",
    "linting/test_awkward_values.py": "values that no manifest should hold",
    "placement/test_preemption_across_nodes.py": "the rules that choose a node for preemption, in their order",
    "planning/test_nodes_as_they_are.py": "whole plans on nodes that are down, virtual, under pressure or tainted",
    "planning/test_golden_figures.py": "whole plans on tests/clusters/, with sums that were worked out by hand",
    "planning/test_saved_clusters.py": "plans from what kubectl saves of a cluster, midway and in disorder",
    "policy/test_host_access.py": "the paths of the node and the fields of Linux that policies ask about",
    "policy/test_variants_of_helps.py": "helps applied to static pods, Windows and CSI drivers",
    "policy/test_former_names.py": "names that rules had before, wherever a rule can be named",
    "policy/test_rule_examples.py": "every example of every rule, linted",
    "policy/test_rule_files.py": "every file of rules/ against its schema and the code that emits it",
    "policy/test_static_pods.py": "a control plane as kubeadm writes it, under its profile",
    "report/lint/test_numbers.py": "the numbers of a report of lint in every format",
    "report/plan/test_numbers.py": "the numbers of ten plans in every format",
    "report/test_generated.py": "any text in every format of lint and of plan",
    "schema/test_mutants.py": "the generated schemas on mutants, by both schema libraries",
    "server/test_many_sessions.py": "what sessions with a language server leave behind",
    "upgrades/test_boundaries.py": "both sides of each version in which Kubernetes changed something",
    "source/test_any_text.py": "reading any text",
    "source/test_bounded_patterns.py": "texts that made a pattern take seconds or minutes",
}
"""Test files of no single module, each with its subject."""


def modules(room: str) -> Iterator[Path]:
    """The room's modules. The __init__.py of a package passes calls on: the tests of the whole room go through it."""
    return (file for file in sorted((PACKAGE / room).rglob("*.py")) if file.name != "__init__.py")


def has_functions(file: Path) -> bool:
    """Whether the module does anything: tables, values without methods and Protocols need no tests of their own."""
    pending: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return True
        if not (isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Protocol" for base in node.bases)):
            pending += ast.iter_child_nodes(node)
    return False


def mirror_of(module: Path) -> Path:
    return TESTS / module.relative_to(PACKAGE).with_name(f"test_{module.name}")


def module_of(test_file: Path) -> Path:
    return PACKAGE / test_file.relative_to(TESTS).with_name(test_file.name.removeprefix("test_"))


def has_tests(file: Path) -> bool:
    return file.is_file() and any(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
    )


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_with_functions_has_a_test_file_of_its_name(room: str) -> None:
    doing = [module for module in modules(room) if has_functions(module)]
    missing = [str(module.relative_to(PACKAGE)) for module in doing if not has_tests(mirror_of(module))]
    assert sorted(set(missing) - set(WITHOUT_TESTS)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_test_file_has_the_name_of_a_module(room: str) -> None:
    lost = [file for file in sorted((TESTS / room).rglob("test_*.py")) if not module_of(file).is_file()]
    assert sorted({str(file.relative_to(TESTS)) for file in lost} - set(WITHOUT_MODULE)) == []


def test_exceptions_are_those_that_are_needed() -> None:
    assert [name for name in WITHOUT_TESTS if has_tests(mirror_of(PACKAGE / name))] == []
    assert [name for name in WITHOUT_TESTS if not has_functions(PACKAGE / name)] == []
    assert [name for name in WITHOUT_MODULE if not has_tests(TESTS / name) or module_of(TESTS / name).is_file()] == []
    assert [room for room in ROOMS if not (PACKAGE / room).is_dir()] == []


@pytest.mark.parametrize(
    ("text", "functions"),
    [
        ("A = 1\n", False),
        ("class A:\n    x: int\n", False),
        ("class A(Protocol):\n    def f(self): ...\n", False),
        ("class A:\n    def f(self): ...\n", True),
        ("if x:\n    def f(): ...\n", True),
        ("async def f(): ...\n", True),
    ],
)
def test_values_and_protocols_are_no_functions(text: str, functions: bool, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(text)
    assert has_functions(tmp_path / "a.py") is functions

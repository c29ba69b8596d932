"""Nothing of a file, a name or a setting is obeyed by a terminal or a workflow log: each way out is tried."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from pathlib import Path

import pytest

import dslint as package
from tests.cli.conftest import Dslint, Ran

ROOT = Path(package.__file__).parents[1]
NODES = str(ROOT / "examples" / "nodes.yaml")
HOSTILE = "x\n::add-mask::x\x1b[2J\x9b31m\u202e##[group]y"
OBEYED = re.compile(r"^\s*::|##(?:vso)?\[", re.MULTILINE)
POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "x:1"}]}\n'
HOSTILE_LINE = "::add-mask::x\r\x1b[2J\x9b31m\u202e##[group]y"
RULE = {
    "code": "ACME001",
    "name": "acme-rule",
    "severity": "warning",
    "origin": "policy",
    "summary": HOSTILE_LINE,
    "reason": f"It matters because of this and that:\n{HOSTILE}",
    "help": HOSTILE_LINE,
    "match": {"containers": ["containers"]},
    "path": "image",
    "assert": {"pattern": "^never$"},
    "message": HOSTILE_LINE,
    "examples": [{"bad": f"{POD}# warning: ACME001 {HOSTILE}\n", "good": POD}],
}


def harmless(ran: Ran, *, beside: str = "\n") -> None:
    for text in (ran.out, ran.err):
        assert OBEYED.findall(text) == []
        assert [c for c in text if c not in beside and unicodedata.category(c) in {"Cc", "Cf", "Cs"}] == []
    assert ran.code != 4


def written(folder: Path, name: str, value: object) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    written(tmp_path, "pod.yaml", POD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "configuration",
    [{HOSTILE: 1}, {"ignore": [HOSTILE]}, {"rules": [HOSTILE]}, {"failOn": HOSTILE}, {"kubernetesVersions": HOSTILE}],
    ids=["key", "ignore", "rules", "value", "version"],
)
@pytest.mark.parametrize("command", ["lint", "config show"])
def test_settings(dslint: Dslint, folder: Path, configuration: object, command: str) -> None:
    written(folder, ".dslint.yaml", configuration)
    harmless(dslint(*command.split(), "pod.yaml"))


@pytest.mark.parametrize(
    "rule", [RULE, {**RULE, HOSTILE: 1}, {**RULE, "severity": HOSTILE}], ids=["good", "key", "value"]
)
@pytest.mark.parametrize(
    "command",
    [
        "rules", "rules --format json", "explain acme-rule", "explain acme-rule --format md",
        "explain acme-rule --format json", "lint pod.yaml", "lint pod.yaml --format concise",
        "lint pod.yaml --format sarif", "lint pod.yaml --format junit",
    ],
)  # fmt: skip
def test_own_rules(dslint: Dslint, folder: Path, rule: object, command: str) -> None:
    written(folder, "rules/ACME001-acme-rule.yaml", rule)
    ran = dslint(*command.split(), "--rules", "rules")
    harmless(ran)
    assert rule is not RULE or "add-mask" in ran.out


def test_help_of_own_rules_in_annotations(dslint: Dslint, folder: Path) -> None:
    written(folder, "rules/ACME001-acme-rule.yaml", RULE)
    ran = dslint("lint", "pod.yaml", "--rules", "rules", "--format", "github", "--select", "ACME001")
    command, summary = ran.out.splitlines()
    assert command.startswith("::warning file=pod.yaml,")
    harmless(Ran(ran.code, f"{command[2:]}\n{summary}\n", ran.err))


@pytest.mark.parametrize(
    "command", ["plan --nodes nodes.yaml pod.yaml", "inventory show nodes.yaml", "inventory compress nodes.yaml"]
)
@pytest.mark.parametrize(
    "inventory",
    [
        {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "metadata": {"name": "a"}, "spec": {HOSTILE: 1}},
        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": HOSTILE, "labels": {HOSTILE: HOSTILE}}},
    ],
    ids=["key", "node"],
)  # fmt: skip
def test_inventories(dslint: Dslint, folder: Path, inventory: object, command: str) -> None:
    written(folder, "nodes.yaml", inventory)
    harmless(dslint(*command.split()))


@pytest.mark.parametrize(
    "options", [["--explain", HOSTILE], ["--trace"], ["--all"], ["--format", "markdown"], ["--format", "html"]]
)
def test_names_of_nodes(dslint: Dslint, folder: Path, options: list[str]) -> None:
    nodes = [
        {
            "apiVersion": "v1",
            "kind": "Node",
            "metadata": {"name": HOSTILE},
            "spec": {},
            "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "9"}},
        }
    ]
    written(folder, "nodes.json", {"apiVersion": "v1", "kind": "List", "items": nodes})
    harmless(dslint("plan", "--nodes", "nodes.json", str(ROOT / "examples" / "fluentd.yaml"), *options))


@pytest.mark.parametrize("options", [[], ["--revision", "2"]])
def test_saved_objects(dslint: Dslint, folder: Path, options: list[str]) -> None:
    text = (ROOT / "examples" / "rollback" / "objects.json").read_text(encoding="utf-8")
    saved = json.loads(text)
    for item in saved["items"]:
        item["metadata"].setdefault("annotations", {})["kubernetes.io/change-cause"] = HOSTILE
        if item["kind"] == "ControllerRevision":
            item["data"]["spec"]["template"]["metadata"].setdefault("annotations", {})["a"] = HOSTILE
    written(folder, "objects.json", saved)
    ran = dslint("rollout", "history", "ds/agent", "-f", "objects.json", *options)
    # kubectl's own tabs stay.
    harmless(ran, beside="\n\t")
    assert "add-mask" in ran.out
    harmless(dslint("rollout", "undo", "ds/agent", "-f", "objects.json", "--dry-run=client"), beside="\n\t")


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", HOSTILE],
        ["lint", HOSTILE, "-q"],
        ["lint", "pod.yaml", "--from", HOSTILE],
        ["lint", "pod.yaml", "--config", HOSTILE],
        ["lint", "pod.yaml", "--baseline", HOSTILE],
        ["lint", "pod.yaml", "--rules", HOSTILE],
        ["lint", "pod.yaml", "--select", HOSTILE],
        ["lint", "pod.yaml", "--format", HOSTILE],
        ["lint", "pod.yaml", "--format", f"json={HOSTILE}/x"],
        ["lint", f"--{HOSTILE}"],
        ["lint", "pod.yaml", "-k", HOSTILE],
        ["lint", "pod.yaml", "--feature-gates", f"{HOSTILE}=true"],
        ["lint", "--static-pods", HOSTILE, "--node", HOSTILE],
        ["plan", "--nodes", HOSTILE, "pod.yaml"],
        ["plan", "--nodes", NODES, HOSTILE],
        ["plan", "--nodes", NODES, "pod.yaml", "--what-if", HOSTILE],
        ["plan", "--nodes", NODES, "pod.yaml", "--expect", HOSTILE],
        ["plan", "--nodes", NODES, "pod.yaml", "--explain", HOSTILE],
        ["rollout", "history", f"ds/{HOSTILE}", "-f", str(ROOT / "examples" / "rollback" / "objects.json")],
        ["rollout", "history", "ds/agent", "-f", HOSTILE],
        ["explain", HOSTILE],
        ["schema", HOSTILE],
        ["init", HOSTILE],
        ["config", "show", HOSTILE],
        ["rules", "test", HOSTILE],
        ["inventory", "import", HOSTILE],
        [HOSTILE],
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[-2:-1]).replace(HOSTILE, "text").replace(str(ROOT), ""),
)
@pytest.mark.usefixtures("folder")
def test_arguments(dslint: Dslint, arguments: list[str]) -> None:
    harmless(dslint(*arguments))


@pytest.mark.parametrize("form", ["text", "concise", "json", "gitlab", "junit", "sarif", "html"])
def test_names_of_files(dslint: Dslint, folder: Path, form: str) -> None:
    written(folder, f"{HOSTILE}.yaml", "apiVersion: v1\nkind: Pod\n")
    written(folder, "::add-mask::x.yaml", "apiVersion: v1\nkind: Pod\n")
    harmless(dslint("lint", ".", "--format", form))


def test_a_line_of_annotations_is_never_a_text_of_others(dslint: Dslint, folder: Path) -> None:
    written(folder, "::add-mask::x\n::error::y.yaml", "apiVersion: v1\nkind: Pod\n")
    ran = dslint("lint", ".", "--format", "github")
    commands = [line for line in ran.out.splitlines() if line.startswith("::")]
    assert commands
    assert all(re.match(r"::(error|warning|notice) file=[^:]*::", line) for line in commands)


def test_nothing_is_written_but_by_the_one_place_for_it() -> None:
    """`print` and click's `echo`, `secho` and prompts would go around it, and so would a stream that is written to."""
    found = set()
    for file in sorted((ROOT / "dslint").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in WRITING:
                found.add(f"{file.relative_to(ROOT)}: {ast.unparse(node.func)}")
    assert sorted(found) == [
        "dslint/__main__.py: sys.stderr.write",
        "dslint/__main__.py: sys.stdout.write",
        "dslint/cli/output.py: sys.stderr.write",
        "dslint/cli/output.py: sys.stdout.write",
        # What cli/output.py has printed before; see printed_reports.py.
        "dslint/printed_reports.py: sys.stderr.buffer.write",
        "dslint/printed_reports.py: sys.stdout.buffer.write",
    ]


WRITING = {
    "print", "click.echo", "click.secho", "click.echo_via_pager", "click.confirm", "click.prompt", "sys.stdout.write",
    "sys.stderr.write", "sys.stdout.writelines", "sys.stderr.writelines", "sys.stdout.buffer.write",
    "sys.stderr.buffer.write", "warnings.warn",
}  # fmt: skip

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Dslint

SAVED = Path(__file__).parents[2] / "examples" / "rollback" / "objects.json"


def test_history_of_the_example(dslint: Dslint) -> None:
    ran = dslint("rollout", "history", "ds/agent", "-f", str(SAVED))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "daemonset.apps/agent \nREVISION  CHANGE-CAUSE\n"
        "1         agent 2.2.1\n2         agent 2.3.0\n3         <none>\n\n"
    )


@pytest.mark.parametrize("words", [["ds/agent"], ["daemonset", "agent"], ["daemonsets.apps/agent"], ["ds"]])
def test_a_daemonset_is_named_as_for_kubectl(dslint: Dslint, words: list[str]) -> None:
    ran = dslint("rollout", "status", *words, "-f", str(SAVED), "--watch=false")
    assert ran.out == 'Waiting for daemon set "agent" rollout to finish: 2 out of 4 new pods have been updated...\n'
    assert ran.code == 0


def test_undo_goes_back_and_changes_no_file(dslint: Dslint) -> None:
    before = SAVED.read_bytes()
    ran = dslint("rollout", "undo", "ds/agent", "-f", str(SAVED), "--to-revision=1", "--dry-run=client")
    assert ran.code == 0
    assert "Image:\tregistry.example/agent:2.2.1\n" in ran.out
    assert SAVED.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["history", "ds/agent", "--revision=9"], "error: unable to find the specified revision\n"),
        (["history", "ds/agent", "--revision=-1"], "error: revision must be a positive integer: -1\n"),
        (["undo", "ds/agent", "--to-revision=9"], "error: unable to find specified revision 9 in history\n"),
        (["status", "ds/other"], 'Error from server (NotFound): daemonsets.apps "other" not found\n'),
        (["status", "ds/agent", "-n", "default"], 'Error from server (NotFound): daemonsets.apps "agent" not found\n'),
    ],
)
def test_kubectls_errors_are_its_words_and_its_exit_code(dslint: Dslint, words: list[str], said: str) -> None:
    ran = dslint("rollout", *words, "-f", str(SAVED))
    assert (ran.code, ran.out, ran.err) == (1, "", said)


def test_only_daemonsets_are_read(dslint: Dslint) -> None:
    ran = dslint("rollout", "history", "deployment/web", "-f", str(SAVED))
    assert ran.code == 2
    assert "deployment is not a DaemonSet; write ds/NAME" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "objects.json:1: "),
        (json.dumps({"kind": "List", "items": []}), "no DaemonSet in"),
        (None, "no such file"),
    ],
)
def test_files_that_hold_no_daemonset_are_exit_code_3(
    dslint: Dslint, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "objects.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    ran = dslint("rollout", "history", "ds/agent", "-f", str(file))
    assert ran.code == 3
    assert said in ran.err


def test_objects_may_be_yaml(dslint: Dslint, tmp_path: Path) -> None:
    file = tmp_path / "objects.yaml"
    file.write_text(yaml.safe_dump(json.loads(SAVED.read_text(encoding="utf-8"))), encoding="utf-8")
    assert dslint("rollout", "history", "ds/agent", "-f", str(file)).code == 0


@pytest.fixture
def nodes(tmp_path: Path) -> str:
    file = tmp_path / "nodes.yaml"
    group = {"name": "worker", "count": 4, "allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"}}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}
    file.write_text(yaml.safe_dump(inventory), encoding="utf-8")
    return str(file)


def test_an_undo_is_planned_on_an_inventory(dslint: Dslint, nodes: str) -> None:
    ran = dslint("rollout", "undo", "ds/agent", "-f", str(SAVED), "--nodes", nodes, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    [workload] = json.loads(ran.out)["workloads"]
    rollout = workload["rollout"]
    assert [found["field"] for found in rollout["templateDiff"]] == [
        "spec.template.spec.tolerations[]",
        "spec.template.spec.containers[agent].image",
    ]
    # Two pods are of revision 2 already, one of the others is not ready.
    assert (rollout["replaced"], len(rollout["nodes"]["kept"])) == (2, 2)
    assert workload["notes"] == ["undo to revision 2, which becomes revision 4; kept: 1, 3"]


def test_the_plan_of_an_undo_says_which_pods_are_on_nodes_that_the_inventory_lacks(
    dslint: Dslint, tmp_path: Path
) -> None:
    nodes = tmp_path / "nodes.yaml"
    nodes.write_text('kind: Node\nmetadata: {name: worker-1}\nstatus: {allocatable: {cpu: "4", pods: "9"}}\n')
    ran = dslint("rollout", "undo", "ds/agent", "-f", str(SAVED), "--nodes", str(nodes))
    assert "its pods on worker-2, worker-3, worker-4 are left out: the inventory has no such node" in ran.out


def test_an_undo_to_the_present_template_changes_nothing(dslint: Dslint, nodes: str) -> None:
    ran = dslint("rollout", "undo", "ds/agent", "-f", str(SAVED), "--nodes", nodes, "--to-revision", "3")
    assert ran.code == 0
    assert "undo to revision 3: the current template already matches, nothing changes" in ran.out


def test_an_undo_without_a_revision_to_go_to_is_kubectls_error_with_nodes_too(dslint: Dslint, nodes: str) -> None:
    ran = dslint("rollout", "undo", "ds/agent", "-f", str(SAVED), "--nodes", nodes, "--to-revision", "9")
    assert (ran.code, ran.err) == (1, "error: unable to find specified revision 9 in history\n")


COMMANDS = [
    ["history", "ds/agent"],
    ["history", "ds/agent", "--revision=1"],
    ["status", "ds/agent"],
    ["undo", "ds/agent", "--dry-run=client"],
    ["undo", "ds/agent", "--to-revision=1", "--nodes", str(SAVED.parents[1] / "nodes.yaml")],
]
TEMPLATE = ("data", "spec", "template")
CONTAINER = (*TEMPLATE, "spec", "containers", 0)


def saved_with(tmp_path: Path, kind: str, path: tuple[str | int, ...], value: object) -> str:
    """The saved objects with a value put into the first one of a kind."""
    objects = json.loads(SAVED.read_text())
    at = next(item for item in objects["items"] if item["kind"] == kind)
    for key in path[:-1]:
        at = at.setdefault(key, {}) if isinstance(at, dict) else at[key]
    at[path[-1]] = value
    file = tmp_path / "objects.json"
    file.write_text(json.dumps(objects, indent=1))
    return str(file)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:3]))
@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("DaemonSet", ("metadata",), []),
        ("DaemonSet", ("metadata", "generation"), "x"),
        ("DaemonSet", ("metadata", "name"), 5),
        ("DaemonSet", ("spec",), 5),
        ("DaemonSet", ("spec", "selector"), "x"),
        ("DaemonSet", ("spec", "selector", "matchLabels"), ["x"]),
        ("DaemonSet", ("spec", "template"), "x"),
        ("DaemonSet", ("spec", "updateStrategy"), "x"),
        ("DaemonSet", ("spec", "revisionHistoryLimit"), "x"),
        ("DaemonSet", ("status",), []),
        ("DaemonSet", ("status", "desiredNumberScheduled"), "x"),
        ("ControllerRevision", ("metadata",), "x"),
        ("ControllerRevision", ("metadata", "labels"), ["x"]),
        ("ControllerRevision", ("metadata", "annotations"), {"kubernetes.io/change-cause": 5}),
        ("ControllerRevision", ("metadata", "ownerReferences"), {}),
        ("ControllerRevision", ("metadata", "ownerReferences"), [None]),
        ("ControllerRevision", ("metadata", "ownerReferences"), ["x"]),
        ("ControllerRevision", ("revision",), "x"),
        ("ControllerRevision", ("revision",), [1]),
        ("ControllerRevision", ("data",), "x"),
        ("ControllerRevision", ("data", "spec"), [1]),
        ("ControllerRevision", TEMPLATE, "x"),
        ("ControllerRevision", (*TEMPLATE, "spec"), "x"),
        ("ControllerRevision", (*TEMPLATE, "spec", "containers"), {"a": 1}),
        ("ControllerRevision", (*TEMPLATE, "spec", "containers"), [None]),
        ("ControllerRevision", (*CONTAINER, "env"), 5),
        ("ControllerRevision", (*CONTAINER, "resources"), {"limits": {"cpu": []}}),
        ("ControllerRevision", (*CONTAINER, "ports"), ["x"]),
    ],
    ids=str,
)
def test_ill_typed_objects_are_reported_with_line_and_field(
    dslint: Dslint, tmp_path: Path, command: list[str], kind: str, path: tuple[str | int, ...], value: object
) -> None:
    file = saved_with(tmp_path, kind, path, value)
    ran = dslint("rollout", *command, "-f", file)
    assert (ran.code, ran.out) == (3, "")
    assert re.fullmatch(rf"dslint: {re.escape(file)}:\d+: [\w.\[\]/-]+: .*\n", ran.err)
    assert str(path[-1] if isinstance(value, str | int) else path[0]) in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"kind": "List", "items": [5]}', "items[0]: a number found; write a map with kind and metadata"),
        ("a: [", ":1: "),
        ("kind: DaemonSet\nkind: DaemonSet\n", ':2: key "kind" already set in map'),
        ("", "no DaemonSet in "),
        ('{"kind": 5}', "no DaemonSet in "),
    ],
)
def test_what_holds_no_saved_objects_is_reported(dslint: Dslint, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "objects.json"
    file.write_text(text)
    ran = dslint("rollout", "history", "ds/agent", "-f", str(file))
    assert ran.code == 3
    assert said in ran.err


def test_what_is_not_a_file_of_saved_objects_is_reported(dslint: Dslint, tmp_path: Path) -> None:
    for name, said in ((tmp_path, "is a folder; name a file"), (tmp_path / "nothing", "no such file")):
        ran = dslint("rollout", "history", "ds/agent", "-f", str(name))
        assert (ran.code, ran.err) == (3, f"dslint: {name}: {said}\n")

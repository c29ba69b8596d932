"""Nothing is green because nothing was looked at: what an option or a file does not match is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint

INVENTORY = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: three}
spec:
  nodeGroups:
  - {name: plain, names: [n1, n2], allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
  - {name: tainted, names: [t1], taints: ["a=b:NoSchedule"], allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
"""
DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: "agent:1"}]
"""
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: one}
spec: {containers: [{name: one, image: "one:1"}]}
"""
TEXTS = {
    "nodes.yaml": INVENTORY,
    "none.yaml": "apiVersion: dslint.dev/v1\nkind: Inventory\nspec: {nodeGroups: [{name: a, count: 0}]}\n",
    "ds.yaml": DAEMONSET,
    "new.yaml": DAEMONSET.replace("agent:1", "agent:2"),
    "other.yaml": DAEMONSET.replace("name: agent}", "name: other}", 1),
    "pod.yaml": POD,
    "broken.yaml": DAEMONSET.replace("spec:\n  selector", "spec:\n  selektor"),
}
PLAN = ("plan", "--nodes", "nodes.yaml")
UPDATE = (*PLAN, "--from", "ds.yaml")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "empty").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (PLAN, "nothing to plan: no FILE given; --allow-empty makes that a success"),
        ((*PLAN, "empty"), "nothing to plan: no DaemonSet or Pod in empty;"),
        (("lint", "empty"), "nothing to check: no DaemonSet or Pod in empty;"),
        (
            ("plan", "--nodes", "ds.yaml", "ds.yaml"),
            "ds.yaml: no nodes, found 1 DaemonSet; an inventory contains Nodes",
        ),
        (("plan", "--nodes", "empty", "ds.yaml"), "empty: contains no objects, so there are no nodes to plan on"),
        (("plan", "--nodes", "nodes.yaml", "--nodes", "empty", "ds.yaml"), "empty: contains no objects"),
        (("plan", "--nodes", "none.yaml", "ds.yaml"), "none.yaml: no nodes, found 1 Inventory"),
        ((*PLAN, "--nodes-after", "ds.yaml", "ds.yaml"), "ds.yaml: no nodes, found 1 DaemonSet"),
        ((*PLAN, "--from", "nodes.yaml", "ds.yaml"), "nodes.yaml: no DaemonSet or Pod to update; omit --from"),
        (("lint", "--from", "nodes.yaml", "ds.yaml"), "nodes.yaml: no DaemonSet or Pod to update; omit --from"),
        (("inventory", "show", "ds.yaml"), "ds.yaml: no nodes, found 1 DaemonSet"),
        (("inventory", "compress", "empty"), "empty: contains no objects"),
        (("rollout", "status", "ds", "-f", "ds.yaml", "-n", "logging"), "no DaemonSet in namespace logging"),
    ],
)
def test_an_input_without_what_it_is_given_for_is_exit_code_3(
    dslint: Dslint, arguments: tuple[str, ...], said: str
) -> None:
    ran = dslint(*arguments)
    assert ran.code == 3
    assert said in ran.err


def test_an_empty_standard_input_is_not_an_inventory(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "")
    ran = dslint("plan", "--nodes", "-", "ds.yaml")
    assert ran.code == 3
    assert "<stdin>: contains no objects, so there are no nodes to plan on" in ran.err


def test_an_inventory_from_standard_input_is_there_for_every_version(
    dslint: Dslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, INVENTORY)
    ran = dslint("plan", "--nodes", "-", "-k", "1.33,1.36", "ds.yaml")
    assert ran.code == 0
    assert "runs on 2 of 3 nodes" in ran.out
    assert "0 nodes" not in ran.out


def test_nothing_to_plan_may_be_allowed(dslint: Dslint) -> None:
    assert dslint(*PLAN, "--allow-empty").code == 0
    assert dslint(*PLAN, "--allow-empty", "empty").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lint", "-", "-"), "PATH is - twice: standard input can be read only once"),
        ((*PLAN, "-", "-"), "FILE is - twice: standard input can be read only once"),
        (("plan", "--nodes", "-", "--nodes", "-", "ds.yaml"), "--nodes is - twice"),
        (("plan", "--nodes", "-", "-"), "FILE and --nodes are both -"),
        (("plan", "--nodes", "-", "--nodes-after", "-", "ds.yaml"), "--nodes and --nodes-after are both -"),
        (("inventory", "show", "-", "-"), "PATH is - twice"),
        (("rollout", "history", "ds/agent", "-f", "-", "-f", "-"), "--filename is - twice"),
        (("lint", "--stdin-filename", "x.yaml", "ds.yaml"), "--stdin-filename has no effect without standard input"),
        (("inventory", "compress", "--keep-label", "pool", "nodes.yaml"), "--keep-label has no effect without"),
        (("lint", "--feature-gates", "", "ds.yaml"), "no feature gate given; write A=true,B=false"),
        (("lint", "--select", "", "ds.yaml"), "an empty string selects no rules"),
        (("lint", "--ignore", "DS2,", "ds.yaml"), "an empty string selects no rules"),
        (("lint", "--select", "DS2", "--ignore", "DS2", "ds.yaml"), "--select and --ignore leave no rules to check"),
        ((*UPDATE, "--broken", "n9", "new.yaml"), "--broken: no node or group n9"),
        ((*UPDATE, "--broken", "n1,n2", "new.yaml"), "no node or group n1,n2; write the option once for each"),
        ((*UPDATE, "--unready", "pool=arm", "new.yaml"), "--unready: no node or group pool=arm"),
        ((*PLAN, "--explain", "n9", "ds.yaml"), "--explain: no node or group n9"),
        ((*PLAN, "--what-if", "cordon n9", "ds.yaml"), "no node or group n9"),
    ],
)
def test_an_argument_that_cannot_mean_anything_is_exit_code_2(
    dslint: Dslint, arguments: tuple[str, ...], said: str
) -> None:
    ran = dslint(*arguments)
    assert ran.code == 2
    assert said in ran.err


NO_EFFECT = [
    (
        (*PLAN, "--from", "other.yaml", "ds.yaml"),
        "--from has DaemonSet default/other, but no manifest",
    ),
    (
        ("lint", "--from", "other.yaml", "pod.yaml"),
        "--from has DaemonSet default/other, but no manifest",
    ),
    ((*PLAN, "--from", "empty", "ds.yaml"), "--from has no effect: no DaemonSet or Pod in empty"),
    (("lint", "--from", "empty", "ds.yaml"), "--from has no effect: no DaemonSet or Pod in empty"),
    ((*PLAN, "--broken", "n1", "ds.yaml"), "--broken n1 has no effect: no update starts a new pod there; give what"),
    (
        (*PLAN, "--unready", "n1", "ds.yaml"),
        "--unready n1 has no effect: no pod of these workloads runs there now; give",
    ),
    ((*UPDATE, "--broken", "t1", "new.yaml"), "--broken t1 has no effect: no update starts a new pod there"),
    ((*UPDATE, "--broken", "n1", "ds.yaml"), "--broken n1 has no effect: no update starts a new pod there"),
    ((*UPDATE, "--unready", "t1", "new.yaml"), "--unready t1 has no effect: no pod of these workloads runs there now"),
    ((*PLAN, "--trace", "ds.yaml"), "--trace has no effect: no workload is updated; give what runs now with --from"),
    ((*PLAN, "--scores", "ds.yaml"), "--scores has no effect: no workload is a plain Pod"),
    ((*PLAN, "--explain", "n1", "broken.yaml"), "--explain has no effect: no workload is placed"),
    ((*PLAN, "--what-if", "cordon n1", "broken.yaml"), "--what-if has no effect: no workload is placed"),
    ((*PLAN, "--nodes-after", "nodes.yaml", "ds.yaml"), "--nodes-after has no effect: the nodes are the same"),
    ((*PLAN, "ds.yaml", "empty"), "empty: no manifests in this folder (*.yaml, *.yml, *.json)"),
    (("lint", "ds.yaml", "empty"), "empty: no manifests in this folder (*.yaml, *.yml, *.json)"),
    (("lint", "--static-pods", "empty", "--node", "n1", "ds.yaml"), "empty: no manifests that the kubelet would read"),
    (
        ("lint", "--select", "DS2", "--ignore", "DS5", "ds.yaml"),
        "--ignore DS5 has no effect: --select does not include it",
    ),
]


@pytest.mark.parametrize(("arguments", "said"), NO_EFFECT)
def test_what_has_no_effect_is_reported(dslint: Dslint, arguments: tuple[str, ...], said: str) -> None:
    ran = dslint(*arguments)
    assert ran.code in (0, 1)
    assert said in ran.out


@pytest.mark.parametrize("form", ["json", "junit", "sarif", "github"])
@pytest.mark.parametrize(("arguments", "said"), NO_EFFECT[:2])
def test_what_has_no_effect_is_reported_whatever_the_format(
    dslint: Dslint, arguments: tuple[str, ...], said: str, form: str
) -> None:
    ran = dslint(*arguments, "--format", form)
    assert said in (ran.out if form == "json" else ran.err)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_pages_of_plans_say_what_has_no_effect(dslint: Dslint, form: str) -> None:
    assert "scores has no effect" in dslint(*PLAN, "--scores", "ds.yaml", "--format", form).out


@pytest.mark.parametrize(
    "arguments",
    [
        (*UPDATE, "--broken", "n1", "--unready", "n2", "--trace", "new.yaml"),
        (*PLAN, "--scores", "--explain", "n1", "pod.yaml"),
        ("lint", "--from", "other.yaml", "ds.yaml"),
        ("lint", "--select", "DS2", "--ignore", "DS231", "ds.yaml"),
    ],
)
def test_what_has_an_effect_is_not_reported(dslint: Dslint, arguments: tuple[str, ...]) -> None:
    ran = dslint(*arguments)
    assert "no effect" not in ran.out + ran.err

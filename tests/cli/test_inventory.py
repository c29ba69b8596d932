from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint
from tests.inventory.compact import CLUSTERS

HOMELAB = str(CLUSTERS / "homelab.yaml")


def test_what_a_file_expands_to_is_shown(dslint: Dslint) -> None:
    ran = dslint("inventory", "show", HOMELAB)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "homelab: 5 nodes in 2 pools, 17 pods, Kubernetes 1.35"
    assert "label kubernetes.io/hostname of 5 nodes: the node's name" in ran.out


def test_several_sources_after_some_operations_as_json(dslint: Dslint, tmp_path: Path) -> None:
    more = tmp_path / "more.json"
    more.write_text('{"kind": "Node", "metadata": {"name": "spare"}}', encoding="utf-8")
    ran = dslint(
        "inventory", "show", HOMELAB, str(more), "--what-if", "remove masters; cordon shelf", "--format", "json"
    )
    report = json.loads(ran.out)
    assert report["nodes"] == 4
    workers = next(pool for pool in report["pools"] if pool["name"] == "workers")
    assert workers["unschedulable"] == 2


def test_the_version_decides_which_taints_there_are(dslint: Dslint) -> None:
    ran = dslint("inventory", "show", HOMELAB, "-k", "1.11", "--format", "json")
    assert all(not pool["someTaints"] for pool in json.loads(ran.out)["pools"])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere.yaml"], 3, "dslint: nowhere.yaml: no such file or folder"),
        ([HOMELAB, "--what-if", "cordon shelv"], 2, "dslint: --what-if: no node or group shelv; did you mean shelf?"),
        ([HOMELAB, "-k", "1.35,1.36"], 2, "dslint: give one version, such as -k 1.36"),
        ([], 2, "dslint: Missing argument 'PATH...'"),
    ],
)
def test_what_cannot_be_shown_has_its_exit_code(dslint: Dslint, arguments: list[str], code: int, said: str) -> None:
    ran = dslint("inventory", "show", *arguments)
    assert ran.code == code
    assert ran.err.startswith(said)


def test_a_dump_is_compressed_to_a_file_that_shows_the_same(dslint: Dslint, tmp_path: Path) -> None:
    small = tmp_path / "small.yaml"
    assert dslint("inventory", "compress", HOMELAB, "-o", str(small)).code == 0
    assert small.read_text(encoding="utf-8").startswith("# 5 nodes and 17 pods, compressed by dslint\n")
    reports = [json.loads(dslint("inventory", "show", name, "--format", "json").out) for name in (HOMELAB, str(small))]
    for report in reports:
        for pool in report["pools"]:
            pool["nodes"].sort()
        report["assumed"] = []
    assert reports[0] == reports[1]


def test_a_dump_is_compressed_without_names(dslint: Dslint) -> None:
    ran = dslint("inventory", "compress", HOMELAB, "--anonymise", "--keep-label", "disktype")
    assert "# left out: objects other than nodes and pods" in ran.out
    assert "disktype: ssd" in ran.out
    assert "shelf" not in ran.out


def test_another_tool_s_nodes_become_an_inventory(dslint: Dslint, tmp_path: Path) -> None:
    config = tmp_path / "kind.yaml"
    config.write_text("kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n- role: worker\n", encoding="utf-8")
    nodes = tmp_path / "nodes.yaml"
    assert dslint("inventory", "import", str(config), "-o", str(nodes)).code == 0
    assert nodes.read_text(encoding="utf-8").startswith(
        "# imported from kind by dslint\n# unknown: allocatable, because the nodes share their host"
    )
    assert dslint("inventory", "show", str(nodes)).out.startswith("kind: 1 node in 1 pool, 0 pods\n")


def test_what_cannot_be_imported_has_its_exit_code(dslint: Dslint, tmp_path: Path) -> None:
    assert dslint("inventory", "import", "nowhere").code == 3
    (tmp_path / "x").write_bytes(b"\xff")
    ran = dslint("inventory", "import", str(tmp_path / "x"))
    assert (ran.code, ran.err.strip().rpartition(": ")[2]) == (3, "byte 0xff is not UTF-8; save the file as UTF-8")


def test_an_error_in_a_part_that_is_read_late_is_exit_code_3(dslint: Dslint, tmp_path: Path) -> None:
    image = {"names": ["a:1"], "sizeBytes": "large"}
    node = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}, "status": {"images": [image]}}
    (tmp_path / "nodes.json").write_text(json.dumps(node))
    ran = dslint("inventory", "compress", str(tmp_path / "nodes.json"))
    assert ran.code == 3
    assert "status.images[0].sizeBytes: a string found; write a whole number" in ran.err


MANIFEST = """
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: logging}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {priorityClassName: high, containers: [{name: a, image: "a:1"}]}
"""
COMMAND = (
    "to plan with what the cluster has: kubectl get namespaces,priorityclasses,limitranges,resourcequotas -n logging "
    "-o json > declared.json, then add --nodes declared.json"
)


def test_what_a_manifest_needs_and_nothing_declares_is_listed(dslint: Dslint, tmp_path: Path) -> None:
    manifest = tmp_path / "ds.yaml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    ran = dslint("inventory", "show", HOMELAB, "--for", str(manifest), "--format", "json")
    assert ran.code == 0
    undeclared = json.loads(ran.out)["undeclared"]
    assert [sentence.partition(":")[0] for sentence in undeclared[:2]] == ["namespace logging", "PriorityClass high"]
    assert undeclared[2:] == [COMMAND]
    text = dslint("inventory", "show", HOMELAB, "--for", str(manifest)).out
    assert "PriorityClass high: not declared, planned with priority 0" in text
    assert "undeclared" not in json.loads(dslint("inventory", "show", HOMELAB, "--format", "json").out)


def test_nothing_is_listed_where_all_is_declared(dslint: Dslint, tmp_path: Path) -> None:
    manifest, more = tmp_path / "ds.yaml", tmp_path / "more.yaml"
    kinds = "[Namespace, PriorityClass, LimitRange, ResourceQuota]"
    more.write_text(f"apiVersion: dslint.dev/v1\nkind: Inventory\nspec: {{complete: {kinds}}}\n", encoding="utf-8")
    manifest.write_text(MANIFEST.replace("logging", "default").replace("priorityClassName: high, ", ""))
    ran = dslint("inventory", "show", HOMELAB, str(more), "--for", str(manifest))
    assert "nothing that these workloads need" in ran.out


@pytest.mark.parametrize(
    ("inventory", "manifest", "code", "said"),
    [
        (HOMELAB, "nowhere.yaml", 3, "nowhere.yaml"),
        (HOMELAB, HOMELAB, 3, "--for: no DaemonSet or Pod in"),
        ("-", HOMELAB, 2, "--for reads the inventory twice"),
    ],
)
def test_manifests_that_cannot_be_planned_have_their_exit_code(
    dslint: Dslint, inventory: str, manifest: str, code: int, said: str
) -> None:
    ran = dslint("inventory", "show", inventory, "--for", manifest)
    assert ran.code == code
    assert said in ran.err

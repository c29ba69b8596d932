"""Other tools' node lists as inventories, which are read as any other."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.imports.import_result import arch_of, control_plane_labels, control_plane_taints
from dslint.inventory.imports.tools import import_nodes
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster

FOLDER = Path(__file__).parent
KIND = (FOLDER / "kind.yaml").read_text(encoding="utf-8")
EKSCTL = (FOLDER / "eksctl.yaml").read_text(encoding="utf-8")
KOPS = (FOLDER / "kops.yaml").read_text(encoding="utf-8")
CLUSTER_API = (FOLDER / "cluster-api.yaml").read_text(encoding="utf-8")
TABLE = (FOLDER / "nodes.txt").read_text(encoding="utf-8")


def cluster_of(text: str) -> Cluster:
    return read_inventory(import_nodes(text, "nodes")[1].inventory())


def told(cluster: Cluster, *labels: str) -> dict[str, Any]:
    return {node.name: (*(node.label(key) for key in labels), *map(str, node.shape.taints)) for node in cluster.nodes}


def test_kind_s_nodes_have_its_names_labels_and_static_pods() -> None:
    cluster = cluster_of(KIND)
    assert (cluster.name, cluster.kubernetes_version) == ("dev", "1.31")
    assert told(cluster, "tier", "count") == {
        "dev-control-plane": (None, None, "node-role.kubernetes.io/control-plane:NoSchedule"),
        "dev-worker": ("frontend", "3"),
        "dev-worker2": (None, None),
        "dev-worker3": (None, None),
    }
    assert min(pod.name for pod in cluster.pods) == "etcd-dev-control-plane"
    assert import_nodes(KIND, "x")[1].unknown[1] == "taints and labels set by kubeadmConfigPatches"


def test_kind_s_only_node_has_no_taint() -> None:
    (node,) = cluster_of("kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n").nodes
    assert (node.name, node.shape.taints) == ("kind-control-plane", ())


def test_eksctl_s_groups_have_labels_taints_zones_and_numbers() -> None:
    cluster = cluster_of(EKSCTL)
    assert (cluster.name, cluster.kubernetes_version) == ("prod", "1.33")
    assert told(cluster, "topology.kubernetes.io/zone", "kubernetes.io/arch", "kubernetes.io/os", "role") == {
        "own-1": ("eu-west-1a", "amd64", "linux", "web", "dedicated=web:NoSchedule"),
        "own-2": ("eu-west-1b", "amd64", "linux", "web", "dedicated=web:NoSchedule"),
        "own-3": ("eu-west-1a", "amd64", "linux", "web", "dedicated=web:NoSchedule"),
        "win-1": ("eu-west-1a", "amd64", "windows", None),
        "arm-1": ("eu-west-1c", "arm64", "linux", None, "spot=true:NoExecute"),
        "arm-2": ("eu-west-1c", "arm64", "linux", None, "spot=true:NoExecute"),
        "mixed-1": ("eu-west-1a", "amd64", "linux", None),
        "mixed-2": ("eu-west-1b", "amd64", "linux", None),
    }
    assert cluster.nodes[3].shape.allocatable == {"pods": 30}
    assert cluster.nodes[4].label("eks.amazonaws.com/capacityType") == "SPOT"
    assert cluster.nodes[6].label("node.kubernetes.io/instance-type") is None
    assert "nodes of Fargate profile fp, which exist only with their pods" in import_nodes(EKSCTL, "x")[1].unknown


def test_kops_groups_stand_in_the_zones_of_their_subnets() -> None:
    cluster = cluster_of(KOPS)
    assert (cluster.name, cluster.kubernetes_version) == ("k.example", "1.30")
    assert told(cluster, "topology.kubernetes.io/zone", "kubernetes.io/arch", "gpu") == {
        "cp-1": ("us-1a", "amd64", None, "node-role.kubernetes.io/control-plane:NoSchedule"),
        "nodes-1": ("us-1a", "arm64", "true", "a=b:NoSchedule"),
        "nodes-2": ("us-1b", "arm64", "true", "a=b:NoSchedule"),
    }
    assert import_nodes(KOPS, "x")[1].unknown[-1] == "size of nodes, which may grow to 9 nodes"


def test_cluster_api_s_machines_have_what_their_configurations_say() -> None:
    cluster = cluster_of(CLUSTER_API)
    assert (cluster.name, cluster.kubernetes_version) == ("capi", "1.32")
    assert told(cluster, "a", "x", "node.cluster.x-k8s.io/pool", "other", "topology.kubernetes.io/zone") == {
        **{
            f"capi-cp-{n}": ("b", None, None, None, None, "node-role.kubernetes.io/control-plane:NoSchedule")
            for n in (1, 2, 3)
        },
        **{f"md-0-{n}": (None, "y", "gpu", None, "z1", "gpu:NoSchedule") for n in (1, 2)},
    }
    assert cluster.nodes[3].shape.allocatable == {"cpu": 4000, "pods": 50}


def test_kubectl_s_table_gives_names_states_and_labels() -> None:
    cluster = cluster_of(TABLE)
    assert cluster.kubernetes_version == "1.33"
    assert [(node.name, node.shape.ready, node.shape.unschedulable, node.label("disk")) for node in cluster.nodes] == [
        ("cp-1", "True", False, None),
        ("w-1", "True", True, "ssd"),
        ("w-2", "False", False, "ssd"),
        ("w-3", "True", False, "ssd"),
        ("w-4", "True", False, "ssd"),
    ]
    assert cluster.nodes[0].label("node-role.kubernetes.io/control-plane") == ""
    assert cluster.nodes[1].label("topology.kubernetes.io/zone") == "a"


def test_kubectl_s_plain_table_gives_roles_as_labels() -> None:
    squashed = "NAME STATUS ROLES AGE VERSION\nn1 Ready edge 1d v1.30.0\n"
    imported = import_nodes(
        textwrap.dedent("""\
        NAME   STATUS   ROLES        AGE   VERSION
        n1     Ready    edge,spare   1d    v1.30.0
        """),
        "x",
    )[1]
    assert imported.groups[0]["labels"] == {"node-role.kubernetes.io/edge": "", "node-role.kubernetes.io/spare": ""}
    assert imported.unknown[-1] == "labels other than roles; the table shows them with --show-labels"
    assert import_nodes(squashed, "x")[1].groups[0]["labels"] == {"node-role.kubernetes.io/edge": ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\n", "nodes: is not a file of a supported tool: kind, eksctl, kOps"),
        ("", "nodes: is not a file of a supported tool"),
        ("kind: Node\nmetadata: {name: x}\n", "nodes: is already an inventory; use it with --nodes"),
        ("apiVersion: kind.x-k8s.io/v1\nnodes:\n- role: [x]\n", "nodes:3: nodes[0].role: a list found; write a string"),
        ("apiVersion: eksctl.io/v1\nnodeGroups:\n- {desiredCapacity: x}\n", "nodes:3: nodeGroups[0].desired"),
        ("a: [\n", "nodes:1: "),
    ],
)  # fmt: skip
def test_what_is_of_no_tool_or_broken_is_said(text: str, said: str) -> None:
    with pytest.raises(InventoryError) as error:
        import_nodes(text, "nodes")
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("version", "labels", "taints"),
    [
        ("1.19", ["master"], ["master"]),
        ("1.23", ["master", "control-plane"], ["master"]),
        ("1.24", ["control-plane"], ["master", "control-plane"]),
        ("1.25", ["control-plane"], ["control-plane"]),
        (None, ["control-plane"], ["control-plane"]),
    ],
)
def test_kubeadm_renamed_its_control_planes_step_by_step(
    version: str | None, labels: list[str], taints: list[str]
) -> None:
    assert list(control_plane_labels(version)) == [f"node-role.kubernetes.io/{name}" for name in labels]
    assert control_plane_taints(version) == [f"node-role.kubernetes.io/{name}:NoSchedule" for name in taints]


@pytest.mark.parametrize(
    ("instance_type", "arch"),
    [
        ("m6g.large", "arm64"),
        ("c7gd.xlarge", "arm64"),
        ("a1.medium", "arm64"),
        ("im4gn.large", "arm64"),
        ("g5.xlarge", "amd64"),
        ("m6i.large", "amd64"),
        ("p4d.24xlarge", "amd64"),
        (None, None),
    ],
)
def test_amazon_s_own_processors_are_known_by_the_g_behind_the_generation(instance_type: str | None, arch: str) -> None:
    assert arch_of(instance_type) == arch

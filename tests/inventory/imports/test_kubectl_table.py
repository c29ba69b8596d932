"""kubectl's table of nodes as an inventory."""

from __future__ import annotations

import textwrap

from dslint.inventory.imports.tools import import_nodes
from tests.inventory.imports.clusters import FOLDER, cluster_of, told

TABLE = (FOLDER / "nodes.txt").read_text(encoding="utf-8")


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
    assert imported.unknown[-2] == "labels other than roles; the table shows them with --show-labels"
    assert import_nodes(squashed, "x")[1].groups[0]["labels"] == {"node-role.kubernetes.io/edge": ""}


def test_the_image_of_the_operating_system_tells_a_windows_node() -> None:
    table = textwrap.dedent("""\
        NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP   OS-IMAGE                         KERNEL-VERSION
        n1     Ready    <none>   1d    v1.30.0   10.0.0.1      Windows Server 2022 Datacenter   10.0.20348.2461
        n2     Ready    <none>   1d    v1.30.0   10.0.0.2      Ubuntu 22.04.4 LTS               5.15.0-107-generic
        """)
    assert told(cluster_of(table), "kubernetes.io/os") == {"n1": ("windows",), "n2": ("linux",)}
    assert "operating systems" not in str(import_nodes(table, "x")[1].unknown)
    plain = "NAME STATUS ROLES AGE VERSION\nn1 Ready edge 1d v1.30.0\n"
    assert import_nodes(plain, "x")[1].unknown[-1].startswith("operating systems, assumed to be Linux")

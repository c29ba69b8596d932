"""What `kubectl describe nodes` prints, as an inventory."""

from __future__ import annotations

from dslint.inventory.imports.tools import import_nodes
from tests.inventory.imports.clusters import FOLDER, cluster_of, told

DESCRIPTION = (FOLDER / "description.txt").read_text(encoding="utf-8")


def test_labels_and_taints_stand_in_the_lines_below_their_names() -> None:
    assert told(cluster_of(DESCRIPTION), "kubernetes.io/os", "topology.kubernetes.io/zone") == {
        "a-1": (
            *("linux", "z1", "node-role.kubernetes.io/control-plane:NoSchedule", "dedicated=infra:NoExecute"),
            *("node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/disk-pressure:NoSchedule"),
            "node.kubernetes.io/unreachable:NoExecute",
        ),
        "b-1": ("windows", None, "node.kubernetes.io/unschedulable:NoSchedule"),
    }


def test_resources_and_what_the_pods_request_of_them_are_known() -> None:
    first, second = cluster_of(DESCRIPTION).nodes
    assert (first.shape.allocatable["cpu"], first.shape.load["cpu"], first.shape.load["pods"]) == (8000, 200, 2)
    assert (first.shape.ready, second.shape.ready, second.shape.resources_known) == ("Unknown", "True", False)


def test_the_newest_kubelet_tells_the_version() -> None:
    assert cluster_of(DESCRIPTION).kubernetes_version == "1.28"


def test_nodes_that_are_alike_are_one_group_and_a_strange_hostname_stays() -> None:
    text = "".join(f"Name:  n{number}\nRoles: <none>\nLabels: kubernetes.io/hostname=h\n" for number in (1, 2))
    (group,) = import_nodes(text, "x")[1].groups
    assert (group["names"], group["labels"]) == (["n1", "n2"], {"kubernetes.io/hostname": "h"})

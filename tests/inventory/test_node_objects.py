"""What of a v1 Node decides where pods go."""

from __future__ import annotations

import msgspec
import pytest

from dslint.inventory.node_objects import NodeObject, allocatable_of, conditions_of, taints_on
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.objects import node, pod


def test_a_label_of_null_is_the_empty_text_as_for_the_server() -> None:
    cluster = read_inventory([node("a", labels={"node-role.kubernetes.io/worker": None}), pod("p", "a")])
    assert cluster.nodes[0].label("node-role.kubernetes.io/worker") == ""


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        ({"allocatable": {"cpu": "1930m", "memory": "2Gi"}, "capacity": {"cpu": "2"}}, {"cpu": 1930, "memory": 2**31}),
        ({"capacity": {"cpu": 2, "pods": "110"}}, {"cpu": 2000, "pods": 110}),
    ],
)
def test_allocatable_is_in_base_units_and_capacity_stands_in_for_it(
    status: dict[str, dict[str, str]], seen: dict[str, int]
) -> None:
    shape = read_inventory([node("a", **status)]).nodes[0].shape
    assert shape.allocatable == seen
    assert shape.resources_known


def read(text: str) -> NodeObject:
    return msgspec.json.decode(text, type=NodeObject)


def test_only_conditions_that_become_taints_are_kept() -> None:
    conditions = '{"type": "Ready", "status": "True"}, {"type": "KernelDeadlock", "status": "True"}'
    text = f'{{"status": {{"conditions": [{conditions}]}}}}'
    assert conditions_of(read(text)) == {"Ready": "True"}
    assert conditions_of(read("{}")) == {}


def test_taints_of_conditions_are_added_where_the_dump_lacks_them() -> None:
    key = "node.kubernetes.io/not-ready"
    text = (
        f'{{"spec": {{"taints": [{{"key": "{key}", "effect": "NoExecute"}}, {{"key": "a", "value": "b", '
        '"effect": "NoSchedule"}]}, "status": {"conditions": [{"type": "Ready", "status": "False"}]}}'
    )
    taints = [str(taint) for taint in taints_on(read(text), Release.of("1.36"))]
    assert taints == [f"{key}:NoExecute", "a=b:NoSchedule", f"{key}:NoSchedule"]


@pytest.mark.parametrize(
    ("status", "amounts"),
    [
        ("null", None),
        ("{}", None),
        ('{"allocatable": {}, "capacity": {"cpu": "2"}}', {}),
        ('{"capacity": {"cpu": "2"}}', {"cpu": 2000}),
    ],
)
def test_an_empty_allocatable_is_one(status: str, amounts: dict[str, int] | None) -> None:
    assert allocatable_of(read(f'{{"status": {status}}}')) == amounts


OS, ARCH = "kubernetes.io/os", "kubernetes.io/arch"
OLD_OS, OLD_ARCH = "beta.kubernetes.io/os", "beta.kubernetes.io/arch"


@pytest.mark.parametrize(
    ("labels", "info", "platform", "assumed"),
    [
        (
            {},
            None,
            ("linux", "amd64"),
            ["label kubernetes.io/os of 1 node: linux", "label kubernetes.io/arch of 1 node: amd64"],
        ),
        ({OS: "linux"}, None, ("linux", "amd64"), ["label kubernetes.io/arch of 1 node: amd64"]),
        ({OS: "windows", ARCH: "amd64"}, {"operatingSystem": "linux"}, ("windows", "amd64"), []),
        (
            {},
            {"operatingSystem": "linux", "architecture": "arm64"},
            ("linux", "arm64"),
            ["labels kubernetes.io/os and arch missing on 1 node: as status.nodeInfo or the old labels tell"],
        ),
        (
            {OLD_OS: "windows", OLD_ARCH: "arm64"},
            {"operatingSystem": "", "architecture": None},
            ("windows", "arm64"),
            ["labels kubernetes.io/os and arch missing on 1 node: as status.nodeInfo or the old labels tell"],
        ),
    ],
)
def test_a_node_without_the_labels_of_its_platform_has_those_that_its_kubelet_sets(
    labels: dict[str, str], info: dict[str, str] | None, platform: tuple[str, str], assumed: list[str]
) -> None:
    cluster = read_inventory([node("a", labels=labels, nodeInfo=info)], Release.of("1.14"))
    assert (cluster.nodes[0].label(OS), cluster.nodes[0].label(ARCH)) == platform
    assert [sentence for sentence in cluster.assumed if sentence.startswith("label")] == assumed


def test_kubelets_before_the_labels_of_the_platform_set_the_old_ones_only() -> None:
    old = read_inventory([node("a", labels={OLD_OS: "linux"}, nodeInfo={"architecture": "amd64"})], Release.of("1.13"))
    assert (old.nodes[0].label(OS), old.nodes[0].label(ARCH)) == (None, None)


def test_a_node_without_a_hostname_has_none_as_recorded() -> None:
    assert (
        read_inventory([{"kind": "Node", "metadata": {"name": "a"}}]).nodes[0].label("kubernetes.io/hostname") is None
    )

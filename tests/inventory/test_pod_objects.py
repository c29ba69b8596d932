"""Existing pods: typed, defaulted, their specs shared."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from tests.inventory.objects import node, pod


def pods_of(*objects: dict[str, Any]) -> list[Pod]:
    return read_inventory([node("n1"), node("n2"), *objects]).pods


def of_template(name: str, on: str) -> dict[str, Any]:
    """A pod as a DaemonSet's controller and the server leave it: pinned, with a token volume of its own."""
    terms = [{"matchFields": [{"key": "metadata.name", "operator": "In", "values": [on]}]}]
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}
    volumes = [{"name": f"kube-api-access-{name:a>5.5}", "projected": {"sources": []}}]
    return pod(name, on, affinity={"nodeAffinity": required}, volumes=volumes, requests={"cpu": "100m"})


def test_pods_of_one_template_share_one_spec() -> None:
    one, two, other = pods_of(of_template("1", "n1"), of_template("2", "n2"), pod("3", "n1"))
    assert (one.node, two.node) == ("n1", "n2")
    assert one.spec is two.spec
    assert one.spec is not other.spec
    assert one.spec.requests == {"cpu": 100}
    assert one.spec.required_node_terms is None


def test_specs_that_depend_on_labels_are_shared_by_pods_with_the_same_labels_only() -> None:
    spread = {
        "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}]
    }
    a, b, c = pods_of(pod("a-1", **spread), pod("a-2", **spread), pod("b-1", **spread))
    assert a.spec is b.spec
    assert a.spec is not c.spec


def test_a_pending_pod_keeps_its_affinity() -> None:
    (waiting,) = pods_of({**of_template("1", ""), "status": {"phase": "Pending"}})
    assert (waiting.node, waiting.phase) == ("", "Pending")
    assert waiting.spec.required_node_terms is not None


def test_the_server_s_defaults_count() -> None:
    container = {"name": "c", "ports": [{"containerPort": 9100}], "resources": {"limits": {"cpu": 1}}}
    (one,) = pods_of(pod("p", containers=[container], hostNetwork=True))
    assert [str(port) for port in one.spec.host_ports] == ["9100/TCP"]
    assert one.spec.requests == {"cpu": 1000}


def test_owner_state_and_revision_are_read() -> None:
    raw = pod("p")
    owners = [{"kind": "Other", "name": "x"}, {"kind": "DaemonSet", "name": "ds", "uid": "u", "controller": True}]
    raw["metadata"] |= {
        "ownerReferences": owners,
        "deletionTimestamp": "2026-01-01T00:00:00Z",
        "annotations": {"kubernetes.io/config.mirror": "x"},
    }
    raw["status"] = {"conditions": [{"type": "Ready", "status": "False"}], "phase": "Running"}
    (one,) = pods_of(raw)
    assert (one.owner, one.owner_uid) == (("DaemonSet", "ds"), "u")
    assert one.terminating
    assert one.static
    assert not one.ready


@pytest.mark.parametrize(
    ("spec", "priority"),
    [
        ({}, 5),
        ({"priorityClassName": "high"}, 1000),
        ({"priorityClassName": "system-node-critical"}, 2000001000),
        ({"priorityClassName": "high", "priority": 7}, 7),
        ({"priority": 0}, 0),
        ({"priorityClassName": "undeclared"}, 0),
    ],
)
def test_priority_comes_from_the_class_where_the_pod_does_not_tell_it(spec: dict[str, object], priority: int) -> None:
    classes = [
        {"kind": "PriorityClass", "metadata": {"name": "high"}, "value": 1000},
        {"kind": "PriorityClass", "metadata": {"name": "usual"}, "value": 5, "globalDefault": True},
    ]
    (one,) = pods_of(pod("p", **spec), *classes)
    assert one.spec.priority == priority


def test_classes_resolved_apart_do_not_mix_in_shared_specs() -> None:
    classes = [{"kind": "PriorityClass", "metadata": {"name": "high"}, "value": 1000}]
    one, two, plain = pods_of(
        pod("a", priorityClassName="high"), pod("b", priorityClassName="high"), pod("c"), *classes
    )
    assert one.spec is two.spec
    assert (one.spec.priority, plain.spec.priority) == (1000, 0)


def resizing(name: str, cpu: str, **status: Any) -> dict[str, Any]:
    """A pod with a request of 100m whose container still has another amount."""
    statuses = [{"name": "c", "containerID": name, "resources": {"requests": {"cpu": cpu}}}]
    container = {"name": "c", "resources": {"requests": {"cpu": "100m"}}}
    return {**pod(name, containers=[container]), "status": {"containerStatuses": statuses, **status}}


def test_a_pod_whose_own_resources_are_resized_counts_with_what_it_has() -> None:
    one = pod("one", resources={"requests": {"cpu": "1"}})
    two = {**one, "metadata": {**one["metadata"], "name": "two"}, "status": {"resources": {"requests": {"cpu": "3"}}}}
    first, second = read_inventory([node("n1"), one, two], Release.of("1.36")).pods
    assert (first.spec.requests["cpu"], second.spec.requests["cpu"]) == (1000, 3000)
    before = read_inventory([node("n1"), two], Release.of("1.35")).pods
    assert before[0].spec.requests["cpu"] == 1000
    broken = {**two, "status": {"resources": {"requests": {"cpu": "much"}}}}
    with pytest.raises(InventoryError, match="much"):
        read_inventory([node("n1"), broken], Release.of("1.36"))


@pytest.mark.parametrize(
    ("version", "status", "cpu"),
    [
        ("1.36", {}, 300),
        ("1.36", {"resize": "Infeasible"}, 300),
        ("1.36", {"containerStatuses": [{"name": "c", "allocatedResources": {"cpu": "300m"}}]}, 100),
        ("1.26", {}, 100),
    ],
)
def test_a_pod_that_is_being_resized_counts_with_what_its_containers_have(
    version: str, status: dict[str, Any], cpu: int
) -> None:
    objects = [node("n1"), resizing("a", "300m", **status), resizing("b", "100m")]
    one, other = read_inventory(objects, Release.of(version)).pods
    assert (one.spec.requests["cpu"], other.spec.requests["cpu"]) == (cpu, 100)


def test_pods_of_one_template_that_have_the_same_resources_share_one_spec() -> None:
    one, two, other = pods_of(resizing("a", "300m"), resizing("b", "300m"), resizing("c", "100m"))
    assert one.spec is two.spec
    assert one.spec is not other.spec


@pytest.mark.parametrize(
    ("resources", "said"),
    [
        ([], "[2].status.containerStatuses[0].resources: a list found; write a map"),
        ({"requests": {"cpu": "some"}}, "[2].status.containerStatuses: 'some' is not a quantity"),
    ],
)
def test_wrong_values_in_the_status_of_a_container_are_told_with_their_field(resources: object, said: str) -> None:
    with pytest.raises(InventoryError) as error:
        pods_of({**pod("p"), "status": {"containerStatuses": [{"resources": resources}]}})
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"containers": "x"}, "[2].spec.containers: a string found; write a list"),
        ({"tolerations": [{"key": 1}]}, "[2].spec.tolerations[0].key: a number found; write a string in quotes"),
        (
            {"containers": [{"ports": [{"hostPort": "x"}]}]},
            "[2].spec.containers[0].ports[0].hostPort: a string found; write a whole number",
        ),
        ({"containers": [{"resources": {"requests": {"cpu": "some"}}}]}, "[2].spec: 'some' is not a quantity"),
        ({"priority": "high"}, "[2].spec.priority: a string found; write a whole number"),
        ({"affinity": {"podAntiAffinity": []}}, "[2].spec.affinity.podAntiAffinity: a list found; write a map"),
    ],
)
def test_parts_of_the_wrong_type_are_told_with_their_field(spec: dict[str, Any], said: str) -> None:
    with pytest.raises(InventoryError) as error:
        pods_of(pod("p", **spec))
    assert str(error.value).startswith(said)


def test_a_pod_without_metadata_is_refused() -> None:
    with pytest.raises(InventoryError, match="metadata"):
        pods_of({"apiVersion": "v1", "kind": "Pod", "spec": {}})

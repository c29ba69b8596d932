from __future__ import annotations

import copy

import pytest

from dslint.findings import json_pointer
from dslint.kubernetes.release import Release
from dslint.rollout.revisions import changed, differences

NEWEST = Release.of("1.36")
BASE = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent"},
    "spec": {
        "minReadySeconds": 0,
        "selector": {"matchLabels": {"app": "agent"}},
        "template": {
            "metadata": {"labels": {"app": "agent"}},
            "spec": {
                "containers": [
                    {
                        "name": "agent",
                        "image": "agent:1",
                        "env": [{"name": "A", "value": "1"}],
                        "resources": {"requests": {"memory": "1Gi", "cpu": "1"}},
                    },
                    {"name": "side", "image": "side:1"},
                ],
            },
        },
    },
}


def edited(path: str, value):
    daemonset = copy.deepcopy(BASE)
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    place = daemonset
    for key in way:
        place = place[key] if isinstance(key, int) else place.setdefault(key, {})
    place[last] = value
    return daemonset


POD = "spec.template.spec"
AGENT = f"{POD}.containers.0"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("spec.minReadySeconds", 30),
        ("spec.revisionHistoryLimit", 0),
        ("spec.updateStrategy", {"type": "OnDelete"}),
        ("metadata.labels", {"x": "y"}),
        ("metadata.annotations", {"x": "y"}),
    ],
)
def test_what_stands_outside_the_template_makes_no_revision(path: str, value) -> None:
    assert not changed(BASE, edited(path, value), NEWEST)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{POD}.tolerations", []),
        (f"{POD}.nodeSelector", {}),
        (f"{POD}.hostNetwork", False),
        (f"{POD}.priorityClassName", ""),
        ("spec.template.metadata.annotations", {}),
        (f"{AGENT}.resources.limits", {}),
        (f"{AGENT}.resources.requests.cpu", "1000m"),
        (f"{AGENT}.resources.requests.memory", "1024Mi"),
        (f"{AGENT}.env.0", {"name": "A", "value": "1", "valueFrom": None}),
        (f"{POD}.containers.1.resources", {}),
    ],
)
def test_what_the_server_stores_alike_makes_no_revision(path: str, value) -> None:
    assert not changed(BASE, edited(path, value), NEWEST)
    assert differences(BASE, edited(path, value)) == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("spec.template.metadata.annotations", {"restartedAt": "now"}),
        ("spec.template.metadata.annotations", {"empty": ""}),
        ("spec.template.metadata.labels.extra", "x"),
        (f"{AGENT}.image", "agent:2"),
        (f"{AGENT}.securityContext", {}),
        (f"{POD}.automountServiceAccountToken", False),
        (f"{POD}.terminationGracePeriodSeconds", 0),
        (f"{POD}.affinity", {}),
    ],
)
def test_any_difference_in_the_template_makes_a_revision(path: str, value) -> None:
    assert changed(BASE, edited(path, value), NEWEST)
    assert differences(BASE, edited(path, value)) != ()


def test_the_order_of_containers_makes_a_revision() -> None:
    turned = edited(f"{POD}.containers", BASE["spec"]["template"]["spec"]["containers"][::-1])
    assert changed(BASE, turned, NEWEST)
    assert [difference.where for difference in differences(BASE, turned)] == ["spec.template.spec.containers (order)"]


@pytest.mark.parametrize(("version", "rolls"), [("1.9", False), ("1.21", True), ("1.25", False), ("1.36", False)])
def test_a_quantity_written_otherwise_rolls_where_the_generation_label_does_not_work(version: str, rolls: bool) -> None:
    rewritten = edited(f"{AGENT}.resources.requests.memory", "1073741824")
    assert changed(BASE, rewritten, Release.of(version)) is rolls


def test_differences_name_list_items_and_lead_to_the_new_text() -> None:
    new = edited(f"{AGENT}.env", [{"name": "B", "value": "2"}, {"name": "A", "value": "3"}])
    found = differences(BASE, new)
    assert [(difference.where, difference.old, difference.new) for difference in found] == [
        ("spec.template.spec.containers[agent].env[B]", None, {"name": "B", "value": "2"}),
        ("spec.template.spec.containers[agent].env[A].value", "1", "3"),
    ]
    assert found[1].path == ("spec", "template", "spec", "containers", 0, "env", 1, "value")
    assert json_pointer(found[1].path) == "/spec/template/spec/containers/0/env/1/value"


def test_a_removed_container_is_one_difference() -> None:
    found = differences(BASE, edited(f"{POD}.containers", BASE["spec"]["template"]["spec"]["containers"][:1]))
    assert [(difference.where, difference.new) for difference in found] == [
        ("spec.template.spec.containers[side]", None)
    ]


SPOT, GPU = {"key": "spot", "operator": "Exists"}, {"key": "gpu", "operator": "Exists"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([SPOT, GPU], [GPU], [("spec.template.spec.tolerations[]", SPOT, None)]),
        ([GPU], [SPOT, GPU], [("spec.template.spec.tolerations[]", None, SPOT)]),
        ([SPOT], [GPU], [("spec.template.spec.tolerations[0].key", "spot", "gpu")]),
        ([SPOT], None, [("spec.template.spec.tolerations", [SPOT], None)]),
    ],
)
def test_items_without_names_are_told_by_place_or_as_gone_and_new(old, new, expected) -> None:
    before, after = edited(f"{POD}.tolerations", old), edited(f"{POD}.tolerations", new)
    assert [(found.where, found.old, found.new) for found in differences(before, after)] == expected


def test_an_item_given_twice_is_a_difference_too() -> None:
    before, after = edited(f"{AGENT}.args", ["-v"]), edited(f"{AGENT}.args", ["-v", "-v"])
    assert changed(before, after, NEWEST)
    assert [found.where for found in differences(before, after)] == ["spec.template.spec.containers[agent].args"]

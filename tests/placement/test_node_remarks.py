from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release
from dslint.placement.node_remarks import hindered_shapes, hindrances, node_remarks

NEWEST = Release.of("1.36")
WINDOWS = {"kubernetes.io/os": "windows", "kubernetes.io/arch": "amd64"}
ARM = {"kubernetes.io/os": "linux", "kubernetes.io/arch": "arm64"}
ONLY_AMD64 = {"registry.example/agent*": ("linux/amd64",)}
BOTH = {"registry.example/agent": ("linux/amd64", "linux/arm64/v8")}
SELECTS_WINDOWS = {
    "nodeAffinity": {
        "requiredDuringSchedulingIgnoredDuringExecution": {
            "nodeSelectorTerms": [
                {"matchExpressions": [{"key": "kubernetes.io/os", "operator": "In", "values": ["windows"]}]}
            ]
        }
    }
}


def spec_of(**spec: Any) -> PodSpec:
    spec.setdefault("containers", [{"name": "agent", "image": "registry.example/agent:1.2"}])
    return PodSpec.of(spec, NEWEST, namespace="default", labels={})


def codes(shape: Shape, platforms: dict[str, tuple[str, ...]] | None = None, **spec: Any) -> list[str]:
    read = spec_of(**spec)
    return [remark.code for remark in node_remarks(read, shape, platforms or {}, NEWEST)]


@pytest.mark.parametrize(
    ("shape", "spec", "said"),
    [
        (Shape(ARM, ()), {}, []),
        (Shape(ARM, (), unschedulable=True), {}, ["Cordoned"]),
        (Shape(ARM, (), ready="Unknown"), {}, ["NotReady"]),
        (Shape(WINDOWS, (), virtual="fargate"), {}, ["VirtualNode"]),
        (Shape(ARM, (), pressure=("DiskPressure",)), {}, ["KubeletEvicts"]),
        (Shape(ARM, (), pressure=("DiskPressure",)), {"priority": 2_000_000_000}, []),
        (Shape(ARM, (), pressure=("DiskPressure",), ready="Unknown"), {}, ["NotReady"]),
        (Shape(ARM, (), pressure=("DiskPressure",), virtual="fargate"), {}, ["VirtualNode"]),
        (Shape(WINDOWS, (), pressure=("PIDPressure",)), {}, ["KubeletEvicts", "OperatingSystem"]),
        (Shape(WINDOWS, ()), {}, ["OperatingSystem"]),
        (Shape(WINDOWS, ()), {"os": {"name": "linux"}}, ["OperatingSystem"]),
        (Shape(WINDOWS, ()), {"os": {"name": "windows"}}, []),
        (Shape(WINDOWS, ()), {"nodeSelector": {"kubernetes.io/os": "windows"}}, []),
        (Shape(WINDOWS, ()), {"affinity": SELECTS_WINDOWS}, []),
    ],
)
def test_what_a_machine_means_for_the_pod_is_told(shape, spec, said):
    assert codes(shape, **spec) == said


@pytest.mark.parametrize(
    ("labels", "platforms", "said"),
    [
        (ARM, ONLY_AMD64, ["Platform"]),
        (WINDOWS, ONLY_AMD64, ["Platform"]),
        (ARM, BOTH, []),
        (ARM, {"registry.example/other": ("linux/amd64",)}, []),
        ({"kubernetes.io/os": "linux"}, ONLY_AMD64, []),
    ],
)
def test_images_for_other_machines_do_not_start_there(labels, platforms, said):
    assert codes(Shape(labels, ()), platforms) == said


def test_an_init_container_does_not_start_either_and_its_line_is_named():
    spec = PodSpec.of(
        {
            "containers": [{"name": "agent", "image": "other:1"}],
            "initContainers": [{"name": "copy", "image": "registry.example/agent@sha256:0"}],
        },
        Release.of("1.36"),
        namespace="default",
        labels={},
    )
    (remark,) = node_remarks(spec, Shape(ARM, ()), ONLY_AMD64, NEWEST)
    assert remark.path == ("spec", "template", "spec", "initContainers", 0, "image")
    assert remark.message == (
        "image registry.example/agent@sha256:0 is built for linux/amd64, the node is linux/arm64: "
        "it does not start there"
    )


def test_the_kubelet_s_own_words_say_why_it_refuses_the_pod():
    (remark,) = hindrances(spec_of(), Shape(ARM, (), pressure=("DiskPressure", "PIDPressure")), {}, NEWEST)
    assert remark.message == (
        "the kubelet refuses the pod (Evicted: The node had condition: [DiskPressure PIDPressure].), and the "
        "controller creates it again and again, after 1 s to 15 min, until the pressure ends"
    )


@pytest.mark.parametrize(
    ("shape", "spec", "never"),
    [
        (Shape(ARM, (), virtual="fargate"), {}, True),
        (Shape(ARM, (), pressure=("DiskPressure",)), {}, True),
        (Shape(WINDOWS, ()), {"os": {"name": "linux"}}, True),
        (Shape(WINDOWS, ()), {}, False),
        (Shape(ARM, (), ready="False"), {}, False),
        (Shape(ARM, (), unschedulable=True), {}, False),
    ],
)
def test_a_guess_about_the_image_or_a_node_that_may_heal_is_no_hindrance(shape, spec, never):
    assert any(hindrances(spec_of(**spec), shape, {}, NEWEST)) is never


def test_pressure_passes_and_hinders_no_pod_that_runs():
    full, virtual = Shape(ARM, (), pressure=("DiskPressure",)), Shape(ARM, (), virtual="fargate")
    nodes = [Node(index, f"n{index}", shape, {}) for index, shape in enumerate((full, full, virtual, Shape(ARM, ())))]
    now = hindered_shapes(spec_of(), nodes, {}, NEWEST)
    assert {shape: reason.code for shape, reason in now.items()} == {full: "KubeletEvicts", virtual: "VirtualNode"}
    assert list(hindered_shapes(spec_of(), nodes, {}, NEWEST, lasting=True)) == [virtual]

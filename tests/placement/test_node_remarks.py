from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.cluster import Shape
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release
from dslint.placement.node_remarks import node_remarks

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


def codes(shape: Shape, platforms: dict[str, tuple[str, ...]] | None = None, **spec: Any) -> list[str]:
    spec.setdefault("containers", [{"name": "agent", "image": "registry.example/agent:1.2"}])
    read = PodSpec.of(spec, Release.of("1.36"), namespace="default", labels={})
    return [remark.code for remark in node_remarks(read, shape, platforms or {})]


@pytest.mark.parametrize(
    ("shape", "spec", "said"),
    [
        (Shape(ARM, ()), {}, []),
        (Shape(ARM, (), unschedulable=True), {}, ["Cordoned"]),
        (Shape(ARM, (), ready="Unknown"), {}, ["NotReady"]),
        (Shape(WINDOWS, (), virtual="fargate"), {}, ["VirtualNode"]),
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
    (remark,) = node_remarks(spec, Shape(ARM, ()), ONLY_AMD64)
    assert remark.path == ("spec", "template", "spec", "initContainers", 0, "image")
    assert remark.message == (
        "image registry.example/agent@sha256:0 is built for linux/amd64, the node is linux/arm64: "
        "it does not start there"
    )

"""An image for one architecture on the nodes of all."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import required_terms
from tests.traps.workloads import fields_of_daemonset

CODE = "DS531"


@pytest.mark.parametrize(
    ("image", "told"),
    [
        ("registry.example/agent-amd64:1.0", True),
        ("registry.example/agent:1.0-arm64", True),
        ("arm64v8/agent:1.0", True),
        ("registry.example/agent_x86_64", True),
        ("registry.example/agent:1.0", False),
        ("registry.example/amd64tools:1.0", False),
        ("registry.example/amd64-arm64:1.0", False),
    ],
)
def test_the_name_of_an_image_may_tell_its_architecture(image, told):
    assert bool(fields_of_daemonset(CODE, {"container.image": image})) is told
    asked = {"container.image": image, "pod.nodeSelector": {"kubernetes.io/arch": "amd64"}}
    assert fields_of_daemonset(CODE, asked) == []
    pool = {"container.image": image, "pod.nodeSelector": {"example.com/pool": "storage"}}
    assert fields_of_daemonset(CODE, pool) == []
    assert (
        fields_of_daemonset(CODE, {"container.image": image, **required_terms(["kubernetes.io/arch In amd64"])}) == []
    )


@pytest.mark.parametrize(("image", "told"), [("agent:windows-amd64", False), ("agent:windows-arm64", True)])
def test_every_windows_node_is_amd64(image, told):
    for_windows = {"container.image": image, "pod.nodeSelector": {"kubernetes.io/os": "windows"}}
    assert bool(fields_of_daemonset(CODE, for_windows)) is told

from __future__ import annotations

import pytest

from dslint.kubelet.duplicate_agents import Agent, duplicate_agents, repository


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("registry.example/agent:1.0", "registry.example/agent"),
        ("registry.example:5000/agent", "registry.example:5000/agent"),
        ("agent:1.0@sha256:abc", "agent"),
    ],
)
def test_an_image_is_known_by_its_repository(image: str, name: str) -> None:
    assert repository(image) == name


def pod(image: str) -> dict[str, object]:
    return {"kind": "Pod", "spec": {"containers": [{"name": "c", "image": image}]}}


def daemonset(image: str) -> dict[str, object]:
    spec = {"template": {"spec": {"containers": [{"name": "c", "image": image}]}}}
    return {"kind": "DaemonSet", "metadata": {"name": "cache"}, "spec": spec}


def test_the_same_image_in_both_makes_twins_whatever_its_tag() -> None:
    (twin,) = duplicate_agents([pod("r/other:1"), pod("r/cache:1")], [Agent.of(daemonset("r/cache:2"))])
    assert (twin.static, twin.path, twin.daemonset) == (1, ("spec", "containers", 0, "image"), "cache")


@pytest.mark.parametrize("broken", [None, {}, {"spec": []}, {"spec": {"containers": [None, {"image": 1}]}}])
def test_what_is_no_pod_has_no_twin(broken: object) -> None:
    assert list(duplicate_agents([broken], [Agent.of(daemonset("r/cache:2")), Agent.of(broken)])) == []

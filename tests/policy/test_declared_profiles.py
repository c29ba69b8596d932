"""Which profiles an object declares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dslint.kubernetes.release import Release
from dslint.policy.evaluation import evaluate
from dslint.policy.policies import Policies, built_in

RELEASE = Release.of("1.36")


def daemonset(profile: str | None = None, on: str = "object", **spec: Any) -> dict[str, Any]:
    annotations = {"annotations": {"dslint.dev/profile": profile}} if profile else {}
    container = {
        "name": "agent",
        "image": "registry.example/agent:1.0",
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}},
        **spec.pop("container", {}),
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "agents", **(annotations if on == "object" else {})},
        "spec": {
            "template": {
                "metadata": {"labels": {"app": "agent"}, **(annotations if on == "template" else {})},
                "spec": {"containers": [container], **spec},
            }
        },
    }


def mounting(path: str, *, read_only: bool = False, **more: Any) -> dict[str, Any]:
    mount = {"name": "host", "mountPath": "/host", "readOnly": read_only, **more}
    return {
        "volumes": [{"name": "host", "hostPath": {"path": path}}],
        "container": {"volumeMounts": [mount]},
    }


def codes(value: dict[str, Any], policies: Policies | None = None) -> list[str]:
    return sorted(problem.code for problem in evaluate(value, RELEASE, policies or built_in()))


@pytest.mark.parametrize("on", ["object", "template"])
def test_a_profile_is_declared_on_the_object_or_its_template(on):
    assert codes(daemonset("cni", on, hostNetwork=True)) == []
    assert codes(daemonset("log", on, hostNetwork=True)) == ["DS601"]


def test_several_profiles_add_up():
    asking = {"hostNetwork": True, **mounting("/var/lib/fluentd")}
    assert codes(daemonset("log, cni", **asking)) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nci", 'did you mean "cni"?'),
        ("device-plugins", 'did you mean "device-plugin"?'),
        ("x", "the profiles are cni"),
    ],
)
def test_an_unknown_profile_excuses_nothing_and_is_told(name, hint):
    found = {problem.code: problem.message for problem in evaluate(daemonset(name, hostPID=True), RELEASE, built_in())}
    assert set(found) == {"DS602", "DS698"}
    assert hint in found["DS698"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("agents/agent", []), ("agent", []), ("ag*", []), ("kube-system/agent", ["DS601"]), ("other", ["DS601"])],
)
def test_a_configuration_names_profiles_by_pattern(pattern, expected):
    policies = replace(built_in(), chosen={pattern: ("cni",)})
    assert codes(daemonset(hostNetwork=True), policies) == expected


def test_an_annotation_is_stronger_than_the_configuration():
    policies = replace(built_in(), chosen={"agent": ("cni",)})
    assert codes(daemonset("log", hostNetwork=True), policies) == ["DS601"]

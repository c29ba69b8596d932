"""What policies find in an object, and what its profiles excuse."""

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


@pytest.mark.parametrize(
    ("profile", "path", "read_only", "expected"),
    [
        ("cni", "/etc/cni/net.d", False, []),
        ("cni", "/etc/cni-other", False, ["DS605"]),
        ("cni", "/etc/kubernetes", True, []),
        ("cni", "/etc/kubernetes", False, ["DS605"]),
        ("metrics", "/", True, []),
        ("metrics", "/", False, ["DS605"]),
        ("csi-node", "/var/lib/kubelet/plugins/../plugins", False, []),
        ("cni", "/var/run/netns", False, []),
        ("log", "/var/run/docker.sock", True, ["DS606"]),
        ("log", "/run/containerd/", True, ["DS606"]),
        ("security-sensor", "/var/run/crio/crio.sock", False, []),
        ("none", "/root", True, ["DS604"]),
        ("none", "/etc/machine-id", True, []),
        ("none", "/var/lib/agent/state", False, []),
    ],
)
def test_host_paths_are_excused_with_all_below_them_and_written_only_where_that_is_needed(
    profile, path, read_only, expected
):
    assert codes(daemonset(profile, **mounting(path, read_only=read_only))) == expected


@pytest.mark.parametrize(
    ("added", "expected"),
    [(["NET_ADMIN"], []), (["CAP_NET_ADMIN"], []), (["SYS_TIME"], ["DS609"]), (["ALL"], ["DS609"]), (["CHOWN"], [])],
)
def test_capabilities_are_excused_by_name(added, expected):
    security = {"securityContext": {"capabilities": {"add": added}}}
    assert codes(daemonset("cni", container=security)) == expected


@pytest.mark.parametrize(
    ("spec", "suggested"),
    [
        (mounting("/opt/cni/bin"), "cni"),
        (mounting("/var/lib/kubelet/device-plugins"), "device-plugin"),
        (mounting("/var/lib/kubelet/plugins_registry"), "csi-node"),
        ({"hostPID": True, "container": {"image": "quay.io/prometheus/node-exporter:v1.9.0"}}, "metrics"),
        ({"hostPID": True, "container": {"image": "docker.io/falcosecurity/falco:0.41.0"}}, "security-sensor"),
    ],
)
def test_the_profile_that_fits_is_suggested(spec, suggested):
    found = [problem for problem in evaluate(daemonset(**spec), RELEASE, built_in()) if problem.code == "DS699"]
    assert [f"dslint.dev/profile: {suggested} covers all" in problem.message for problem in found] == [True]


def test_nothing_is_suggested_to_who_asks_for_nothing():
    image = {"image": "quay.io/prometheus/node-exporter:v1.9.0"}
    assert codes(daemonset(container=image)) == []


def test_a_profile_may_excuse_from_rules():
    static = daemonset("control-plane-static-pod", container={"resources": {}})
    assert "DS630" not in codes(static)
    assert "DS630" in codes(daemonset("cni", container={"resources": {}}))


def test_strict_policies_report_where_they_are_enabled():
    assert codes(daemonset(), replace(built_in(), enabled=frozenset({"DS633"}))) == ["DS633"]
    assert "DS620" in codes(daemonset(), replace(built_in(), strict=True))


def test_init_containers_count_for_the_class_of_a_pod():
    bare = {"container": {"resources": {}}}
    asking = {"name": "first", "image": "registry.example/first:1.0", "resources": {"requests": {"cpu": "10m"}}}
    assert codes(daemonset(**bare)) == ["DS630"]
    assert codes(daemonset(**bare, initContainers=[asking])) == []

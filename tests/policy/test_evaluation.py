"""What policies find in an object, and what its profiles excuse."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Bundle, Problem
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


def test_a_profile_may_excuse_from_rules():
    static = daemonset("control-plane-static-pod", container={"resources": {}})
    assert "DS630" not in codes(static)
    assert "DS630" in codes(daemonset("cni", container={"resources": {}}))


@pytest.mark.parametrize(
    ("profile", "left"),
    [("cni", []), ("kube-proxy", []), ("csi-node", ["DS502"]), ("metrics", ["DS502", "DS515"])],
)
def test_a_profile_may_excuse_from_traps(profile, left):
    traps = [Problem("DS502", "the node's DNS"), Problem("DS515", "tolerates everything")]
    found = evaluate(daemonset(profile), RELEASE, built_in(), traps)
    assert [problem.code for problem in found] == left


def test_the_traps_of_other_kinds_stay():
    trap = Problem("DS502", "the node's DNS")
    assert list(evaluate({"kind": "Service"}, RELEASE, built_in(), [trap])) == [trap]


def test_a_problem_of_a_rule_for_several_says_what_it_is_about():
    [problem] = evaluate(daemonset("none", **mounting("/etc/x")), RELEASE, built_in())
    assert problem.bundle == Bundle(
        message="{items} of the node can be written by {containers}", item="/etc/x", container="agent"
    )


@pytest.mark.parametrize(
    ("path", "read_only", "expected"),
    [
        ("/run/agent", False, []),
        ("/var/run/agent/state", False, []),
        ("/run/agent", True, []),
        ("/run/other", False, ["DS605"]),
        ("/run/systemd", False, ["DS605"]),
        ("/run/systemd/system", False, ["DS605"]),
        ("/run/systemd/system.control/x", False, ["DS605"]),
        ("/run/systemd/journal/socket", False, []),
        ("/run/udev/rules.d", False, ["DS605"]),
        ("/run/other", True, ["DS604"]),
        ("/etc/redhat-release", True, []),
        ("/etc/lsb-release", True, []),
        ("/etc/debian_version", True, []),
        ("/etc/redhat-release", False, ["DS605"]),
        ("/run/udev/data", True, []),
        ("/var/lib/dbus/machine-id", True, []),
        ("/dev/null", False, []),
        ("/dev/null", True, []),
        ("/dev/log", False, []),
        ("/dev/log", True, []),
        ("/dev/sda", True, ["DS604"]),
        ("/etc/shadow", True, ["DS604"]),
    ],
)
def test_what_is_no_secret_and_what_is_the_agents_own_is_no_news(path, read_only, expected):
    assert codes(daemonset("none", **mounting(path, read_only=read_only))) == expected


@pytest.mark.parametrize(
    ("profile", "path", "read_only"),
    [
        ("csi-node", "/etc/kubernetes", True),
        ("csi-node", "/etc/udev/rules.d", False),
        ("log", "/proc", True),
        ("log", "/sys", True),
        ("cni", "/opt/plugins", False),
        ("cni", "/var/lib/kubelet/pod-resources", False),
        ("cni", "/usr/libexec/kubernetes/kubelet-plugins", False),
        ("security-sensor", "/lib/modules", False),
        ("load-balancer", "/etc/kubernetes/admin.conf", False),
        ("storage-engine", "/etc/lvm", False),
        ("observability", "/sys/kernel/debug", False),
        ("node-reboot", "/run/reboot-required", True),
        ("identity", "/run/spire", False),
    ],
)
def test_the_profiles_cover_the_host_paths_of_their_kind(profile, path, read_only):
    assert codes(daemonset(profile, **mounting(path, read_only=read_only))) == []


@pytest.mark.parametrize(
    ("profile", "spec"),
    [
        (
            "device-plugin",
            {"container": {"securityContext": {"seLinuxOptions": {"type": "container_device_plugin_t"}}}},
        ),
        ("node-problem-detector", mounting("/run/dbus", mountPropagation="Bidirectional")),
        ("log", {"hostNetwork": True}),
        ("security-sensor", {"container": {"securityContext": {"capabilities": {"add": ["NET_BROADCAST"]}}}}),
    ],
)
def test_the_profiles_cover_what_else_their_kind_needs(profile, spec):
    assert codes(daemonset(profile, **spec)) == []
    assert codes(daemonset("none", **spec)) != []


@pytest.mark.parametrize(("profile", "expected"), [("cni", False), ("none", True)])
def test_a_missing_value_is_excused_by_who_needs_any(profile, expected):
    assert ("DS610" in codes(daemonset(profile), built_in()._replace(strict=True))) is expected


def test_strict_policies_report_where_they_are_enabled():
    assert codes(daemonset(), built_in()._replace(enabled=frozenset({"DS633"}))) == ["DS633"]
    assert "DS620" in codes(daemonset(), built_in()._replace(strict=True))


def test_init_containers_count_for_the_class_of_a_pod():
    bare = {"container": {"resources": {}}}
    asking = {"name": "first", "image": "registry.example/first:1.0", "resources": {"requests": {"cpu": "10m"}}}
    assert codes(daemonset(**bare)) == ["DS630"]
    assert codes(daemonset(**bare, initContainers=[asking])) == []

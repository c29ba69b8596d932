"""Helps applied where they would break things: to static pods, to Windows HostProcess pods, and to CSI drivers.

Each help is what dslint prints for the variant; `following` is the manifest with that help followed.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import dslint
from dslint.findings import Finding, Severity
from dslint.policy.policies import built_in

NO_PART_OF_A_HELP = "DS630"
PROFILE = "dslint.dev/profile"


def daemonset(spec: dict[str, Any], container: dict[str, Any], profile: str | None = None) -> dict[str, Any]:
    annotations = {"annotations": {PROFILE: profile}} if profile else {}
    containers = [{"name": "agent", "image": "registry.example/agent:1.0", **container}]
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "agents", **annotations},
        "spec": {
            "selector": {"matchLabels": {"app": "agent"}},
            "template": {"metadata": {"labels": {"app": "agent"}}, "spec": {**spec, "containers": containers}},
        },
    }


def windows(profile: str | None = None, **spec: Any) -> dict[str, Any]:
    options = {"hostProcess": True, "runAsUserName": "NT AUTHORITY\\SYSTEM"}
    fixed = {
        "hostNetwork": True,
        "nodeSelector": {"kubernetes.io/os": "windows"},
        "securityContext": {"windowsOptions": options},
    }
    return daemonset({**fixed, **spec}, {}, profile)


def csi(profile: str | None = None, propagation: str = "Bidirectional", *, privileged: bool = True) -> dict[str, Any]:
    mount = {"name": "pods", "mountPath": "/var/lib/kubelet/pods", "mountPropagation": propagation}
    spec = {
        "priorityClassName": "system-node-critical",
        "nodeSelector": {"kubernetes.io/os": "linux"},
        "volumes": [{"name": "pods", "hostPath": {"path": "/var/lib/kubelet/pods"}}],
    }
    return daemonset(spec, {"securityContext": {"privileged": privileged}, "volumeMounts": [mount]}, profile)


def serious(value: dict[str, Any]) -> dict[str, Finding]:
    found = dslint.lint(value, fold=False).findings
    return {each.code: each for each in found if each.severity is not Severity.INFO and each.code != NO_PART_OF_A_HELP}


@pytest.mark.parametrize(
    ("broken", "code", "help_", "following"),
    [
        (windows(), "DS618", "or declare a profile that needs it", windows("csi-node", dnsPolicy="Default")),
        (csi(), "DS621", "declare a profile that mounts", csi("csi-node")),
        (csi(), "DS608", "declare a profile that needs it", csi("csi-node")),
        (csi("log", privileged=True), "DS608", "remove privileged and Bidirectional mounts", None),
    ],
)
def test_a_help_leads_into_no_other_warning(
    broken: dict[str, Any], code: str, help_: str, following: dict[str, Any] | None
) -> None:
    assert help_ in (serious(broken)[code].help or "")
    if following is not None:
        assert serious(following) == {}


def test_the_help_of_the_finding_that_stands_for_these_leads_into_no_other_warning() -> None:
    (finding,) = [each for each in dslint.lint(csi()).findings if each.severity is not Severity.INFO]
    assert finding.code == "DS699"
    assert finding.message.endswith("add the annotation dslint.dev/profile: csi-node")
    assert [each for each in dslint.lint(csi("csi-node")).findings if each.severity is not Severity.INFO] == []


def test_the_network_of_a_host_process_pod_is_not_told_apart_since_the_server_requires_it() -> None:
    assert set(serious(windows())) == {"DS618"}
    alone = windows()
    del alone["spec"]["template"]["spec"]["hostNetwork"]
    assert "DS202" in serious(alone)


def test_a_host_process_may_be_set_on_the_containers() -> None:
    value = windows()
    spec = value["spec"]["template"]["spec"]
    spec["containers"][0]["securityContext"] = spec.pop("securityContext")
    assert set(serious(value)) == {"DS618"}


def test_an_unprivileged_container_may_not_mount_in_both_directions() -> None:
    assert "DS205" in serious(csi("csi-node", privileged=False))
    assert "DS205" not in serious(csi("csi-node", "HostToContainer", privileged=False))


def linted_as_static_pod(folder: Any, container: dict[str, Any]) -> Any:
    spec = {"containers": [{"name": "agent", "image": "registry.example/agent:1.0", **container}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent", "namespace": "agents"}, "spec": spec}
    (folder / "agent.yaml").write_text(json.dumps(pod))
    return dslint.lint_static_pods(folder, node="node-1", policies=built_in()._replace(strict=True))


def test_a_static_pod_reads_no_secret(tmp_path: Any) -> None:
    written = {"env": [{"name": "API_TOKEN", "value": "d41d8cd98f00b204"}]}
    (found,) = [each for each in linted_as_static_pod(tmp_path, written).findings if each.code == "DS651"]
    assert "in a static pod, which cannot use Secrets, from a file on the node" in (found.help or "")
    by_key = {"name": "API_TOKEN", "valueFrom": {"secretKeyRef": {"name": "agent", "key": "token"}}}
    assert "DS402" in {each.code for each in linted_as_static_pod(tmp_path, {"env": [by_key]}).findings}
    by_file = {"name": "TOKEN_FILE", "value": "/etc/agent/token"}
    assert not {"DS402", "DS651"} & {each.code for each in linted_as_static_pod(tmp_path, {"env": [by_file]}).findings}


def test_a_static_pod_is_not_told_to_set_a_service_account(tmp_path: Any) -> None:
    codes = {each.code for each in linted_as_static_pod(tmp_path, {}).findings}
    assert "DS613" in codes
    assert "DS650" not in codes

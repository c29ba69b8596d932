"""Defaults of pods: what Pods and templates share, and what only Pods get."""

from __future__ import annotations

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.release import Release


def pod_spec(spec, release="1.36", gates=None):
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": spec}
    return defaulted(pod, Release.of(release, gates))["spec"]


def template_spec(spec, release="1.36", gates=None):
    daemonset = {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"template": {"spec": spec}}}
    return defaulted(daemonset, Release.of(release, gates))["spec"]["template"]["spec"]


PORTS = {"hostNetwork": True, "containers": [{"ports": [{"containerPort": 80}, {"containerPort": 81, "hostPort": 82}]}]}


@pytest.mark.parametrize(
    ("defaulting", "release", "gates", "host_ports"),
    [
        (pod_spec, "1.36", {}, [80, 82]),
        (pod_spec, "1.9", {}, [80, 82]),
        (template_spec, "1.36", {}, [None, 82]),
        (template_spec, "1.28", {}, [None, 82]),
        (template_spec, "1.27", {}, [80, 82]),
        (template_spec, "1.29", {"DefaultHostNetworkHostPortsInPodTemplates": True}, [80, 82]),
    ],
)
def test_host_ports_on_the_node_network_are_filled_in_templates_until_1_28(defaulting, release, gates, host_ports):
    ports = defaulting(PORTS, release, gates)["containers"][0]["ports"]
    assert [port.get("hostPort") for port in ports] == host_ports


def test_pods_off_the_node_network_get_no_host_ports():
    ports = pod_spec({"containers": PORTS["containers"]})["containers"][0]["ports"]
    assert "hostPort" not in ports[0]


def test_the_old_name_of_the_service_account_is_taken_over():
    spec = pod_spec({"serviceAccount": "robot"})
    assert (spec["serviceAccountName"], spec["serviceAccount"]) == ("robot", "robot")
    assert pod_spec({"serviceAccount": "old", "serviceAccountName": "new"})["serviceAccount"] == "new"


@pytest.mark.parametrize(("release", "links"), [("1.12", None), ("1.13", True), ("1.36", True)])
def test_pods_link_services_since_1_13(release, links):
    assert pod_spec({}, release).get("enableServiceLinks") is links
    assert "enableServiceLinks" not in template_spec({}, release)


def test_probes_and_handlers_are_filled():
    container = {
        "livenessProbe": {"httpGet": {"port": 80}, "periodSeconds": 5},
        "lifecycle": {"preStop": {"httpGet": {}}},
    }
    result = pod_spec({"containers": [container]})["containers"][0]
    assert result["livenessProbe"] == {
        "httpGet": {"port": 80, "path": "/", "scheme": "HTTP"},
        "periodSeconds": 5,
        "timeoutSeconds": 1,
        "successThreshold": 1,
        "failureThreshold": 3,
    }
    assert result["lifecycle"]["preStop"]["httpGet"] == {"path": "/", "scheme": "HTTP"}


def test_grpc_probes_ask_for_the_whole_server():
    result = pod_spec({"containers": [{"readinessProbe": {"grpc": {"port": 1}}}]})
    assert result["containers"][0]["readinessProbe"]["grpc"] == {"port": 1, "service": ""}


def test_ports_speak_tcp_and_field_references_v1():
    container = {"ports": [{"containerPort": 1}], "env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "x"}}}]}
    result = pod_spec({"containers": [container]})["containers"][0]
    assert result["ports"][0]["protocol"] == "TCP"
    assert result["env"][0]["valueFrom"]["fieldRef"]["apiVersion"] == "v1"


@pytest.mark.parametrize(
    ("volume", "filled"),
    [
        ({}, {"emptyDir": {}}),
        ({"secret": {"secretName": "s"}}, {"secret": {"secretName": "s", "defaultMode": 420}}),
        ({"configMap": {"defaultMode": 0}}, {"configMap": {"defaultMode": 0}}),
        ({"hostPath": {"path": "/"}}, {"hostPath": {"path": "/", "type": ""}}),
        (
            {"downwardAPI": {"items": [{"path": "a", "fieldRef": {"fieldPath": "metadata.name"}}]}},
            {
                "downwardAPI": {
                    "items": [{"path": "a", "fieldRef": {"fieldPath": "metadata.name", "apiVersion": "v1"}}],
                    "defaultMode": 420,
                }
            },
        ),
        (
            {"projected": {"sources": [{"serviceAccountToken": {"path": "t"}}]}},
            {
                "projected": {
                    "sources": [{"serviceAccountToken": {"path": "t", "expirationSeconds": 3600}}],
                    "defaultMode": 420,
                }
            },
        ),
        ({"iscsi": {"iqn": "i"}}, {"iscsi": {"iqn": "i", "iscsiInterface": "default"}}),
        ({"rbd": {"user": "me"}}, {"rbd": {"user": "me", "pool": "rbd", "keyring": "/etc/ceph/keyring"}}),
        ({"scaleIO": {}}, {"scaleIO": {"storageMode": "ThinProvisioned", "fsType": "xfs"}}),
        (
            {"azureDisk": {"fsType": "xfs"}},
            {"azureDisk": {"fsType": "xfs", "cachingMode": "ReadWrite", "readOnly": False, "kind": "Shared"}},
        ),
        (
            {"ephemeral": {"volumeClaimTemplate": {"spec": {"resources": {"requests": {"storage": "1.5Gi"}}}}}},
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {"resources": {"requests": {"storage": "1536Mi"}}, "volumeMode": "Filesystem"}
                    }
                }
            },
        ),
        ({"image": {"reference": "a"}}, {"image": {"reference": "a", "pullPolicy": "Always"}}),
    ],
)
def test_volumes_are_filled_by_their_source(volume, filled):
    assert pod_spec({"volumes": [{"name": "v", **volume}]})["volumes"] == [{"name": "v", **filled}]


def test_host_paths_have_a_type_since_1_8():
    volumes = [{"name": "v", "hostPath": {"path": "/"}}]
    assert "type" not in pod_spec({"volumes": volumes}, "1.7")["volumes"][0]["hostPath"]


def container(requests=None, limits=None, **fields):
    resources = {"requests": requests, "limits": limits}
    return {"resources": {key: value for key, value in resources.items() if value is not None}, **fields}


def test_a_pods_missing_requests_are_its_limits():
    spec = pod_spec({"containers": [container({"cpu": "1"}, {"cpu": "2", "memory": "1024Mi"})]})
    assert spec["containers"][0]["resources"]["requests"] == {"cpu": "1", "memory": "1024Mi"}


def test_a_templates_requests_stay_as_they_are():
    template = {"spec": {"containers": [container(limits={"memory": "1Gi"})]}}
    daemonset = {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"template": template}}
    result = defaulted(daemonset, Release.of("1.36"))["spec"]["template"]["spec"]
    assert result["containers"][0]["resources"] == {"limits": {"memory": "1Gi"}}


@pytest.mark.parametrize(
    ("resources", "release", "filled"),
    [
        ({"limits": {"cpu": "4"}}, "1.36", {"limits": {"cpu": "4"}, "requests": {"cpu": "150m", "memory": "96Mi"}}),
        ({"limits": {"cpu": "4"}}, "1.33", {"limits": {"cpu": "4"}}),
        ({"requests": {"cpu": "1"}}, "1.36", {"requests": {"cpu": "1"}}),
    ],
)
def test_the_pods_own_requests_are_the_containers_together(resources, release, filled):
    containers = [container({"cpu": "100m", "memory": "64Mi"}), container({"cpu": "50m", "memory": "32Mi"})]
    assert pod_spec({"containers": containers, "resources": resources}, release)["resources"] == filled


def test_hugepages_limits_of_containers_rise_to_the_pod():
    containers = [container(limits={"hugepages-2Mi": "4Mi", "memory": "1Gi"})]
    resources = pod_spec({"containers": containers, "resources": {"limits": {"memory": "2Gi"}}})["resources"]
    assert resources["limits"] == {"memory": "2Gi", "hugepages-2Mi": "4Mi"}
    assert resources["requests"] == {"memory": "1Gi", "hugepages-2Mi": "4Mi"}

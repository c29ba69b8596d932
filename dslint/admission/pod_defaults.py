"""Defaults of a pod: of its spec, in templates and Pods alike, and of Pods alone.

Kubernetes: SetDefaults_PodSpec and SetDefaults_Pod in pkg/apis/core/v1/defaults.go. What stands in SetDefaults_Pod is
written into Pods only, never into a template: requests from limits, host ports, enableServiceLinks.
"""

from __future__ import annotations

from dslint.admission.container_defaults import default_container
from dslint.admission.default_behaviours import HOST_PORTS_IN_TEMPLATES, INIT_CONTAINERS, SCHEDULER_NAME, SERVICE_LINKS
from dslint.admission.resource_defaults import default_pod_resources, round_resources
from dslint.admission.volume_defaults import default_volume
from dslint.admission.zero_values import Map, fill_absent, fill_empty, map_at, maps
from dslint.kubernetes.release import Release

RESOURCE_LISTS = (("overhead",), ("resources", "requests"), ("resources", "limits"))
CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")


def default_pod(pod: Map, release: Release) -> None:
    spec = pod.setdefault("spec", {})
    default_pod_spec(spec, release)
    default_pod_resources(spec, release)
    if release.has(SERVICE_LINKS):
        fill_absent(spec, "enableServiceLinks", value=True)
    if spec.get("hostNetwork"):
        _default_host_ports(spec, release)


def default_pod_spec(spec: Map, release: Release) -> None:
    _default_spec_fields(spec, release)
    for volume in maps(spec, "volumes"):
        default_volume(volume, release)
    for name in CONTAINER_LISTS:
        for container in maps(spec, name):
            default_container(container, release)
    for keys in RESOURCE_LISTS:
        round_resources(map_at(spec, *keys))
    if spec.get("hostNetwork") and _host_ports_in_templates(release):
        _default_host_ports(spec, release)


def _default_spec_fields(spec: Map, release: Release) -> None:
    fill_empty(spec, "dnsPolicy", "ClusterFirst")
    fill_empty(spec, "restartPolicy", "Always")
    fill_absent(spec, "securityContext", {})
    fill_absent(spec, "terminationGracePeriodSeconds", 30)
    if release.has(SCHEDULER_NAME):
        fill_empty(spec, "schedulerName", "default-scheduler")
    # serviceAccount is the older name; the conversion to the internal type keeps both alike.
    fill_empty(spec, "serviceAccountName", spec.get("serviceAccount") or "")
    if spec["serviceAccountName"]:
        spec["serviceAccount"] = spec["serviceAccountName"]
    else:
        del spec["serviceAccountName"]


def _host_ports_in_templates(release: Release) -> bool:
    return release.has(HOST_PORTS_IN_TEMPLATES) or release.enabled("DefaultHostNetworkHostPortsInPodTemplates")


def _default_host_ports(spec: Map, release: Release) -> None:
    lists = ("containers", "initContainers") if release.has(INIT_CONTAINERS) else ("containers",)
    for name in lists:
        for container in maps(spec, name):
            for port in maps(container, "ports"):
                fill_empty(port, "hostPort", port.get("containerPort") or 0)

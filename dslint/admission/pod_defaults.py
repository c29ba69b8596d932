"""Defaults of a pod: of its spec, in templates and Pods alike, of Pods alone, and of containers.

Kubernetes: SetDefaults_PodSpec, SetDefaults_Pod, defaultHugePagePodLimits, defaultPodRequests, SetDefaults_Container,
_Probe and _HTTPGetAction in pkg/apis/core/v1/defaults.go. SetDefaults_Pod applies to Pods only, never to a template:
requests from limits, host ports, enableServiceLinks.
"""

from __future__ import annotations

from functools import partial

from dslint.admission.default_behaviours import (
    HOST_PORTS_IN_TEMPLATES,
    HUGEPAGES_AT_POD_LEVEL,
    INIT_CONTAINERS,
    SCHEDULER_NAME,
    SERVICE_LINKS,
    TERMINATION_MESSAGE_POLICY,
)
from dslint.admission.field_defaults import (
    Map,
    default_field_reference,
    fill_absent,
    fill_all_empty,
    fill_empty,
    made_map,
    map_at,
    maps,
    own_map,
    own_maps,
    replace_maps,
    round_resources,
)
from dslint.admission.image_tags import pull_policy
from dslint.admission.volume_defaults import volume_with_defaults
from dslint.kubernetes.container_totals import aggregate
from dslint.kubernetes.release import Release

CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")
PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
HOOKS = ("postStart", "preStop")
PROBE_DEFAULTS = {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}
HTTP_GET_DEFAULTS = {"path": "/", "scheme": "HTTP"}
HUGEPAGES_PREFIX = "hugepages-"
OVERCOMMITTED_AT_POD_LEVEL = ("cpu", "memory")


def default_pod(pod: Map, release: Release) -> None:
    spec = made_map(pod, "spec")
    default_pod_spec(spec, release)
    _default_pod_resources(spec, release)
    if release.has(SERVICE_LINKS):
        fill_absent(spec, "enableServiceLinks", value=True)
    if spec.get("hostNetwork"):
        _default_host_ports(spec, release)


def default_pod_spec(spec: Map, release: Release) -> None:
    _default_spec_fields(spec, release)
    replace_maps(spec, "volumes", partial(release.once_a_part, volume_with_defaults))
    for name in CONTAINER_LISTS:
        replace_maps(spec, name, partial(release.once_a_part, _container_with_defaults))
    round_resources(spec, "overhead")
    round_resources(own_map(spec, "resources"), "requests", "limits")
    if spec.get("hostNetwork") and _host_ports_in_templates(release):
        _default_host_ports(spec, release)


def _default_spec_fields(spec: Map, release: Release) -> None:
    fill_empty(spec, "dnsPolicy", "ClusterFirst")
    fill_empty(spec, "restartPolicy", "Always")
    fill_absent(spec, "securityContext", {})
    fill_absent(spec, "terminationGracePeriodSeconds", 30)
    if release.has(SCHEDULER_NAME):
        fill_empty(spec, "schedulerName", "default-scheduler")
    # serviceAccount is the older name; the conversion to the internal type keeps both equal.
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
        for container in own_maps(spec, name):
            for port in own_maps(container, "ports"):
                fill_empty(port, "hostPort", port.get("containerPort") or 0)


def _container_with_defaults(container: Map, release: Release) -> Map:
    """A step of its own: most releases set the same defaults in a container."""
    container = dict(container)
    _default_container(container, release)
    return container


def _default_container(container: Map, release: Release) -> None:
    fill_empty(container, "imagePullPolicy", pull_policy(container.get("image") or ""))
    fill_empty(container, "terminationMessagePath", "/dev/termination-log")
    if release.has(TERMINATION_MESSAGE_POLICY):
        fill_empty(container, "terminationMessagePolicy", "File")
    for port in own_maps(container, "ports"):
        fill_empty(port, "protocol", "TCP")
    for name in PROBES:
        probe = own_map(container, name)
        if probe is not None:
            fill_all_empty(probe, PROBE_DEFAULTS)
            _default_handler(probe)
    lifecycle = own_map(container, "lifecycle")
    if lifecycle is not None:
        for name in HOOKS:
            hook = own_map(lifecycle, name)
            if hook is not None:
                _default_handler(hook)
    if any("valueFrom" in variable for variable in maps(container, "env")):
        for variable in own_maps(container, "env"):
            default_field_reference(own_map(variable, "valueFrom"))
    round_resources(own_map(container, "resources"), "requests", "limits")


def _default_handler(handler: Map) -> None:
    http_get = own_map(handler, "httpGet")
    if http_get is not None:
        fill_all_empty(http_get, HTTP_GET_DEFAULTS)
    grpc = own_map(handler, "grpc")
    if grpc is not None:
        fill_absent(grpc, "service", "")


def _default_pod_resources(spec: Map, release: Release) -> None:
    """Pods only: a container's limits are its default requests; then the same for the pod's own resources."""
    for name in ("containers", "initContainers"):
        for container in own_maps(spec, name):
            _default_requests(own_map(container, "resources"))
    if release.enabled("PodLevelResources"):
        _default_pod_level(spec, release)


def _default_requests(resources: Map | None) -> None:
    limits = map_at(resources or {}, "limits")
    if resources is None or limits is None:
        return
    requests = made_map(resources, "requests")
    for name, quantity in limits.items():
        fill_absent(requests, name, quantity)


def _default_pod_level(spec: Map, release: Release) -> None:
    resources = map_at(spec, "resources")
    if resources is None:
        return
    if release.has(HUGEPAGES_AT_POD_LEVEL):
        _default_hugepages_limits(spec, resources)
    limits = map_at(resources, "limits")
    if not limits:
        return
    requests = resources.setdefault("requests", {})
    for name, quantity in aggregate(spec, "requests").items():
        if name in OVERCOMMITTED_AT_POD_LEVEL:
            fill_absent(requests, name, quantity)
    for name, quantity in limits.items():
        if name in OVERCOMMITTED_AT_POD_LEVEL or name.startswith(HUGEPAGES_PREFIX):
            fill_absent(requests, name, quantity)


def _default_hugepages_limits(spec: Map, resources: Map) -> None:
    huge = {name: quantity for name, quantity in aggregate(spec, "limits").items() if name.startswith(HUGEPAGES_PREFIX)}
    if not huge:
        return
    limits = resources.setdefault("limits", {})
    for name, quantity in huge.items():
        fill_absent(limits, name, quantity)

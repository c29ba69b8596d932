"""Defaults of a container: pull policy, termination message, ports, probes, hooks, environment.

Kubernetes: SetDefaults_Container, _Probe, _HTTPGetAction, _ObjectFieldSelector and the declared defaults of the types.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.default_behaviours import TERMINATION_MESSAGE_POLICY
from dslint.admission.image_tags import pull_policy
from dslint.admission.resource_defaults import round_resources
from dslint.admission.zero_values import Map, fill_absent, fill_all_empty, fill_empty, map_at, maps
from dslint.kubernetes.release import Release

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
HOOKS = ("postStart", "preStop")
PROBE_DEFAULTS = {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}
HTTP_GET_DEFAULTS = {"path": "/", "scheme": "HTTP"}


def default_container(container: Map, release: Release) -> None:
    fill_empty(container, "imagePullPolicy", pull_policy(container.get("image") or ""))
    fill_empty(container, "terminationMessagePath", "/dev/termination-log")
    if release.has(TERMINATION_MESSAGE_POLICY):
        fill_empty(container, "terminationMessagePolicy", "File")
    for port in maps(container, "ports"):
        fill_empty(port, "protocol", "TCP")
    for probe in _present(container, PROBES):
        fill_all_empty(probe, PROBE_DEFAULTS)
        _default_handler(probe)
    for hook in _present(container.get("lifecycle") or {}, HOOKS):
        _default_handler(hook)
    for variable in maps(container, "env"):
        default_field_reference(map_at(variable, "valueFrom"))
    for name in ("requests", "limits"):
        round_resources(map_at(container, "resources", name))


def _present(where: Map, names: tuple[str, ...]) -> Iterator[Map]:
    for name in names:
        below = map_at(where, name)
        if below is not None:
            yield below


def _default_handler(handler: Map) -> None:
    http_get = map_at(handler, "httpGet")
    if http_get is not None:
        fill_all_empty(http_get, HTTP_GET_DEFAULTS)
    grpc = map_at(handler, "grpc")
    if grpc is not None:
        fill_absent(grpc, "service", "")


def default_field_reference(where: Map | None) -> None:
    """An environment variable's or a downwardAPI file's fieldRef speaks of v1 unless it says otherwise."""
    field_ref = map_at(where or {}, "fieldRef")
    if field_ref is not None:
        fill_empty(field_ref, "apiVersion", "v1")

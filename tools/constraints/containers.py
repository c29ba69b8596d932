"""Containers: their names and images, ports, environment, probes and mounts."""

from __future__ import annotations

from tools.constraints.words import (
    NO_BACKSTEPS,
    Constraint,
    between,
    dns_label,
    dns_subdomain,
    form_of,
    invalid,
    named,
    not_negative,
    one_of,
    positive,
    relative_path,
    required,
)

_CONTAINER = (
    required("name"),
    dns_label("name"),
    required("image"),
    one_of("imagePullPolicy", "Always", "IfNotPresent", "Never"),
    invalid(
        "terminationMessagePolicy",
        {"enum": ["File", "FallbackToLogsOnError", "", None]},
        "must be 'File' or 'FallbackToLogsOnError'",
    ).of(until="1.24"),
    one_of("terminationMessagePolicy", "File", "FallbackToLogsOnError").of(since="1.24"),
)

_PORT_NUMBER = "must be between 1 and 65535, inclusive"


def _handler_port() -> tuple[Constraint, ...]:
    """A number, or the name of a container's port; a missing one is 0."""
    return (
        between("port", 1, 65535, _PORT_NUMBER).of(absent=True),
        named("port", "port-name").of(refuses_all_but={"anyOf": [{"type": ["integer", "null"]}, form_of("port-name")]}),
    )


def _environment_name(field: str) -> tuple[Constraint, ...]:
    return (
        named(field, "strict-environment-name", empty=True).of(until="1.32"),
        named(field, "environment-name", empty=True).of(since="1.32"),
    )


def _key_selector() -> tuple[Constraint, ...]:
    return (
        dns_subdomain("name", empty=False).of(absent=True),
        required("key"),
        named("key", "config-key", empty=True),
    )


def _environment_source() -> tuple[Constraint, ...]:
    return required("name"), named("name", "name-prefix", empty=True)


CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    "core.v1.Container": _CONTAINER,
    "core.v1.EphemeralContainer": _CONTAINER,
    "core.v1.ContainerPort": (
        required("containerPort", empty=0),
        invalid("containerPort", {"minimum": 0, "maximum": 65535}, _PORT_NUMBER),
        invalid("hostPort", {"minimum": 0, "maximum": 65535}, _PORT_NUMBER),
        named("name", "port-name", empty=True),
        one_of("protocol", "TCP", "UDP").of(until="1.19"),
        one_of("protocol", "SCTP", "TCP", "UDP").of(since="1.19"),
    ),
    "core.v1.EnvVar": (required("name"), *_environment_name("name")),
    "core.v1.EnvFromSource": _environment_name("prefix"),
    "core.v1.ConfigMapEnvSource": _environment_source(),
    "core.v1.SecretEnvSource": _environment_source(),
    "core.v1.ObjectFieldSelector": (required("fieldPath"),),
    "core.v1.ConfigMapKeySelector": _key_selector(),
    "core.v1.SecretKeySelector": _key_selector(),
    "core.v1.Probe": (
        *map(not_negative, ("initialDelaySeconds", "timeoutSeconds", "periodSeconds")),
        *map(not_negative, ("successThreshold", "failureThreshold")),
        positive("terminationGracePeriodSeconds", "must be greater than 0"),
    ),
    "core.v1.ExecAction": (required("command", empty=[]),),
    "core.v1.HTTPGetAction": (*_handler_port(), one_of("scheme", "HTTP", "HTTPS")),
    "core.v1.TCPSocketAction": _handler_port(),
    "core.v1.GRPCAction": (between("port", 1, 65535, _PORT_NUMBER).of(absent=True),),
    "core.v1.HTTPHeader": (named("name", "http-header").of(absent=True),),
    "core.v1.VolumeMount": (
        required("name"),
        required("mountPath"),
        *relative_path("subPath"),
        *relative_path("subPathExpr"),
        one_of("mountPropagation", "Bidirectional", "HostToContainer", "None", empty=False).of(since="1.10"),
        one_of("recursiveReadOnly", "Disabled", "Enabled", "IfPossible", empty=False).of(since="1.31"),
    ),
    "core.v1.VolumeDevice": (
        required("name"),
        required("devicePath"),
        invalid("devicePath", NO_BACKSTEPS, "can not contain backsteps ('..')"),
    ),
}

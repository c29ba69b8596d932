"""The spec of a pod, part by part; what validates a part that few pods have is imported where it is needed.

Kubernetes: ValidatePodSpec in pkg/apis/core/validation/validation.go. Rules about a single value are in the schemas.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, duplicate, forbidden
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map
from dslint.validation.container.containers import container_errors
from dslint.validation.container.resources import resource_errors
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.scheduling.tolerations import toleration_errors
from dslint.validation.volumes.volumes import volume_errors


def pod_spec_errors(subject: PodUnderValidation) -> Problems:
    """The errors of a pod's spec, in the API server's order. Only parts that are set are validated."""
    volumes = list(volume_errors(subject)) if subject.spec.get("volumes") else []
    yield from volumes
    if subject.spec.get("resourceClaims"):
        from dslint.validation.pod.resource_claims import resource_claim_errors

        yield from resource_claim_errors(subject)
    yield from container_errors(subject, [problem.path for problem in volumes])
    yield from _resource_and_security_errors(subject)
    yield from _scheduling_and_dns_errors(subject)
    yield from _host_errors(subject)


def _resource_and_security_errors(subject: PodUnderValidation) -> Problems:
    spec = subject.spec
    if spec.get("resources") is not None:
        from dslint.validation.pod.pod_level_resources import pod_level_resource_errors

        yield from pod_level_resource_errors(subject)
    if subject.host_network:
        from dslint.validation.container.ports import host_network_port_errors

        yield from host_network_port_errors(subject)
    if spec.get("securityContext") or spec.get("shareProcessNamespace"):
        from dslint.validation.pod.pod_security_context import pod_security_context_errors

        yield from pod_security_context_errors(subject)


def _scheduling_and_dns_errors(subject: PodUnderValidation) -> Problems:
    spec = subject.spec
    if spec.get("affinity"):
        from dslint.validation.scheduling.affinity import affinity_errors

        yield from affinity_errors(subject)
    if spec.get("dnsConfig") or spec.get("dnsPolicy") == "None" or spec.get("hostAliases"):
        from dslint.validation.pod.dns import dns_errors

        yield from dns_errors(subject)
    if spec.get("schedulingGates"):
        yield from scheduling_gate_errors(subject)
    if spec.get("topologySpreadConstraints"):
        from dslint.validation.scheduling.topology_spread import spread_constraint_errors

        yield from spread_constraint_errors(subject)


def _host_errors(subject: PodUnderValidation) -> Problems:
    spec = subject.spec
    containers = subject.bare_containers()
    if _has_windows_options(subject.spec) or any(map(_has_windows_options, containers)):
        from dslint.validation.pod.windows import host_process_errors

        yield from host_process_errors(subject)
    if spec.get("hostUsers") is not None or spec.get("hostnameOverride") is not None:
        from dslint.validation.pod.pod_security_context import host_namespace_errors

        yield from host_namespace_errors(subject)
    if spec.get("tolerations"):
        yield from toleration_errors(spec["tolerations"], subject.place.child("tolerations"))
    if spec.get("overhead") is not None:
        yield from resource_errors({"limits": spec["overhead"]}, subject.place.child("overhead"), subject)
    if spec.get("os"):
        from dslint.validation.pod.operating_system import operating_system_errors

        yield from operating_system_errors(subject)
    if any(container.get("env") for container in containers):
        from dslint.validation.container.environment import file_reference_errors

        yield from file_reference_errors(subject)


def _has_windows_options(of_pod_or_container: Map) -> bool:
    return "windowsOptions" in (of_pod_or_container.get("securityContext") or ())


def scheduling_gate_errors(subject: PodUnderValidation) -> Problems:
    seen: dict[str, Field] = {}
    for gate, place in listed(subject.spec, "schedulingGates", subject.place):
        name = gate.get("name") or ""
        # The API server's field is the gate itself, not its name.
        here = place.child("name").called(place.field)
        if name in seen:
            yield duplicate(here, name, first=seen[name])
        seen.setdefault(name, place)
    if seen and subject.spec.get("nodeName") and not subject.template:
        yield forbidden(subject.place.child("nodeName"), "cannot be set until all schedulingGates have been cleared")

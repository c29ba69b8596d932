"""The spec of a pod, part by part.

Kubernetes: ValidatePodSpec in pkg/apis/core/validation/validation.go. Rules about a single value are in the schemas.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, duplicate, forbidden
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import map_of
from dslint.validation.container.containers import container_errors
from dslint.validation.container.environment import file_reference_errors
from dslint.validation.container.ports import host_network_port_errors
from dslint.validation.container.resources import resource_errors
from dslint.validation.pod.dns import dns_errors
from dslint.validation.pod.operating_system import operating_system_errors
from dslint.validation.pod.pod_level_resources import pod_level_resource_errors
from dslint.validation.pod.pod_security_context import host_namespace_errors, pod_security_context_errors
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.pod.resource_claims import resource_claim_errors
from dslint.validation.pod.windows import host_process_errors
from dslint.validation.scheduling.affinity import affinity_errors
from dslint.validation.scheduling.tolerations import toleration_errors
from dslint.validation.scheduling.topology_spread import spread_constraint_errors
from dslint.validation.volumes.volumes import volume_errors


def pod_spec_errors(subject: PodUnderValidation) -> Problems:
    volumes = list(volume_errors(subject))
    yield from volumes
    yield from resource_claim_errors(subject)
    yield from container_errors(subject, [problem.path for problem in volumes])
    yield from pod_level_resource_errors(subject)
    yield from host_network_port_errors(subject)
    yield from pod_security_context_errors(subject)
    yield from affinity_errors(subject)
    yield from dns_errors(subject)
    yield from scheduling_gate_errors(subject)
    yield from spread_constraint_errors(subject)
    yield from host_process_errors(subject)
    yield from host_namespace_errors(subject)
    yield from toleration_errors(subject.spec.get("tolerations") or (), subject.place.child("tolerations"))
    if subject.spec.get("overhead") is not None:
        limits = {"limits": map_of(subject.spec, "overhead")}
        yield from resource_errors(limits, subject.place.child("overhead"), subject)
    yield from operating_system_errors(subject)
    yield from file_reference_errors(subject)


def scheduling_gate_errors(subject: PodUnderValidation) -> Problems:
    seen: dict[str, Field] = {}
    for gate, place in listed(subject.spec, "schedulingGates", subject.place):
        name = gate.get("name") or ""
        # The server names the gate, not its name.
        here = place.child("name").called(place.field)
        if name in seen:
            yield duplicate(here, name, first=seen[name])
        seen.setdefault(name, place)
    if seen and subject.spec.get("nodeName") and not subject.template:
        yield forbidden(subject.place.child("nodeName"), "cannot be set until all schedulingGates have been cleared")

"""A pod's spec: its parts in turn.

Kubernetes: ValidatePodSpec in pkg/apis/core/validation/validation.go. Rules on one value alone stand in the schemas.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems
from dslint.validation.affinity import affinity_errors
from dslint.validation.containers import container_errors
from dslint.validation.dns import dns_errors
from dslint.validation.environment_files import file_reference_errors
from dslint.validation.host_namespaces import host_namespace_errors
from dslint.validation.operating_system import operating_system_errors
from dslint.validation.pod_level_resources import pod_level_resource_errors
from dslint.validation.pod_security_context import pod_security_context_errors
from dslint.validation.ports import host_network_port_errors
from dslint.validation.resource_claims import resource_claim_errors
from dslint.validation.resources import resource_errors
from dslint.validation.scheduling_gates import scheduling_gate_errors
from dslint.validation.subject import Subject, map_of
from dslint.validation.tolerations import toleration_errors
from dslint.validation.topology_spread import spread_constraint_errors
from dslint.validation.volumes import volume_errors
from dslint.validation.windows import host_process_errors


def pod_spec_errors(subject: Subject) -> Problems:
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

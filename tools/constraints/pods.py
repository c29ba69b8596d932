"""The top of a pod's spec."""

from __future__ import annotations

from tools.constraints.words import (
    INT32,
    Constraint,
    at_most,
    between,
    dns_label,
    dns_subdomain,
    elsewhere,
    not_empty,
    object_name,
    one_of,
    required,
)

_OLD_DNS_POLICIES = ("ClusterFirst", "Default")
_DNS_POLICIES = ("ClusterFirstWithHostNet", *_OLD_DNS_POLICIES)

_SPEC = elsewhere(required("spec", empty={}))

CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    "core.v1.Pod": (*object_name(), _SPEC),
    "core.v1.PodTemplateSpec": (_SPEC,),
    "core.v1.PodOS": (
        required("name", "cannot be empty").of(since="1.24", until="1.36"),
        required("name").of(since="1.36"),
    ),
    "core.v1.PodResourceClaim": (
        required("name"),
        dns_label("name"),
        dns_subdomain("resourceClaimName", empty=False),
        dns_subdomain("resourceClaimTemplateName", empty=False),
    ),
    "core.v1.PodSpec": (
        required("containers", empty=[]),
        one_of("restartPolicy", "Always", "OnFailure", "Never"),
        one_of("dnsPolicy", *_OLD_DNS_POLICIES).of(until="1.6"),
        one_of("dnsPolicy", *_DNS_POLICIES).of(since="1.6", until="1.9"),
        one_of("dnsPolicy", *_DNS_POLICIES, "None").of(since="1.9"),
        not_empty("preemptionPolicy").of(since="1.19"),
        one_of("preemptionPolicy", "PreemptLowerPriority", "Never").of(since="1.19"),
        between("activeDeadlineSeconds", 1, INT32),
        dns_subdomain("nodeName"),
        dns_subdomain("serviceAccountName"),
        dns_subdomain("priorityClassName"),
        dns_subdomain("runtimeClassName", empty=False),
        elsewhere(dns_subdomain("hostnameOverride", empty=False).of(since="1.35")),
        elsewhere(at_most("hostnameOverride", 64).of(since="1.35")),
        dns_label("hostname"),
        dns_label("subdomain"),
    ),
}

"""Names of resources: the standard ones, hugepages, and extended ones of a domain.

Kubernetes: pkg/apis/core/helper/helpers.go.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.names import DNS_SUBDOMAIN, QUALIFIED_NAME, SUBDOMAIN_LENGTH, fits

COMPUTE = ("cpu", "memory")
HUGEPAGES = "hugepages-"
CONTAINER_RESOURCES = frozenset({"cpu", "memory", "ephemeral-storage"})
STANDARD_RESOURCES = CONTAINER_RESOURCES | {
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "pods",
    "resourcequotas",
    "services",
    "replicationcontrollers",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "storage",
    "requests.storage",
    "services.nodeports",
    "services.loadbalancers",
}
INTEGRAL_RESOURCES = frozenset(
    {
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
    }
)
NATIVE_DOMAIN = "kubernetes.io/"
LONGEST_EXTENDED_NAME = 63


def is_hugepages(name: str) -> bool:
    return name.startswith(HUGEPAGES)


def is_native(name: str) -> bool:
    return "/" not in name or NATIVE_DOMAIN in name


def is_extended(name: str) -> bool:
    """A name of somebody's domain, that may be asked for as `requests.<name>` in a quota."""
    if is_native(name) or name.startswith("requests."):
        return False
    domain, _, resource = f"requests.{name}".partition("/")
    if len(domain) > SUBDOMAIN_LENGTH or len(resource) > LONGEST_EXTENDED_NAME:
        return False
    return fits(DNS_SUBDOMAIN, domain) and fits(QUALIFIED_NAME, resource)


def is_integral(name: str) -> bool:
    return name in INTEGRAL_RESOURCES or is_extended(name)


def may_be_overcommitted(name: str) -> bool:
    return is_native(name) and not is_hugepages(name)


def container_resource_errors(name: str, *, readable: bool) -> Iterator[str]:
    """What is wrong with a name for a container. `readable`: whether it is a qualified name at all."""
    if "/" not in name:
        if readable and name not in STANDARD_RESOURCES and not is_hugepages(name):
            yield "must be a standard resource type or fully qualified"
        if name not in CONTAINER_RESOURCES and not is_hugepages(name):
            yield "must be a standard resource for containers"
    elif not is_native(name) and not is_extended(name):
        yield "doesn't follow extended resource name standard"

"""DNS names of Services in containers, and the DNS servers that their pod uses.

Kubernetes: kubelet/network/dns (getPodDNSType), and the specification of DNS-based service discovery.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import items_of
from dslint.traps.support.workload import Container, Workload

_NAME = re.compile(r"(?<![\w.-])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.){2}svc(?:\.cluster\.local)?)(?![\w-]|\.\w)")
_ONLY_A_NAME = re.compile(r"issuer|audience|server[-_]?name|sans?\b|no[-_]?proxy", re.IGNORECASE)
"""Settings whose names are compared, as in certificates and tokens, and never resolved."""


def uses_node_dns(workload: Workload) -> bool:
    """Whether dnsPolicy is ClusterFirst, written or by default, but hostNetwork makes it the node's DNS.

    False for bare pods in kube-system: they are the control plane, which starts before the cluster DNS.
    """
    if not workload.daemonset and workload.namespace == "kube-system":
        return False
    return workload.host_network and workload.spec.get("dnsPolicy") == "ClusterFirst"


def dns_path(workload: Workload) -> FieldPath:
    """The path of the field that decides on DNS."""
    return workload.at("dnsPolicy" if "dnsPolicy" in workload.written_spec else "hostNetwork")


def service_names(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    """DNS names such as `name.namespace.svc` in commands, arguments and variables, each with its path."""
    for container in workload.containers:
        for text, path in _texts(container):
            name = _NAME.search(text)
            if name and not _ONLY_A_NAME.search(text):
                yield name[1], path


def _texts(container: Container) -> Iterator[tuple[str, FieldPath]]:
    for key in ("command", "args"):
        for position, text in enumerate(container.value.get(key) or ()):
            yield text, (*container.path, key, position)
    for variable, path in items_of(container.value, "env", container.path):
        yield f"{variable.get('name')}={variable.get('value') or ''}", (*path, "value")

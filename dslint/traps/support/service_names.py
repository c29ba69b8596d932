"""Names of Services that containers are told, and whose DNS their pod asks.

Kubernetes: kubelet/network/dns (getPodDNSType) for the DNS, and the names of the DNS specification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import items_of
from dslint.traps.support.workload import Container, Workload

_NAME = re.compile(r"(?<![\w.-])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.){2}svc(?:\.cluster\.local)?)(?![\w-]|\.\w)")
_ONLY_A_NAME = re.compile(r"issuer|audience|server[-_]?name|sans?\b|no[-_]?proxy", re.IGNORECASE)
"""What is compared with a name, in certificates and tokens, and never looked up."""


def asks_the_node(workload: Workload) -> bool:
    """Whether the DNS of the cluster is asked for, or left to the default, and that of the node is given.

    Pods of kube-system that no controller makes are the control plane, which runs before the cluster's DNS.
    """
    if not workload.daemonset and workload.namespace == "kube-system":
        return False
    return workload.host_network and workload.spec.get("dnsPolicy") == "ClusterFirst"


def dns_path(workload: Workload) -> FieldPath:
    """Where the manifest decides on DNS."""
    return workload.at("dnsPolicy" if "dnsPolicy" in workload.written_spec else "hostNetwork")


def service_names(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    """`name.namespace.svc` with what may follow, and where it stands."""
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

"""The capabilities of Linux, and those that the containers of a workload add and drop.

Linux: include/uapi/linux/capability.h. The API server takes any name.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import map_of
from dslint.traps.support.workload import Workload

ALL = "ALL"
PREFIX = "CAP_"
CAPABILITIES = frozenset(
    {
        "AUDIT_CONTROL",
        "AUDIT_READ",
        "AUDIT_WRITE",
        "BLOCK_SUSPEND",
        "BPF",
        "CHECKPOINT_RESTORE",
        "CHOWN",
        "DAC_OVERRIDE",
        "DAC_READ_SEARCH",
        "FOWNER",
        "FSETID",
        "IPC_LOCK",
        "IPC_OWNER",
        "KILL",
        "LEASE",
        "LINUX_IMMUTABLE",
        "MAC_ADMIN",
        "MAC_OVERRIDE",
        "MKNOD",
        "NET_ADMIN",
        "NET_BIND_SERVICE",
        "NET_BROADCAST",
        "NET_RAW",
        "PERFMON",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYSLOG",
        "SYS_ADMIN",
        "SYS_BOOT",
        "SYS_CHROOT",
        "SYS_MODULE",
        "SYS_NICE",
        "SYS_PACCT",
        "SYS_PTRACE",
        "SYS_RAWIO",
        "SYS_RESOURCE",
        "SYS_TIME",
        "SYS_TTY_CONFIG",
        "WAKE_ALARM",
    }
)
"""Their names as manifests write them, without CAP_. Container runtimes take them in lowercase too."""


def listed_capabilities(workload: Workload) -> Iterator[tuple[str, str, FieldPath]]:
    """Each name in the lists of a container: the list (add or drop), the name in capitals, and its path."""
    for container in workload.containers:
        capabilities = map_of(container.value, "securityContext", "capabilities")
        for kind in ("add", "drop"):
            for position, name in enumerate(capabilities.get(kind) or ()):
                yield kind, name.upper(), (*container.path, "securityContext", "capabilities", kind, position)

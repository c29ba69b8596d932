"""An image whose name contains one architecture, in a DaemonSet that runs on nodes of any architecture.

A DaemonSet that selects nodes by any other label is left alone: the node pool may have one architecture. So is one for
Windows nodes with images for amd64: Kubernetes runs on no other Windows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import OS_KEYS, selects_by_other_keys
from dslint.traps.support.windows import is_for_windows
from dslint.traps.support.workload import Workload, problem

CODE = "DS531"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "arm64v8": "arm64", "arm32v7": "arm"}
_OF_WINDOWS = "amd64"
_NAMED = re.compile(r"(?:^|[/:._-])(amd64|arm64|ppc64le|s390x|x86_64|aarch64|arm64v8|arm32v7)(?=$|[/:@._-])")


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or selects_by_other_keys(workload, OS_KEYS) or workload.spec.get("nodeName"):
        return
    for container in workload.containers:
        named = set(_NAMED.findall(container.value.get("image") or ""))
        if len(named) != 1:
            continue
        (name,) = named
        architecture = _ARCHITECTURES.get(name, name)
        if architecture == _OF_WINDOWS and is_for_windows(workload):
            continue
        message = f"the image is for {name}, but the nodes may have any architecture"
        help_ = f"select kubernetes.io/arch: {architecture}, or use a multi-architecture image"
        yield problem(CODE, message, (*container.path, "image"), help=help_)

"""The pods of a workload as the API server stores them, or why it takes none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.admission.admission_chain import admit_pod
from dslint.admission.defaults import defaulted
from dslint.admission.refusal import Refusal
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.plans import Decider, Reason

TEMPLATE_PATH: FieldPath = ("spec", "template")
CODES = {
    "Priority": "PriorityClass",
    "LimitRanger": "LimitRange",
}


class Refused(NamedTuple):
    """`said` is the server's whole answer to whoever creates the pod."""

    said: str
    code: str
    path: FieldPath

    def reason(self) -> Reason:
        return Reason(self.code, Decider.API_SERVER, self.said, path=self.path)


def pod_of(daemonset: DaemonSet, cluster: Cluster, release: Release) -> Pod | Refused:
    """The pod that stands for all of a DaemonSet's, not bound to any node."""
    pod = defaulted(daemonset.pod_manifest(), release)
    return _admitted(pod, cluster, release, within=TEMPLATE_PATH)


def plain_pod(value: Mapping[str, Any], cluster: Cluster, release: Release) -> Pod | Refused:
    """A plain Pod, from its object after defaulting."""
    metadata = value.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return _admitted({**value, "metadata": {"namespace": "default", **metadata}}, cluster, release, within=())


def _admitted(pod: dict[str, Any], cluster: Cluster, release: Release, *, within: FieldPath) -> Pod | Refused:
    admitted = admit_pod(pod, cluster, release)
    if isinstance(admitted, Refusal):
        code = CODES.get(admitted.plugin, admitted.plugin)
        return Refused(admitted.said(pod), code, (*within, *admitted.path))
    return Pod.of(admitted, release)

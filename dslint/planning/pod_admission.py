"""The pods of a workload as the API server stores them, or why it rejects them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.admission_chain import admit_pod
from dslint.admission.defaults import defaulted
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.plans import Reason

TEMPLATE_PATH: FieldPath = ("spec", "template")


def pod_of(daemonset: DaemonSet, cluster: Cluster, release: Release) -> Pod | Reason:
    """The pod that stands for all of a DaemonSet's, not bound to any node."""
    pod = defaulted(daemonset.pod_manifest(), release)
    return _admitted(pod, cluster, release, within=TEMPLATE_PATH)


def plain_pod(value: Mapping[str, Any], cluster: Cluster, release: Release) -> Pod | Reason:
    """A plain Pod, from its object after defaulting."""
    metadata = value.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return _admitted({**value, "metadata": {"namespace": "default", **metadata}}, cluster, release, within=())


def _admitted(pod: dict[str, Any], cluster: Cluster, release: Release, *, within: FieldPath) -> Pod | Reason:
    admitted = admit_pod(pod, cluster, release)
    if isinstance(admitted, Reason):
        return admitted._replace(path=(*within, *(admitted.path or ())))
    return Pod.of(admitted, release)

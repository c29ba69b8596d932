"""PodSecurity: a pod that its namespace's level forbids is not created.

`enforce` applies to pods only: a DaemonSet is accepted, and its controller fails to create the pods.
"""

from __future__ import annotations

from typing import Any

from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.admission.pod_security.namespace_policy import ENFORCE, level_version
from dslint.kubernetes.release import Behaviour, Release

PLUGIN = "PodSecurity"
SERVED = Behaviour(since="1.23", source="KEP-2579: PodSecurity is on by default")
"""Beta and on from then on (feature PodSecurity)."""


def validate(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """Compares the pod with the level of its Namespace in the inventory."""
    metadata = pod["metadata"]
    namespaces = {space["metadata"].get("name"): space for space in cluster.of_kind("Namespace")}
    namespace = namespaces.get(metadata["namespace"])
    if namespace is None or not release.has(SERVED):
        return pod
    level = level_version(namespace["metadata"].get("labels") or {}, ENFORCE, release)
    found = level.violations(metadata, pod["spec"]) if level else ()
    if level is None or not found:
        return pod
    path = next((path for violation in found for path in violation.paths), ())
    return forbidden(PLUGIN, pod, f"violates {level.sentence(found)}", path)

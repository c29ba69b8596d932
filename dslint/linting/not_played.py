"""What else the cluster would ask about an object and its pods, and dslint does not."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.policies.evaluation import AdmissionPolicies
from dslint.admission.policies.not_played import not_played
from dslint.api_server.daemon_pods import DaemonPods
from dslint.api_server.stored_object import StoredObject
from dslint.kubernetes.cluster import Cluster
from dslint.linting.policy_answers import attributes_of


def not_played_for(stored: StoredObject, current: StoredObject | None, cluster: Cluster) -> Iterator[str]:
    """A sentence for each mutating policy and webhook about a valid object, or about the pods of a DaemonSet."""
    before = current.value if current is not None else None
    yield from not_played(cluster, attributes_of(stored.value, before, cluster, stored.release), stored.release)
    if stored.value.get("kind") != "DaemonSet":
        return
    of_pods = DaemonPods(AdmissionPolicies(()), stored.value, cluster, stored.release).attributes()
    if of_pods is not None:
        yield from not_played(cluster, of_pods, stored.release)

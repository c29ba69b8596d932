"""What is in the cluster beside the manifests, and what they bring to it: what its admission says of each object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dslint.api_server.stored_object import StoredObject
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.linting.cluster_admission import NOT_PLAYED, admission_problems, remarks

if TYPE_CHECKING:
    from dslint.admission.policies.evaluation import AdmissionPolicies
    from dslint.linting.findings import Findings
    from dslint.linting.manifest_folder_check import StaticPods
    from dslint.source.documents import Document

POLICY = "ValidatingAdmissionPolicy"
UNCHECKED = "DS713"

Brought = tuple[Any, FieldPath, "Document | None", "str | None"]
"""An object of a manifest, the path to it in its document, the document and its file if it has a text."""


@dataclass(slots=True)
class Surroundings:
    """The clusters by version, and `bring`, which gives them with the objects that the manifests bring.

    `given` says whether somebody names a cluster. With `bind_all`, policies without a binding are asked too; `user` is
    who asks, if that is known. `not_played` says what else the cluster would ask, each once.
    """

    clusters: Mapping[str, Cluster]
    bring: Callable[[Sequence[Brought]], Mapping[str, Cluster]]
    given: bool = True
    bind_all: bool = False
    user: Mapping[str, Any] | None = None
    brought: list[Brought] = field(default_factory=list)
    policies: dict[str, AdmissionPolicies] = field(default_factory=dict)
    not_played: dict[str, None] = field(default_factory=dict)

    def add(
        self, objects: Iterable[tuple[FieldPath, Any]], document: Document | None = None, file: str | None = None
    ) -> None:
        """Add what a source has: a policy may come after what it is about."""
        self.brought += [(value, path, document, file) for path, value in objects]

    def settle(self, releases: Iterable[Release]) -> Iterator[str]:
        """All is added: what is there is known from now on. Gives remarks on it."""
        yield from remarks(self.clusters.values()) if self.given else ()
        self.clusters = self.bring(self.brought)
        for release in releases:
            cluster = self.clusters[str(release)]
            if not cluster.of_kind(POLICY):
                continue
            from dslint.admission.policies.evaluation import AdmissionPolicies

            self.policies[str(release)] = AdmissionPolicies.of(cluster, release, bind_all=self.bind_all)
        yield from dict.fromkeys(remark for policies in self.policies.values() for remark in policies.remarks)
        if self.policies and not self.given:
            yield from self._without_library()

    def _without_library(self) -> Iterator[str]:
        """Nobody has asked for the policies among the manifests: all else is checked if nothing can evaluate them."""
        from dslint.admission.policies.cel.library import MissingLibraryError, library

        try:
            library()
        except MissingLibraryError as error:
            self.policies.clear()
            yield f"the admission policies among the manifests are not asked: {error}"

    def cluster(self, release: Release) -> Cluster:
        return self.clusters[str(release)]

    def problems(self, stored: StoredObject, current: StoredObject | None) -> Iterator[Problem]:
        """What admission says of a valid object; `current` is the object that it updates."""
        cluster = self.cluster(stored.release)
        yield from admission_problems(stored.value, cluster, stored.release, updates=current is not None)
        if any(map(cluster.of_kind, NOT_PLAYED)):
            from dslint.linting.not_played import not_played_for

            self.not_played.update(dict.fromkeys(not_played_for(stored, current, cluster)))
        policies = self.policies.get(str(stored.release))
        if policies is None:
            return
        from dslint.api_server.daemon_pods import NEW_POD
        from dslint.linting.policy_answers import policy_problems

        found = list(policy_problems(policies, stored, current, cluster, self.user))
        yield from found
        of_pods = policies.about(*NEW_POD) if stored.value.get("kind") == "DaemonSet" else None
        if of_pods is not None and of_pods.bound:
            from dslint.linting.daemon_pod_answers import daemon_pod_problems

            # Why a policy cannot be checked is the same for the DaemonSet and its pods.
            told = {problem.message for problem in found if problem.code == UNCHECKED}
            yield from (one for one in daemon_pod_problems(of_pods, stored, cluster) if one.message not in told)

    def finish(self, static_pods: StaticPods | None, findings: Findings) -> Iterator[str]:
        """All objects are checked: adds what policies say of mirror pods. Gives remarks on what is not asked."""
        if static_pods is not None and self.policies:
            from dslint.linting.mirror_pod_answers import report_mirror_pods

            report_mirror_pods(static_pods, self.policies, self.clusters, findings)
        yield from self.not_played

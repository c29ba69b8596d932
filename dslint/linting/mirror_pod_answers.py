"""What admission policies say of the mirror pods of static pods, as problems of their manifests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dslint.admission.policies.answers import Action
from dslint.admission.policies.evaluation import AdmissionPolicies
from dslint.api_server.mirror_pods import mirror_answers
from dslint.kubelet.static_pods import outcome
from dslint.kubernetes.cluster import Cluster
from dslint.linting.findings import Findings
from dslint.linting.manifest_folder_check import StaticPods
from dslint.linting.policy_answers import CODES, problem_of

MIRROR_DENIED = "DS732"
RUNS = "the kubelet runs the pod all the same, and the API server does not show it"
CHANGE = "change the manifest, or exclude static pods from the policy by their namespace"
_CODES = {Action.DENY: MIRROR_DENIED, Action.UNCHECKED: CODES[Action.UNCHECKED]}


def report_mirror_pods(
    static_pods: StaticPods,
    policies: Mapping[str, AdmissionPolicies],
    clusters: Mapping[str, Cluster],
    findings: Findings,
) -> None:
    """A warning or an audit about a mirror pod reaches nobody, and is not told."""
    releases = {str(release): release for release in static_pods.releases}
    for (version, _, _), manifest in static_pods.owners.items():
        asked, release, cluster = policies.get(version), releases[version], clusters[version]
        file = Path(manifest.file or "").name
        pod = outcome(manifest.value, file, static_pods.node, release, static_pods.stored).pod
        if asked is None or pod is None:
            continue
        for answer in mirror_answers(asked, pod, static_pods.node, cluster, release):
            if answer.action in _CODES:
                problem = problem_of(answer, cluster, _CODES[answer.action])
                if problem.code == MIRROR_DENIED:
                    problem = problem._replace(help=f"{RUNS}: {problem.help or CHANGE}")
                findings.add_problem(manifest, problem, version)

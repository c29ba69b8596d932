"""What admission policies say of the pods of a DaemonSet that the API server accepts, as problems of its template."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.evaluation import AdmissionPolicies
from dslint.api_server.daemon_pods import DaemonPods, in_template, reads_name_of_node
from dslint.api_server.stored_object import StoredObject
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.cluster import Cluster
from dslint.linting.policy_answers import CODES, problem_of

PODS_DENIED = "DS730"
PODS_NOTED = "DS731"
ACCEPTED = "the API server accepts the DaemonSet, and refuses every pod that its controller creates"
CHANGE = "change the template, or exclude these pods from the policy"
_CODES = {Action.DENY: PODS_DENIED, Action.WARN: PODS_NOTED, Action.AUDIT: PODS_NOTED}


def daemon_pod_problems(policies: AdmissionPolicies, stored: StoredObject, cluster: Cluster) -> Iterator[Problem]:
    """The problems of a valid DaemonSet. Of several actions of a binding, the first is told."""
    told: set[tuple[object, ...]] = set()
    for answer in DaemonPods(policies, stored.value, cluster, stored.release).answers():
        key = (answer.policy, answer.binding, answer.parameter, answer.path, answer.message)
        if key not in told:
            told.add(key)
            yield _problem(_unless_of_node(answer), cluster)


def _unless_of_node(answer: Answer) -> Answer:
    """Lint does not know the nodes."""
    if answer.action is Action.UNCHECKED or not reads_name_of_node(answer):
        return answer
    return answer._replace(
        action=Action.UNCHECKED, message="depends on the node of the pod; dslint plan knows the nodes"
    )


def _problem(answer: Answer, cluster: Cluster) -> Problem:
    readings = tuple(reading._replace(path=_of_daemonset(reading.path)) for reading in answer.readings)
    code = _CODES.get(answer.action, CODES[Action.UNCHECKED])
    found = problem_of(answer._replace(readings=readings), cluster, code)
    if code == PODS_DENIED:
        found = found._replace(help=f"{ACCEPTED}: {found.help or CHANGE}")
    return found if found.path else found._replace(path=in_template(()))


def _of_daemonset(path: FieldPath) -> FieldPath:
    """The path of a reading of the pod, as one of the DaemonSet."""
    return ("object", *in_template(path[1:])) if path[:1] == ("object",) else path

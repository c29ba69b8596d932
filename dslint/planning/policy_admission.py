"""What the admission policies of the cluster say of the workloads of a plan and of the pods of DaemonSets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from dslint.admission.plugin import forbidden
from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.evaluation import AdmissionPolicies, asked
from dslint.admission.policies.not_played import not_played
from dslint.api_server.daemon_pods import NEW_POD, DaemonPods, in_template, read_path
from dslint.api_server.mirror_pods import mirror_answers
from dslint.findings import FieldPath, Finding
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.release import Release
from dslint.linting.policy_answers import attributes_of
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import decide_all
from dslint.planning.workload import DENIED, NOT_CHECKED, Key, Workload
from dslint.plans import Decider, Reason

if TYPE_CHECKING:
    from dslint.kubernetes.pods import Pod
    from dslint.planning.daemonset_plan import UpdateContext
    from dslint.planning.pod_admission import Refusals

MIRROR_REFUSED = "the kubelet runs the pod, but the API server does not show it, because a policy denies its mirror pod"
WARNED = "the controller gets a warning with each new pod: "
OBJECT_WARNED = "kubectl gets a warning: "


class PolicyAdmission:
    """The policies under one release. Each workload is asked about once; `notes` has what else they say of it."""

    def __init__(
        self, policies: AdmissionPolicies, cluster: Cluster, release: Release, user: Mapping[str, Any] | None
    ) -> None:
        self._policies = policies
        self._cluster = cluster
        self._release = release
        self._user = user
        self._notes: dict[Key, dict[str, None]] = {}
        self._unchecked: dict[Key, dict[str, Finding]] = {}
        self._remarks = dict.fromkeys(policies.remarks)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Which policies hold nowhere, and what else the cluster would ask, each once."""
        return tuple(self._remarks)

    def refusals(self, workload: Workload, old: Mapping[str, Any] | None) -> tuple[Reason, ...]:
        """Why the policies deny the object itself, which may update an `old` one."""
        attributes = attributes_of(workload.value, old, self._cluster, self._release, self._user)
        self._remarks.update(dict.fromkeys(not_played(self._cluster, attributes, self._release)))
        answers = asked(self._policies, attributes, self._cluster)
        self._note(workload, answers, OBJECT_WARNED)
        return tuple(
            Reason(DENIED, Decider.API_SERVER, answer.sentence, path=read_path(answer)) for answer in _denials(answers)
        )

    def started(
        self, workload: Workload, context: UpdateContext, pod: Pod, nodes: Sequence[Node], revision: Sequence[str]
    ) -> tuple[UpdateContext, Pod | Reason]:
        """What a DaemonSet starts from, and its new pod, or why the policies refuse all of them."""
        wanted = _wanting(workload, nodes, self._release) if self._policies.about(*NEW_POD).bound else []
        refused = self.of_pods(workload, wanted, revision)
        context = context._replace(refused=refused)
        if not refused or len(refused) < len(wanted):
            return context, pod
        return context, next(iter(refused.values()))[0]

    def of_pods(self, workload: Workload, nodes: Sequence[Node], revision: Sequence[str] = ()) -> Refusals:
        """The nodes for which the policies deny the pods of a DaemonSet, of those that are to get one."""
        pods = DaemonPods(self._policies, workload.value, self._cluster, self._release, revision)
        attributes = pods.attributes()
        if attributes is not None:
            self._remarks.update(dict.fromkeys(not_played(self._cluster, attributes, self._release)))
        found: dict[str, tuple[Reason, ...]] = {}
        shared: dict[Hashable, tuple[Reason, ...]] = {}
        for node in nodes:
            answers = pods.answers(node.name)
            key = tuple((answer.action, answer.path, answer.sentence) for answer in answers)
            if key not in shared:
                shared[key] = tuple(_of_pod(workload, answer) for answer in _denials(answers))
                self._note(workload, answers, WARNED)
            if shared[key]:
                found[node.name] = shared[key]
        return found

    def of_mirror_pod(self, static_pod: Mapping[str, Any], node: str) -> Iterator[str]:
        """What the policies say of the mirror pod of a static pod: it decides only what the API server shows."""
        answers = mirror_answers(self._policies, static_pod, node, self._cluster, self._release)
        for answer in dict.fromkeys(answer.sentence for answer in _denials(answers)):
            yield f"{MIRROR_REFUSED}: {answer}"
        yield from (answer.sentence for answer in answers if answer.action is Action.UNCHECKED)

    def notes(self, workload: Workload) -> Iterator[str]:
        """What the policies say that refuses nothing."""
        yield from self._notes.get(workload.key, ())

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """A finding for each policy that could not be checked for a workload."""
        return tuple(chain.from_iterable(found.values() for found in self._unchecked.values()))

    def _note(self, workload: Workload, answers: Iterable[Answer], warned: str) -> None:
        notes = self._notes.setdefault(workload.key, {})
        unchecked = self._unchecked.setdefault(workload.key, {})
        for answer in answers:
            if answer.action is Action.UNCHECKED:
                unchecked[answer.sentence] = workload.finding(NOT_CHECKED, answer.sentence)
            elif answer.action is Action.WARN:
                notes[f"{warned}{answer.sentence}"] = None


def _wanting(workload: Workload, nodes: Sequence[Node], release: Release) -> list[Node]:
    """The nodes for which the controller creates a pod."""
    decisions = decide_all(DaemonSet.of(workload.value, release).spec, nodes, release)
    return [node for node, decision in zip(nodes, decisions, strict=True) if decision.should_run]


def _denials(answers: Iterable[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.action is Action.DENY]


def _of_pod(workload: Workload, answer: Answer) -> Reason:
    pod = {"metadata": {"generateName": f"{workload.ref.name}-"}}
    path: FieldPath = in_template(read_path(answer))
    return forbidden(DENIED, pod, answer.sentence, path)

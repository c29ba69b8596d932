"""Which of a DaemonSet's existing pods are of the new template already, and what is assumed where that is not known.

Kubernetes: pkg/controller/daemon/update.go (constructHistory: a revision is current if its template has the bytes of
the DaemonSet's; of several, the newest stays, and the pods of the others get its hash) and
pkg/controller/daemon/util/daemonset_util.go (IsPodUpdated: a pod is of it by its label controller-revision-hash or
pod-template-generation). The hash cannot be computed offline; a ControllerRevision in the inventory gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.controller_revisions import ControllerRevision, claimed_history
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.selectors import integer
from dslint.kubernetes.stored_template import stored, value_only
from dslint.placement.daemonset import GENERATION_LABEL, REVISION_LABEL, template_generation
from dslint.rollout.behaviours import GENERATION_LABEL_BROKEN
from dslint.rollout.existing_pods import Change, ExistingPod
from dslint.rollout.revisions import changed, template_of
from dslint.rollout.template_match import shows

REMEDY = "to be certain, add its ControllerRevisions to the inventory"
REMEDY_WITHOUT_DAEMONSET = "to be certain, add the DaemonSet and its ControllerRevisions to the inventory"

Raw = Mapping[str, Any]


class NewRevision(NamedTuple):
    """The labels of pods that are of the new template. `assumed`: a sentence, "" where nothing is assumed.

    `hashes` and `generation` are values of the labels. `unlabelled` holds of pods that have neither, but an owner.
    """

    hashes: frozenset[str] = frozenset()
    generation: str = ""
    unlabelled: bool = False
    assumed: str = ""

    def of(self, item: ExistingPod) -> bool:
        labels = item.pod.labels
        if item.made or not _labelled(item.pod):
            return self.unlabelled and item.pod.owner is not None
        same_generation = bool(self.generation) and labels.get(GENERATION_LABEL) == self.generation
        return same_generation or labels.get(REVISION_LABEL) in self.hashes


def with_revisions(change: Change, existing: Sequence[ExistingPod], cluster: Cluster) -> list[ExistingPod]:
    """The existing pods, marked as new or old."""
    found = new_revision(change, existing, cluster)
    return [item._replace(new=found.of(item)) for item in existing]


def assumptions(change: Change, existing: Sequence[ExistingPod], cluster: Cluster) -> Iterator[str]:
    """What the plan assumes about the revisions of the existing pods, a sentence each."""
    live = live_daemonset(change.new, cluster)
    if live is not None and change.old is not None and changed(live, change.old, change.release):
        yield (
            "the inventory's DaemonSet has another template than --from: differences are those from --from, "
            "and which pods are old is decided by the inventory"
        )
    found = new_revision(change, existing, cluster)
    if found.assumed:
        yield f"assumed: {found.assumed}"


def new_revision(change: Change, existing: Sequence[ExistingPod], cluster: Cluster) -> NewRevision:
    """The history decides; without it the DaemonSet in the inventory, what --from says, or the pods' images."""
    live = live_daemonset(change.new, cluster)
    saved = cluster.of_kind("ControllerRevision")
    history = claimed_history(change.new, saved) if saved else ()
    if history:
        return _by_history(change, live, history)
    pods = [item.pod for item in existing if not item.made and _labelled(item.pod)]
    if not pods:
        return _unlabelled(change, existing)
    if live is not None:
        return _by_live(change, live, pods)
    return _by_baseline(change, pods) if change.old is not None else _by_specs(change, pods)


def _unlabelled(change: Change, existing: Sequence[ExistingPod]) -> NewRevision:
    """No pod says of which revision it is."""
    owned = [item for item in existing if not item.made and item.pod.owner is not None]
    if change.old is not None or not owned:
        return NewRevision(unlabelled=not change.rolls)
    alike = all(shows(item.pod, change.pod) for item in owned)
    said = "are of the manifest's template, by their specs" if alike else "count as old"
    return NewRevision(
        unlabelled=alike,
        assumed=f"its pods {said}: nothing says of which revision they are; "
        f"{REMEDY_WITHOUT_DAEMONSET}, or say with --from what runs",
    )


def live_daemonset(daemonset: Raw, cluster: Cluster) -> Raw | None:
    """The inventory's object of the same namespace and name."""
    wanted = _key(daemonset)
    return next((value for value in cluster.of_kind("DaemonSet") if _key(value) == wanted), None)


def _key(daemonset: Raw) -> tuple[str, str]:
    metadata = daemonset.get("metadata") or {}
    return metadata.get("namespace") or "default", metadata.get("name") or ""


def revision_of(template: Raw, daemonset: Raw, cluster: Cluster) -> str:
    """The hash of a template in the DaemonSet's history, its newest; "" where the inventory does not have it."""
    saved = cluster.of_kind("ControllerRevision")
    wanted = stored(template)
    found = (
        [item.hash for item in claimed_history(daemonset, saved) if stored(item.template) == wanted] if saved else ()
    )
    return found[-1] if found else ""


def _by_history(change: Change, live: Raw | None, history: Iterable[ControllerRevision]) -> NewRevision:
    template = stored(template_of(change.new))
    return NewRevision(
        hashes=frozenset(revision.hash for revision in history if stored(revision.template) == template),
        generation=_kept_generation(change, live),
        unlabelled=not change.rolls,
    )


def _kept_generation(change: Change, live: Raw | None) -> str:
    """The generation whose pods stay new although their hash is another: quantities may be written differently."""
    if live is None or change.release.has(GENERATION_LABEL_BROKEN):
        return ""
    same = value_only(stored(template_of(live))) == value_only(stored(template_of(change.new)))
    return template_generation(live) if same else ""


def _by_live(change: Change, live: Raw, pods: Sequence[Pod]) -> NewRevision:
    if changed(live, change.new, change.release):
        several = len(_hashes(pods)) > 1
        return NewRevision(assumed=f"all pods count as old, whatever their revision; {REMEDY}" * several)
    generation = template_generation(live)
    if generation:
        hashes = _hashes(pod for pod in pods if pod.labels.get(GENERATION_LABEL) == generation)
        there = any(pod.labels.get(GENERATION_LABEL) == generation for pod in pods)
        return NewRevision(hashes, generation, assumed="" if there else _none_of(generation))
    return _newest(change, pods)


def _none_of(generation: str) -> str:
    return f"all pods count as old: none is of template generation {generation}; {REMEDY}"


def _by_baseline(change: Change, pods: Sequence[Pod]) -> NewRevision:
    return NewRevision() if change.rolls else _newest(change, pods)


def _newest(change: Change, pods: Sequence[Pod]) -> NewRevision:
    """Of pods of several revisions, those of the newest count as new: of the newest that shows the template."""
    shown = [pod for pod in pods if shows(pod, change.pod)] or pods
    newest = max(shown, key=lambda pod: (integer(pod.labels.get(GENERATION_LABEL) or "") or 0, pod.created))
    found = NewRevision(_hashes([newest]), newest.labels.get(GENERATION_LABEL) or "")
    if all(found.of(ExistingPod(pod, pod.node)) for pod in pods):
        return found
    return found._replace(
        assumed=f"the newest revision among the pods is the template's, others are old; {REMEDY_WITHOUT_DAEMONSET}"
    )


def _by_specs(change: Change, pods: Sequence[Pod]) -> NewRevision:
    """Nothing says what runs: the pods of a revision that shows the template are taken to be of it."""
    hashes = _hashes(pod for pod in pods if shows(pod, change.pod))
    count = sum(pod.labels.get(REVISION_LABEL) in hashes for pod in pods)
    are = "pod is" if len(pods) == 1 else "pods are"
    return NewRevision(
        hashes,
        assumed=f"by their specs, {count} of {len(pods)} {are} of the manifest's template, all others are old; "
        f"{REMEDY_WITHOUT_DAEMONSET}, or say with --from what runs",
    )


def _labelled(pod: Pod) -> bool:
    return REVISION_LABEL in pod.labels or GENERATION_LABEL in pod.labels


def _hashes(pods: Iterable[Pod]) -> frozenset[str]:
    return frozenset(pod.labels[REVISION_LABEL] for pod in pods if REVISION_LABEL in pod.labels)

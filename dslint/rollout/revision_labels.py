"""The labels that tell the new pods of an updated DaemonSet from its old ones.

Kubernetes: pkg/controller/daemon/util/daemonset_util.go (CreatePodTemplate) adds the hash of the revision and the
generation of the template to each pod; pkg/registry/apps/daemonset/strategy.go (PrepareForUpdate) counts the generation
up with the template. matchLabelKeys and mismatchLabelKeys read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import integer
from dslint.placement.daemonset import GENERATION_LABEL, REVISION_LABEL, DaemonSet
from dslint.rollout import revisions
from dslint.rollout.existing_pods import ExistingPod
from dslint.rollout.pod_revisions import revision_of

NEW_REVISION = "new-revision"
"""A placeholder for the hash of a template that no pod has yet: it cannot be computed offline."""


class RevisionLabels(NamedTuple):
    revision: str
    generation: str


def revision_labels(
    old: DaemonSet | None, new: DaemonSet, present: Sequence[ExistingPod], cluster: Cluster, release: Release
) -> RevisionLabels:
    """Those of the new pods. `old` is what runs now, `present` its pods, or orphans that the new DaemonSet adopts."""
    if old is None and all(item.pod.owner is None for item in present):
        return RevisionLabels("revision", new.generation or "1")
    changes = old is None or revisions.changed(old.raw, new.raw, release)
    template = revisions.template_of(new.raw if old is None or changes else old.raw)
    revision = revision_of(template, (old or new).raw, cluster)
    if not revision:
        revision = NEW_REVISION if changes else _latest_revision(present)
    return RevisionLabels(revision, str(_generation(old, present) + changes))


def _latest_revision(present: Sequence[ExistingPod]) -> str:
    pods = sorted((item.pod for item in present if REVISION_LABEL in item.pod.labels), key=lambda pod: pod.created)
    return pods[-1].labels[REVISION_LABEL] if pods else "revision"


def _generation(old: DaemonSet | None, present: Sequence[ExistingPod]) -> int:
    """The generation before the change."""
    seen = [integer(item.pod.labels.get(GENERATION_LABEL) or "") or 0 for item in present]
    return ((integer(old.generation) or 0) if old else 0) or max(seen, default=0) or 1

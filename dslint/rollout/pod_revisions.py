"""Which of the pods that run now are of the new template already.

Kubernetes: pkg/controller/daemon/util (IsPodUpdated): by the label controller-revision-hash. The hash itself cannot be
made offline; a ControllerRevision in the inventory tells it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dslint.kubectl import saved_objects
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.stored_template import stored
from dslint.placement.daemonset import REVISION_LABEL
from dslint.rollout.change import Change
from dslint.rollout.existing_pods import ExistingPod
from dslint.rollout.revisions import template_of


def with_revisions(change: Change, present: Sequence[ExistingPod], cluster: Cluster) -> list[ExistingPod]:
    """The present pods, marked as new or old."""
    hashes, rolls = _hashes(change.old or {}, cluster), change.rolls
    if not hashes:
        return [item._replace(new=not rolls) for item in present]
    current = hashes.get(_form(change.new if rolls else change.old or {}), "")
    known = frozenset(hashes.values())
    return [item._replace(new=_is_new(item, current, known, rolls=rolls)) for item in present]


def _is_new(item: ExistingPod, current: str, known: frozenset[str], *, rolls: bool) -> bool:
    # A pod that this run has put there itself carries a stand-in for the hash.
    label = item.pod.labels.get(REVISION_LABEL)
    return label == current if current and label in known else not rolls


def _hashes(old: Mapping[str, Any], cluster: Cluster) -> dict[str, str]:
    """Revision hash by template, of the history that the inventory has of this DaemonSet."""
    history = saved_objects.history(old, cluster.of_kind("ControllerRevision"))
    return {_text(revision.template): revision.hash for revision in history}


def _form(daemonset: Mapping[str, Any]) -> str:
    return _text(template_of(daemonset))


def _text(template: Mapping[str, Any]) -> str:
    import json

    return json.dumps(stored(template), sort_keys=True)

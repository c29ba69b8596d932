from __future__ import annotations

import copy

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.rollout.existing_pods import Change, ExistingPod, with_revisions
from tests.rollout.clusters import daemonset, pod_of
from tests.rollout.nodes import NEWEST

UID = "6f1d3f52"


def stored(image: str) -> dict:
    found = defaulted(daemonset(image), NEWEST)
    found["metadata"]["uid"] = UID
    return found


def revision(number: int, image: str) -> dict:
    return {
        "kind": "ControllerRevision",
        "metadata": {
            "name": f"agent-{number}",
            "namespace": "default",
            "labels": {"app": "agent", "controller-revision-hash": f"hash{number}"},
            "ownerReferences": [{"kind": "DaemonSet", "name": "agent", "uid": UID, "controller": True}],
        },
        "revision": number,
        "data": {"spec": {"template": stored(image)["spec"]["template"]}},
    }


def running(hash_: str) -> ExistingPod:
    labels = {"app": "agent", "controller-revision-hash": hash_}
    raw = pod_of(daemonset(), NEWEST)
    pod = Pod("default", f"agent-{hash_}", labels, raw.spec, node="n1", created="2026-11-20T00:00:00Z")
    return ExistingPod(pod, "n1")


def told(old: str | None, new: str, *revisions: dict) -> list[bool]:
    """Whether a pod of revision 1 and one of revision 2 count as new."""
    change = Change(
        new=stored(new),
        old=None if old is None else stored(old),
        pod=pod_of(daemonset(new), NEWEST),
        release=NEWEST,
        before={},
    )
    cluster = Cluster("", [], objects={"ControllerRevision": copy.deepcopy(list(revisions))})
    return [item.new for item in with_revisions(change, [running("hash1"), running("hash2")], cluster)]


HISTORY = (revision(1, "agent:1"), revision(2, "agent:2"))


@pytest.mark.parametrize(
    ("old", "new", "history", "expected"),
    [
        ("agent:2", "agent:2", (), [True, True]),
        ("agent:2", "agent:3", (), [False, False]),
        (None, "agent:3", (), [False, False]),
        ("agent:2", "agent:2", HISTORY, [False, True]),
        ("agent:2", "agent:1", HISTORY, [True, False]),
        ("agent:2", "agent:3", HISTORY, [False, False]),
    ],
)
def test_pods_are_told_apart_by_revision_where_the_history_is_known(old, new, history, expected) -> None:
    assert told(old, new, *history) == expected

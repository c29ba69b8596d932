"""A DaemonSet with three revisions, as saved from a cluster."""

from __future__ import annotations

from dslint.kubectl import saved_objects

UID = "57c6e203"


def template(image: str) -> dict:
    return {
        "metadata": {"labels": {"app": "agent"}},
        "spec": {"containers": [{"name": "agent", "image": image}]},
    }


def revision(number: int, image: str, cause: str | None = None, **metadata) -> dict:
    return {
        "apiVersion": "apps/v1",
        "kind": "ControllerRevision",
        "metadata": {
            "name": f"agent-{number}",
            "namespace": "default",
            "labels": {"app": "agent", "controller-revision-hash": f"hash{number}"},
            "annotations": {} if cause is None else {"kubernetes.io/change-cause": cause},
            "ownerReferences": [{"kind": "DaemonSet", "name": "agent", "uid": UID, "controller": True}],
            **metadata,
        },
        "revision": number,
        "data": {"spec": {"template": {"$patch": "replace", **template(image)}}},
    }


def daemonset(image: str = "agent:3", *, status: dict | None = None, **spec) -> dict:
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "default", "uid": UID, "generation": 3},
        "spec": {
            "selector": {"matchLabels": {"app": "agent"}},
            "template": template(image),
            "updateStrategy": {"type": "RollingUpdate"},
            **spec,
        },
        "status": {"observedGeneration": 3, **(status or {})},
    }


THREE = [revision(3, "agent:3"), revision(1, "agent:1", "first"), revision(2, "agent:2", "second: 2.0")]


def agent(*revisions: dict, of: dict | None = None) -> saved_objects.Saved:
    found = saved_objects.find([of or daemonset(), *(revisions or THREE)], "agent", None)
    assert found is not None
    return found

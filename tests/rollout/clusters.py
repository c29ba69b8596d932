"""Small clusters, DaemonSets on them, and what a change does, for the tests of rollout plans."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from dslint.admission.defaults import defaulted
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement
from dslint.placement.scheduling import SchedulingRun
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import strategy_of
from dslint.plans import Rollout, State
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change, ExistingPod, FaultInjection, NodesAndDecisions
from dslint.rollout.joint_courses import Member
from dslint.rollout.pod_revisions import with_revisions
from dslint.rollout.rollout_plan import plan_rollout
from dslint.rollout.scenario import Scenario


def node(name: str, cpu: str = "4", taints: Iterable[dict] = (), **labels: str) -> dict:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": {"kubernetes.io/hostname": name, **labels}},
        "spec": {"taints": list(taints)},
        "status": {"allocatable": {"cpu": cpu, "memory": "8Gi", "pods": "110"}},
    }


def nodes(count: int, cpu: str = "4", **labels: str) -> list[dict]:
    return [node(f"n{index:02}", cpu, **labels) for index in range(1, count + 1)]


def daemonset(
    image: str = "agent:1", *, cpu: str = "100m", strategy: dict | None = None, name: str = "agent", **spec
) -> dict:
    container = {"name": "agent", "image": image, "resources": {"requests": {"cpu": cpu}}}
    if "ports" in spec:
        container["ports"] = spec.pop("ports")
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": name, "namespace": "default"},
        "spec": {
            "selector": {"matchLabels": {"app": name}},
            "updateStrategy": strategy or rolling(1),
            "template": {"metadata": {"labels": {"app": name}}, "spec": {"containers": [container], **spec}},
        },
    }


def rolling(max_unavailable: int | str = 1, max_surge: int | str | None = None) -> dict:
    rolling_update = {"maxUnavailable": max_unavailable}
    if max_surge is not None:
        rolling_update["maxSurge"] = max_surge
    return {"type": "RollingUpdate", "rollingUpdate": rolling_update}


SURGE = rolling(0, 1)


def rollout(
    old: dict | None,
    new: dict,
    on: list[dict],
    *,
    after: list[dict] | None = None,
    unready: Iterable[str] = (),
    broken: Iterable[str] = (),
    version: str = "1.36",
) -> Rollout:
    """What changing `old` to `new` does on nodes that then are as `after`."""
    return plan_rollout(*update(old, new, on, after=after, unready=unready, broken=broken, version=version), trace=True)


def update(
    old: dict | None,
    new: dict,
    on: list[dict],
    *,
    after: list[dict] | None = None,
    unready: Iterable[str] = (),
    broken: Iterable[str] = (),
    version: str = "1.36",
) -> tuple[Change, list[ExistingPod], Snapshot]:
    """The change, the pods that are there before it, and the nodes as they are then."""
    release = Release.of(version)
    before = Snapshot(read_inventory(copy.deepcopy(on), release), release)
    now = Snapshot(read_inventory(copy.deepcopy(after or on), release), release)
    present = [] if old is None else running(old, before, release)
    change = Change(
        new=defaulted(new, release),
        old=None if old is None else defaulted(old, release),
        pod=pod_of(new, release),
        release=release,
        before=before.by_name,
        injected=FaultInjection(frozenset(unready), frozenset(broken)),
    )
    return change, present, now


def scenario(change: Change, existing: Sequence[ExistingPod], snapshot: Snapshot) -> Scenario:
    """All that decides this change's rollout."""
    found = DaemonSet.of(change.new, change.release)
    decisions = strategy_of(found, change.pod, snapshot).decide()
    context = NodesAndDecisions(snapshot.nodes, decisions, change.before, change.release)
    told = with_revisions(change, existing, snapshot.cluster)
    return Scenario(found, told, context, Strategy.of(change.new, change.release), snapshot, change.pod)


def running(old: dict, snapshot: Snapshot, release: Release) -> list[ExistingPod]:
    return existing_of(
        SchedulingRun(snapshot).place(DaemonSet.of(defaulted(old, release), release), pod_of(old, release))
    )


def existing_of(placed: DaemonSetPlacement) -> list[ExistingPod]:
    return [
        ExistingPod(outcome.pod or placed.pod, name)
        for name, outcome in placed.outcomes.items()
        if outcome.state in (State.BOUND, State.PENDING)
    ]


def pod_of(raw: dict, release: Release) -> Pod:
    manifest = DaemonSet.of(defaulted(raw, release), release).pod_manifest()
    return Pod.of(defaulted(manifest, release), release)


def on_port(name: str, port: int, strategy: dict | None = None, image: str = "agent:1") -> dict:
    """A DaemonSet that takes a host port."""
    return daemonset(image, name=name, strategy=strategy, ports=[{"containerPort": port, "hostPort": port}])


def members(changes: Sequence[tuple[dict, dict]], on: list[dict]) -> tuple[list[Member], Snapshot]:
    """DaemonSets that change at once, and the nodes without their pods. The old ones were created in this order."""
    release = Release.of("1.36")
    before = Snapshot(read_inventory(copy.deepcopy(on), release), release)
    scheduling = SchedulingRun(before)
    placed = [
        (scheduling.place(DaemonSet.of(defaulted(old, release), release), pod_of(old, release)), old, new)
        for old, new in changes
    ]
    found = []
    for placement, old, new in placed:
        name = new["metadata"]["name"]
        change = Change(defaulted(new, release), defaulted(old, release), pod_of(new, release), release, {})
        found.append(Member(("DaemonSet", "default", name), change, existing_of(placement)))
    return found, Snapshot(read_inventory(copy.deepcopy(on), release), release)


def swap(one: dict, two: dict) -> list[tuple[dict, dict]]:
    """Two DaemonSets that exchange their host ports, with these strategies."""
    return [
        (on_port("one", 8080, one), on_port("one", 9090, one)),
        (on_port("two", 9090, two), on_port("two", 8080, two)),
    ]

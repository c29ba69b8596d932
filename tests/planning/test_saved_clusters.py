"""Plans from what `kubectl get nodes,daemonsets,controllerrevisions,pods -o json` saves of a cluster."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import dslint
from dslint.plans import WorkloadPlan
from tests.planning.nodes import node

UID = "1188e7bc"
SURGE = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
ON_DELETE = {"type": "OnDelete"}


def manifest(version: int, strategy: dict[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    container = {"name": "agent", "image": f"agent:{version}", "resources": {"requests": {"cpu": "100m"}}}
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "default"},
        "spec": {
            "selector": {"matchLabels": {"app": "agent"}},
            "updateStrategy": strategy or {"type": "RollingUpdate"},
            "template": {"metadata": {"labels": {"app": "agent"}}, "spec": {"containers": [container], **spec}},
        },
    }


OWNER = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": UID, "controller": True}


def live(version: int, scheduled: int = 3, strategy: dict[str, Any] | None = None) -> dict[str, Any]:
    found = manifest(version, strategy)
    found["metadata"] |= {"uid": UID, "annotations": {"deprecated.daemonset.template.generation": str(version)}}
    return {**found, "status": {"currentNumberScheduled": scheduled, "desiredNumberScheduled": 3}}


def revision(version: int) -> dict[str, Any]:
    labels = {"app": "agent", "controller-revision-hash": f"hash{version}"}
    return {
        "apiVersion": "apps/v1",
        "kind": "ControllerRevision",
        "metadata": {
            "name": f"agent-{version}",
            "namespace": "default",
            "labels": labels,
            "ownerReferences": [OWNER],
        },
        "revision": version,
        "data": {"spec": {"template": {**manifest(version)["spec"]["template"], "$patch": "replace"}}},
    }


def pod(version: int, on: str, name: str = "", phase: str = "Running", **more: Any) -> dict[str, Any]:
    labels = {
        "app": "agent",
        "controller-revision-hash": f"hash{version}",
        "pod-template-generation": str(version),
    }
    field = {"key": "metadata.name", "operator": "In", "values": [on]}
    required = {"nodeSelectorTerms": [{"matchFields": [field]}]}
    status: dict[str, Any] = {"phase": phase}
    if phase == "Running":
        status["conditions"] = [{"type": "Ready", "status": more.pop("ready", "True")}]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": name or f"agent-{on}",
            "namespace": "default",
            "labels": labels,
            "ownerReferences": [OWNER],
            "creationTimestamp": "2026-11-26T18:57:35Z",
            **more,
        },
        "spec": {
            "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": required}},
            "containers": manifest(version)["spec"]["template"]["spec"]["containers"],
            **({} if phase == "Unscheduled" else {"nodeName": on}),
        },
        "status": {**status, "phase": "Pending"} if phase == "Unscheduled" else status,
    }


NODES = [node("n1"), node("n2"), node("n3")]
HISTORY = [revision(1), revision(2)]
GOING = {"deletionTimestamp": "2026-11-26T18:58:07Z"}


def plan(new: dict[str, Any], *saved: dict[str, Any], before: dict[str, Any] | None = None) -> WorkloadPlan:
    inventory = [*copy.deepcopy(NODES), *copy.deepcopy(saved)]
    baseline = None if before is None else [before]
    return dslint.plan([new], inventory=inventory, baseline=baseline, kubernetes_version="1.36", trace=True).workloads[
        0
    ]


def steps(found: WorkloadPlan) -> list[dict[str, tuple[str, ...]]]:
    assert found.rollout is not None
    return [dict(step.states) for step in found.rollout.steps or ()]


MIDWAY = (live(2), *HISTORY, pod(1, "n1"), pod(2, "n2"), pod(1, "n3"))


@pytest.mark.parametrize("new", [2, 3, 1])
@pytest.mark.parametrize("uid", ["", "of another cluster"])
def test_the_running_manifest_as_baseline_changes_nothing_in_the_plan(new: int, uid: str) -> None:
    before = manifest(2)
    if uid:
        before["metadata"]["uid"] = uid
    assert steps(plan(manifest(new), *MIDWAY, before=before)) == steps(plan(manifest(new), *MIDWAY))


def test_an_interrupted_rollout_goes_on_with_the_template_that_stays() -> None:
    found = plan(manifest(2), *MIDWAY, before=manifest(2))
    assert steps(found)[0] == {"old ready": ("n3",), "old ready terminating": ("n1",), "new ready": ("n2",)}
    assert found.rollout is not None
    assert (found.rollout.changed, found.rollout.replaced, found.bound) == (False, 2, 3)


def test_a_manifest_with_a_uid_of_its_own_updates_the_object_of_its_name() -> None:
    new = manifest(2)
    new["metadata"]["uid"] = "of another cluster"
    assert steps(plan(new, *MIDWAY)) == steps(plan(manifest(2), *MIDWAY))


def test_a_baseline_that_differs_from_the_saved_daemonset_is_said() -> None:
    found = plan(manifest(3), *MIDWAY, before=manifest(1))
    assert [note for note in found.notes if "another template than --from" in note]
    assert not plan(manifest(3), *MIDWAY, before=manifest(2)).notes


@pytest.mark.parametrize("phase", ["Failed", "Succeeded"])
@pytest.mark.parametrize("before", [None, manifest(1)])
def test_pods_that_have_ended_are_down_before_anything_begins(phase: str, before: dict[str, Any] | None) -> None:
    pods = [pod(1, name, phase=phase) for name in ("n1", "n2")]
    found = plan(manifest(2), *pods, pod(1, "n3"), before=before).rollout
    assert found is not None
    assert found.unavailable is not None
    assert (found.replaced, found.unavailable.before, found.unavailable.at_worst) == (3, 2, 2)
    assert found.unavailable.if_bad_everywhere is not None
    assert found.unavailable.if_bad_everywhere.down == 2


def test_on_delete_replaces_only_what_has_ended_or_is_being_deleted() -> None:
    saved = (live(2, strategy=ON_DELETE), *HISTORY)
    pods = (pod(1, "n1", phase="Failed"), pod(1, "n2", **GOING), pod(1, "n3", ready="False"))
    found = plan(manifest(2, ON_DELETE), *saved, *pods)
    assert steps(found)[0] == {
        "new unready": ("n1",),
        "old ready terminating": ("n2",),
        "old unready": ("n3",),
    }
    assert found.rollout is not None
    assert found.rollout.nodes is not None
    assert (found.rollout.nodes.replaced, found.rollout.nodes.kept) == (("n1", "n2"), ("n3",))
    assert found.rollout.updated == (2, 2)


def test_on_delete_keeps_pods_that_have_succeeded_where_the_controller_does_not_delete_them() -> None:
    saved = (live(2, strategy=ON_DELETE), *HISTORY, pod(1, "n1", phase="Succeeded"), pod(2, "n2"), pod(2, "n3"))
    for version, replaced in (("1.26", ()), ("1.27", ("n1",))):
        found = dslint.plan([manifest(2, ON_DELETE)], inventory=[*NODES, *saved], kubernetes_version=version)
        rollout = found.workloads[0].rollout
        assert rollout is not None
        assert rollout.nodes is not None
        assert rollout.nodes.replaced == replaced


def test_a_pod_that_was_never_scheduled_keeps_its_template_under_on_delete() -> None:
    big = pod(1, "n1", phase="Unscheduled")
    big["spec"]["containers"] = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "8"}}}]
    saved = (live(2, strategy=ON_DELETE), *HISTORY, big, pod(2, "n2"), pod(2, "n3"))
    assert steps(plan(manifest(2, ON_DELETE), *saved))[0] == {"old pending": ("n1",), "new ready": ("n2", "n3")}
    rolled = plan(manifest(2), *saved)
    assert steps(rolled)[-1] == {"new ready": ("n1", "n2", "n3")}


def test_nodes_that_lack_the_pod_are_down_before_and_new_nodes_are_not() -> None:
    found = plan(manifest(3), live(2), *HISTORY, pod(2, "n1"), pod(2, "n2")).rollout
    assert found is not None
    assert found.unavailable is not None
    assert (found.added, found.unavailable.before) == (1, 1)
    selecting = manifest(2, nodeSelector={"kubernetes.io/hostname": "n1"})
    wider = plan(manifest(3), pod(2, "n1"), before=selecting).rollout
    assert wider is not None
    assert wider.unavailable is not None
    assert (wider.added, wider.unavailable.before) == (2, 0)


def test_of_two_pods_on_a_node_the_older_stays_and_of_one_age_the_first_by_name() -> None:
    early = {"creationTimestamp": "2026-11-26T10:00:00Z"}
    saved = (live(2), *HISTORY, pod(2, "n1", "b"), pod(2, "n1", "a", ready="False"), pod(2, "n2", "z", **early))
    found = plan(manifest(2), *saved, pod(2, "n2", "y", ready="False"), pod(2, "n3"))
    assert steps(found)[0] == {
        "new ready": ("n2", "n3"),
        "new ready terminating": ("n1",),
        "new unready": ("n1",),
        "new unready terminating": ("n2",),
    }


def test_with_surge_a_node_keeps_its_old_pod_until_the_new_one_is_available() -> None:
    saved = (live(2, strategy=SURGE), *HISTORY, pod(1, "n1", "a"), pod(2, "n1", "b", ready="False"))
    found = plan(manifest(2, SURGE), *saved, pod(2, "n2"), pod(2, "n3"), before=manifest(2, SURGE))
    assert steps(found)[0] == {"new ready": ("n2", "n3"), "new unready": ("n1",), "old ready": ("n1",)}
    assert found.rollout is not None
    assert found.rollout.nodes is not None
    assert found.rollout.nodes.replaced == ("n1",)


@pytest.mark.parametrize(
    ("scheduled", "others", "expected"), [(0, False, {}), (3, True, {}), (3, False, {"old ready": ("n1", "n2", "n3")})]
)
def test_a_saved_daemonset_without_pods_has_none_if_its_status_or_other_pods_say_so(
    scheduled: int, expected: dict[str, tuple[str, ...]], *, others: bool
) -> None:
    probe = {**pod(1, "n1"), "metadata": {"name": "probe", "namespace": "default"}}
    found = plan(manifest(3, ON_DELETE), live(2, scheduled), *HISTORY, *([probe] if others else []))
    assert {state: names for state, names in steps(found)[0].items() if state.startswith("old")} == expected


def test_pods_on_nodes_that_the_inventory_lacks_are_said() -> None:
    found = plan(manifest(3), *MIDWAY, pod(2, "n8"), pod(2, "n9"))
    assert found.notes == ("its pods on n8, n9 are left out: the inventory has no such node",)
    many = plan(manifest(3), *MIDWAY, *(pod(2, f"x{number}") for number in range(5)))
    assert many.notes == ("its pods on x0, x1, x2 and 2 more are left out: the inventory has no such node",)


def test_without_daemonset_and_history_the_specs_tell_and_it_is_said() -> None:
    unchanged = plan(manifest(1), pod(1, "n1"), pod(1, "n2"), pod(1, "n3"))
    assert unchanged.rollout is not None
    assert (unchanged.rollout.changed, unchanged.rollout.replaced) == (False, 0)
    assert unchanged.notes[0].startswith("assumed: by their specs, 3 of 3 pods are of the manifest's template")
    assert plan(manifest(2), pod(1, "n1"), pod(1, "n2")).rollout.replaced == 2  # type: ignore[union-attr]


def test_pods_of_the_new_template_stay_where_they_are() -> None:
    full = (node("n1", cpu="100m"), live(2), *HISTORY, pod(2, "n1"))
    found = dslint.plan([manifest(2)], inventory=copy.deepcopy(list(full)), kubernetes_version="1.36").workloads[0]
    assert (found.bound, found.pending) == (1, 0)


def test_what_runs_stays_on_nodes_that_change_with_the_update() -> None:
    drained = node("n2", {"key": "gpu", "effect": "NoSchedule"})
    found = dslint.plan(
        [manifest(2)],
        inventory=copy.deepcopy([*NODES, *MIDWAY]),
        inventory_after=[node("n1"), drained],
        baseline=[manifest(2)],
        kubernetes_version="1.36",
        trace=True,
    )
    (workload,) = found.workloads
    assert steps(workload)[0] == {"new ready": ("n2",), "old ready terminating": ("n1",)}
    assert (workload.notes, [line for line in found.inventory.assumed if "no pods" in line]) == ((), [])


def test_an_inventory_after_with_pods_of_its_own_lists_all_of_them() -> None:
    other = {**pod(1, "n1"), "metadata": {"name": "probe", "namespace": "default"}}
    after = [*NODES, other]
    found = dslint.plan(
        [manifest(3)],
        inventory=copy.deepcopy([*NODES, *MIDWAY]),
        inventory_after=copy.deepcopy(after),
        kubernetes_version="1.36",
    )
    assert found.inventory.pods == 1


def replaced(found: WorkloadPlan) -> tuple[int, bool]:
    """How many pods are replaced, and whether that rests on an assumption."""
    assert found.rollout is not None
    return found.rollout.replaced, any(note.startswith("assumed: ") for note in found.notes)


def without_labels(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    for key in keys:
        del value["metadata"]["labels"][key]
    return value


MIXED = (pod(1, "n1"), pod(1, "n2"), pod(2, "n3"))


def test_a_switch_from_on_delete_to_rolling_replaces_the_pods_of_the_old_revision() -> None:
    assert replaced(plan(manifest(2), live(2, strategy=ON_DELETE), *MIXED)) == (2, False)
    unnumbered = live(2, strategy=ON_DELETE)
    del unnumbered["metadata"]["annotations"]
    assert replaced(plan(manifest(2), unnumbered, *MIXED)) == (2, True)
    hashes = [without_labels(copy.deepcopy(each), "pod-template-generation") for each in MIXED]
    assert replaced(plan(manifest(2), unnumbered, *hashes)) == (2, True)


def test_a_dump_of_nodes_and_pods_does_not_make_an_unchanged_manifest_a_change() -> None:
    pods = [pod(1, name) for name in ("n1", "n2", "n3")]
    assert replaced(plan(manifest(1), *pods)) == (0, True)
    bare = [without_labels(copy.deepcopy(each), "controller-revision-hash", "pod-template-generation") for each in pods]
    assert replaced(plan(manifest(1), *bare)) == (0, True)
    assert replaced(plan(manifest(2), *bare)) == (3, True)


def test_the_history_of_a_dump_counts_beside_a_baseline() -> None:
    assert replaced(plan(manifest(2), live(2), *HISTORY, *MIXED, before=manifest(2))) == (2, False)
    assert replaced(plan(manifest(3), live(2), *HISTORY, *MIXED, before=manifest(2))) == (3, False)

from __future__ import annotations

from dslint.admission.resource_quota import Quotas
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from tests.admission.clusters import FORBIDDEN, cluster, container, named, pod

NEWEST = Release.of("1.36")


def quota(hard: dict[str, str], used: dict[str, str] | None = None, **spec) -> dict:
    status = {"status": {"hard": hard, "used": used}} if used else {}
    return named("ResourceQuota", "team", "default", spec={"hard": hard, **spec}, **status)


def messages(snapshot: Cluster, count: int, manifest: dict) -> list[str | None]:
    quotas = Quotas(snapshot, NEWEST)
    answers = [quotas.charge(manifest) for _ in range(count)]
    return [answer.message.removeprefix(FORBIDDEN) if answer else None for answer in answers]


def test_pods_are_refused_once_the_quota_is_used_up():
    answers = messages(cluster(quota({"pods": "2"})), 3, pod())
    assert answers == [None, None, "exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2"]


def test_amounts_add_up_and_are_printed_as_kubernetes_prints_them():
    manifest = pod(containers=[container(requests={"cpu": "500m", "memory": "512Mi"})])
    snapshot = cluster(quota({"requests.cpu": "1200m", "requests.memory": "1Gi"}))
    assert messages(snapshot, 3, manifest) == [
        None,
        None,
        (
            "exceeded quota: team, requested: requests.cpu=500m,requests.memory=512Mi, "
            "used: requests.cpu=1,requests.memory=1Gi, limited: requests.cpu=1200m,requests.memory=1Gi"
        ),
    ]


def test_pods_that_run_already_are_counted_where_the_quota_does_not_say_what_is_used():
    snapshot = cluster(quota({"pods": "2"}))
    snapshot.pods = [Pod.of({**pod(), "metadata": {"name": "old", "namespace": "default"}}, NEWEST)]
    assert [answer is None for answer in messages(snapshot, 2, pod())] == [True, False]


def test_what_the_quota_says_is_used_holds():
    assert messages(cluster(quota({"pods": "2"}, used={"pods": "2"})), 1, pod()) != [None]


def test_a_compute_quota_wants_every_container_to_say_how_much():
    manifest = pod(containers=[container("b"), container("a"), container("c", {"cpu": "1"})])
    assert messages(cluster(quota({"requests.cpu": "9", "pods": "9"})), 1, manifest) == [
        "failed quota: team: must specify requests.cpu for: a,b"
    ]


def test_another_namespace_is_not_bound():
    assert messages(cluster(quota({"pods": "0"})), 1, pod("other")) == [None]


def test_what_every_container_must_specify_comes_before_what_another_quota_has_left():
    strict = named("ResourceQuota", "strict", "default", spec={"hard": {"limits.cpu": "1"}})
    said = messages(cluster(quota({"pods": "0"}), strict), 1, pod(containers=[container("a")]))
    assert said == ["failed quota: strict: must specify limits.cpu for: a"]


def test_what_a_pod_does_not_ask_for_cannot_exceed_a_quota():
    manifest = pod(containers=[container(requests={"cpu": "0"})])
    assert messages(cluster(quota({"requests.cpu": "1"}, used={"requests.cpu": "2"})), 1, manifest) == [None]


def test_a_pod_that_has_ended_counts_as_an_object_only():
    ended = {**pod(), "metadata": {"name": "old", "namespace": "default"}, "status": {"phase": "Succeeded"}}
    for hard, admitted in (({"pods": "1"}, True), ({"count/pods": "1"}, False)):
        snapshot = cluster(quota(hard))
        snapshot.pods = [Pod.of(ended, NEWEST)]
        assert [answer is None for answer in messages(snapshot, 1, pod())] == [admitted]


def test_daemonsets_are_counted_with_those_that_are_there():
    running = [
        named("DaemonSet", name, namespace) for name, namespace in (("a", "default"), ("b", "other"), ("c", "other"))
    ]
    quotas = Quotas(cluster(quota({"count/daemonsets.apps": "2"}), *running), NEWEST)
    first, second = (quotas.charge_object("daemonsets.apps", name, "default") for name in ("c", "d"))
    assert first is None
    assert second is not None
    assert second.message == (
        'daemonsets.apps "d" is forbidden: exceeded quota: team, requested: count/daemonsets.apps=1, '
        "used: count/daemonsets.apps=2, limited: count/daemonsets.apps=2"
    )


def test_a_quota_with_scopes_counts_no_daemonsets_and_one_of_another_group_none_of_apps():
    hard = {"count/daemonsets.apps": "0"}
    for found, resource in (
        (quota(hard, scopes=["NotTerminating"]), "daemonsets.apps"),
        (quota(hard), "daemonsets.extensions"),
    ):
        assert Quotas(cluster(found), NEWEST).charge_object(resource, "agent", "default") is None


def test_a_pod_that_is_gone_makes_room_again():
    quotas = Quotas(cluster(quota({"pods": "1"})), NEWEST)
    assert quotas.charge(pod()) is None
    quotas.free(pod())
    assert quotas.charge(pod()) is None
    assert quotas.charge(pod()) is not None


def test_a_pod_that_is_not_listed_counts_unless_the_quota_says_what_is_used():
    for used in (None, {"pods": "1"}):
        quotas = Quotas(cluster(quota({"pods": "2"}, used)), NEWEST)
        quotas.add(pod())
        assert quotas.charge(pod()) is None
        assert quotas.charge(pod()) is not None


def test_a_copy_is_charged_by_itself_until_it_is_taken_over():
    quotas = Quotas(cluster(quota({"pods": "1"})), NEWEST)
    copied = quotas.copy()
    assert copied.charge(pod()) is None
    assert quotas.copy().charge(pod()) is None
    quotas.take_over(copied)
    assert quotas.charge(pod()) is not None

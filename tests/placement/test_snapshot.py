"""The pods on each node, and the objects, while pods come and go."""

from __future__ import annotations

import pytest

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.release import Release
from dslint.placement.topology_counts import AllTerms, Term
from tests.placement.building import away_from, node, pod, requesting, snapshot, term


def requested(cluster, name="n1"):
    state = cluster.state(cluster.by_name[name])
    return state.requested.get("cpu", 0), state.pod_count, state.scoring_cpu


def test_pods_take_their_room_and_give_it_back():
    cluster = snapshot(node("n1"), pods=[pod("a", on="n1", container=requesting(cpu="500m"))])
    assert requested(cluster) == (500, 1, 500)
    other = pod("b", on="n1")
    cluster.add(other)
    assert requested(cluster) == (500, 2, 600)
    cluster.remove(other)
    assert requested(cluster) == (500, 1, 500)


@pytest.mark.parametrize("phase", ["Succeeded", "Failed"])
def test_finished_pods_and_pods_of_unknown_nodes_count_for_nothing(phase):
    done = pod("a", on="n1", container=requesting(cpu="1"), status={"phase": phase})
    elsewhere = pod("b", on="gone", container=requesting(cpu="1"))
    cluster = snapshot(node("n1"), pods=[done, elsewhere])
    assert requested(cluster) == (0, 0, 0)
    assert not cluster.occupied(cluster.nodes[0])


def test_a_pod_that_is_not_there_cannot_leave():
    cluster = snapshot(node("n1"), pods=[pod("a", on="n1")])
    with pytest.raises(ValueError, match="not in list"):
        cluster.remove(pod("a", on="n1"))


def port(number, **more):
    return {"ports": [{"containerPort": number, "hostPort": number, **more}]}


def held(cluster):
    return [(str(port), holder.name) for port, holder in cluster.state(cluster.nodes[0]).ports]


@pytest.mark.parametrize(("version", "left"), [("1.36", []), ("1.12", []), ("1.11", [("80/TCP", "b")])])
def test_of_several_pods_with_one_port_the_first_that_goes_frees_it(version, left):
    release = Release.of(version)
    first, second = (pod(name, on="n1", container=port(80), release=release) for name in ("a", "b"))
    cluster = snapshot(node("n1"), pods=[first, second], release=release)
    cluster.remove(first)
    assert held(cluster) == left
    cluster.add(first)
    assert ("80/TCP", "a") in held(cluster)


def test_other_ports_and_addresses_stay_taken():
    pods = [pod("a", on="n1", container=port(80, hostIP="10.0.0.1")), pod("b", on="n1", container=port(80))]
    cluster = snapshot(node("n1"), pods=pods)
    cluster.remove(pods[0])
    assert held(cluster) == [("80/TCP", "b")]


def term_selector(labels):
    return pod(affinity=away_from(term(labels))).spec.required_anti_affinity[0].selector


def test_one_question_is_counted_once():
    cluster = snapshot(node("n1", {"zone": "a"}), pods=[pod("w", on="n1", labels={"app": "web"})])
    query = AllTerms((Term("zone", term_selector({"app": "web"}), frozenset({"default"}), None),))
    assert cluster.topology_count(query, "zone") is cluster.topology_count(query, "zone")
    assert cluster.topology_count(query, "zone").of("a") == 1
    assert cluster.topology_count(query, "").total == 1


def test_namespaces_carry_their_name_as_a_label():
    cluster = snapshot(node("n1"), Namespace=[{"metadata": {"name": "team-a", "labels": {"team": "a"}}}])
    assert cluster.labels_of("team-a") == {"team": "a", "kubernetes.io/metadata.name": "team-a"}
    assert cluster.labels_of("unheard-of") == {"kubernetes.io/metadata.name": "unheard-of"}


def test_objects_are_found_by_name_and_namespace():
    claims = [{"metadata": {"name": "data", "namespace": "team-a"}}, {"metadata": {"name": "data"}}]
    cluster = snapshot(node("n1"), PersistentVolumeClaim=claims, PersistentVolume=[{"metadata": {"name": "pv"}}])
    assert cluster.object("PersistentVolumeClaim", "data", "team-a") is claims[0]
    assert cluster.object("PersistentVolumeClaim", "data", "default") is claims[1]
    assert cluster.object("PersistentVolume", "pv") is not None
    assert cluster.object("StorageClass", "none") is None


def test_nodes_that_got_pods_of_the_same_specs_are_alike_until_one_leaves():
    one = node("n1")
    cluster = snapshot(one, Node(1, "n2", one.shape, {}))
    agent, other = pod("agent", container=requesting(cpu="1")), pod("other")
    for name in ("n1", "n2"):
        cluster.add(agent.on(name))
    first, second = map(cluster.state, cluster.nodes)
    assert first.alike is second.alike is not None
    leaving = other.on("n1")
    cluster.add(leaving)
    assert first.alike is not second.alike
    cluster.remove(leaving)
    assert first.alike is None
    assert requested(cluster, "n1") == requested(cluster, "n2") == (1000, 1, 1000)


def test_what_one_node_counts_changes_no_other():
    cluster = snapshot(node("n1"), node("n2"), pods=[pod("there", on="n2", container=requesting(cpu="1"))])
    cluster.add(pod("new", on="n1", container=requesting(cpu="2")))
    assert requested(cluster, "n1") == (2000, 1, 2000)
    assert requested(cluster, "n2") == (1000, 1, 1000)
    assert cluster.state(cluster.by_name["n2"]).alike is None

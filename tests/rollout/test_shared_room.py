"""The room that DaemonSets share while they change: who waits, in which order, and because of whom."""

from __future__ import annotations

from dslint.placement.strategy import strategy_of
from dslint.rollout.shared_room import SharedFit, SharedRoom
from dslint.rollout.state import DaemonNode, DaemonPod
from tests.placement.building import daemon_pod, daemonset, node, pod, requesting, snapshot
from tests.rollout.nodes import node as daemon_node
from tests.rollout.nodes import pod as daemon_pod_of


def room_on(*, pods=(), cpu="4") -> SharedRoom:
    return SharedRoom(snapshot(node("n1", allocatable={"cpu": cpu}), pods=list(pods)))


def fit_in(room: SharedRoom, name: str, cpu: str, **template) -> SharedFit:
    made = daemonset(container=requesting(cpu=cpu), **template)
    fit = SharedFit(name, room, strategy_of(made, daemon_pod(made), room.snapshot))
    fit.delete = lambda _node, gone: setattr(gone, "terminating", True)
    return fit


def joined(on: DaemonNode, fit: SharedFit) -> tuple[DaemonPod, bool]:
    made = daemon_pod_of("new unready")
    on.pods.append(made)
    return made, fit.bind(on, made)


def test_a_pod_that_fits_only_without_another_daemonsets_contends_with_it() -> None:
    room = room_on()
    one, two = fit_in(room, "one", "3"), fit_in(room, "two", "2")
    first, fits = joined(daemon_node("n1"), one)
    assert (fits, room.contended) == (True, False)
    on = daemon_node("n1")
    second, fits = joined(on, two)
    assert (fits, room.contended) == (False, True)
    assert two.obstruction(on, second).holders == {"one"}
    one.unbind(first)
    assert room.freed == {"n1"}
    assert two.bind(on, second)


def test_a_pod_that_never_fits_contends_with_nobody() -> None:
    room = room_on(cpu="1")
    on = daemon_node("n1")
    joined(daemon_node("n1"), fit_in(room, "one", "500m"))
    fit = fit_in(room, "two", "2")
    waiting, fits = joined(on, fit)
    assert (fits, room.contended) == (False, False)
    assert fit.obstruction(on, waiting).holders == frozenset()
    assert fit.obstruction(on, waiting).reasons[0].message.startswith("needs cpu 2")


def test_where_no_single_daemonset_is_enough_all_of_them_are_in_the_way() -> None:
    room = room_on()
    for name in ("one", "two"):
        joined(daemon_node("n1"), fit_in(room, name, "2"))
    on, fit = daemon_node("n1"), fit_in(room, "three", "4")
    assert fit.obstruction(on, joined(on, fit)[0]).holders == {"one", "two"}


def test_the_queue_goes_by_priority_and_then_by_the_last_attempt() -> None:
    room = room_on(cpu="1")
    low, high = fit_in(room, "low", "2"), fit_in(room, "high", "2", priority=10)
    on = daemon_node("n1")
    first, _ = joined(on, low)
    second, _ = joined(on, low)
    third, _ = joined(on, high)

    def queue() -> list[DaemonPod]:
        waiting = [(low, first), (low, second), (high, third)]
        return [each for fit, each in sorted(waiting, key=lambda item: room.turn_in_queue(*item))]

    assert queue() == [third, first, second]
    low.bind(on, first)
    assert queue() == [third, second, first]


def test_a_victim_of_another_daemonset_is_deleted_by_it_and_one_of_none_ends_once() -> None:
    bystander = pod("bystander", on="n1", container=requesting(cpu="1"))
    room = room_on(pods=[bystander])
    on = daemon_node("n1")
    victim, _ = joined(on, fit_in(room, "low", "2"))
    high = fit_in(room, "high", "4", priority=10)
    _, fits = joined(daemon_node("n1"), high)
    assert (fits, victim.evicted, victim.terminating, room.contended) == (False, True, True, True)
    assert {eviction.pod for eviction in room.evicted["high", "n1"]} == {bystander, *room.holders}
    assert len(high.end_evicted()) == 1
    assert high.end_evicted() == []
    assert (list(room.ended), room.freed) == ([bystander], {"n1"})


def test_a_pod_that_evicts_pods_of_no_daemonset_contends_with_nobody() -> None:
    room = room_on(pods=[pod("bystander", on="n1", container=requesting(cpu="3"))])
    _, fits = joined(daemon_node("n1"), fit_in(room, "high", "2", priority=10))
    assert (fits, len(room.evicted["high", "n1"]), room.contended) == (False, 1, False)


def test_the_snapshot_is_restored_with_its_pods_in_their_order() -> None:
    pods = [pod(name, on="n1", container=requesting(cpu="1")) for name in "abc"]
    room = room_on(pods=pods)
    high = fit_in(room, "high", "2", priority=10)
    on = daemon_node("n1")
    waiting, _ = joined(on, high)
    high.end_evicted()
    assert high.bind(on, waiting)
    room.restore()
    assert room.snapshot.state(room.snapshot.nodes[0]).pods == pods

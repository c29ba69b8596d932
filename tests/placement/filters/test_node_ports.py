from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import RELEASE, messages, node, pod, said, snapshot

EVENT = "node(s) didn't have free ports for the requested pod ports"


def port(number, **more):
    return {"ports": [{"containerPort": number, "hostPort": number, **more}]}


def verdict(held, wanted, version="1.36"):
    release = Release.of(version)
    cluster = snapshot(node("n1"), pods=[pod("other", on="n1", container=held, release=release)], release=release)
    return said(pod(container=wanted, release=release), cluster, "n1")


@pytest.mark.parametrize(
    ("held", "wanted", "free"),
    [
        (port(80), port(80), False),
        (port(80), port(81), True),
        (port(80), port(80, protocol="UDP"), True),
        (port(80, protocol="TCP"), port(80), False),
        (port(80, hostIP="127.0.0.1"), port(80), False),
        (port(80, hostIP="127.0.0.1"), port(80, hostIP="10.0.0.1"), True),
        (port(80, hostIP="127.0.0.1"), port(80, hostIP="127.0.0.1"), False),
        (port(80, hostIP="127.0.0.1"), port(80, hostIP="::"), True),
        ({"ports": [{"containerPort": 80}]}, port(80), True),
    ],
)
def test_a_port_is_taken_by_protocol_number_and_address(held, wanted, free):
    assert verdict(held, wanted) == ([] if free else [("HostPort", EVENT)])


def test_before_1_9_the_number_alone_decides():
    assert verdict(port(80), port(80, protocol="UDP"), "1.8") == [("HostPort", EVENT)]


@pytest.mark.parametrize(
    ("version", "policy", "held"), [("1.36", "Always", True), ("1.36", None, False), ("1.30", "Always", False)]
)
def test_sidecars_hold_their_ports_since_1_34_and_init_containers_never(version, policy, held):
    release = Release.of(version)
    init = {"name": "i", **port(80)} | ({"restartPolicy": policy} if policy else {})
    cluster = snapshot(
        node("n1"), pods=[pod("other", on="n1", initContainers=[init], release=release)], release=release
    )
    assert bool(said(pod(container=port(80), release=release), cluster, "n1")) is held


def test_the_holder_is_named_by_what_made_it():
    owned = {"ownerReferences": [{"kind": "DaemonSet", "name": "exporter", "controller": True}]}
    cluster = snapshot(
        node("n1"),
        node("n2"),
        pods=[
            pod("exporter-x2k", on="n1", container=port(9100), metadata=owned),
            pod("alone", on="n2", container=port(9100)),
        ],
    )
    wanted = pod(container=port(9100))
    assert messages(wanted, cluster, "n1") == ["port 9100/TCP is taken by DaemonSet default/exporter"]
    assert messages(wanted, cluster, "n2") == ["port 9100/TCP is taken by default/alone"]


def test_a_terminating_pod_still_holds_its_port_and_a_finished_one_does_not():
    ending = pod("a", on="n1", container=port(80), metadata={"deletionTimestamp": "2026-01-01T00:00:00Z"})
    done = pod("b", on="n2", container=port(80), status={"phase": "Succeeded"})
    cluster = snapshot(node("n1"), node("n2"), pods=[ending, done], release=RELEASE)
    assert said(pod(container=port(80)), cluster, "n1") == [("HostPort", EVENT)]
    assert said(pod(container=port(80)), cluster, "n2") == []

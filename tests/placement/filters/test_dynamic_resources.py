"""DynamicResources: where the devices of a pod's claims are, or can be allocated."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filter_run import FilterRun
from dslint.placement.scheduler import attempt
from dslint.placement.scheduling import SchedulingRun
from tests.placement.building import RELEASE, events, node, placed, pod, snapshot
from tests.placement.claims import (
    GENERATED,
    NAMED,
    allocated,
    claim,
    device_class,
    request,
    result,
    slice_of,
    template,
)

ELSEWHERE = "resourceclaim not available on the node"
NO_DEVICES = "cannot allocate all claims"
SLICES = [slice_of("n1", "d0"), slice_of("n2", "d0")]
CLASSES = {"DeviceClass": [device_class()]}


def world(*nodes, pods=(), release=RELEASE, **objects):
    return snapshot(*(nodes or (node("n1"), node("n2"))), pods=pods, release=release, **(CLASSES | objects))


def said(made, cluster, *, pinned=False):
    return {name: events(made, cluster, name, pinned=pinned) for name in cluster.by_name}


ZONES = (node("n1", {"zone": "a"}), node("n2", {"zone": "b"}))


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.36", {"n1": [ELSEWHERE], "n2": []}), ("1.34", {"n1": [ELSEWHERE], "n2": []}), ("1.33", {"n1": [], "n2": []})],
)
def test_an_allocated_claim_keeps_its_pod_where_the_devices_are(version, expected):
    cluster = world(*ZONES, release=Release.of(version), ResourceClaim=[allocated("b")])
    assert said(pod(resourceClaims=NAMED, release=cluster.release), cluster) == expected


@pytest.mark.parametrize(("version", "fits"), [("1.35", True), ("1.36", False)])
def test_since_1_36_nobody_is_added_to_an_allocation_without_time(version, fits):
    cluster = world(node("n1"), release=Release.of(version), ResourceClaim=[allocated(stamp="")])
    found = said(pod(resourceClaims=NAMED, release=cluster.release), cluster)["n1"]
    assert (found == []) is fits
    assert all(text.endswith("field is immutable") for text in found)


def test_evicting_others_never_helps():
    cluster = world(*ZONES, ResourceClaim=[allocated("b")])
    verdict = FilterRun(pod(resourceClaims=NAMED), cluster, pinned=False).verdict(cluster.by_name["n1"])
    assert not verdict.resolvable


def test_no_pod_is_evicted_for_its_devices():
    there = pod("there", on="n1", resourceClaims=GENERATED)
    cluster = world(node("n1"), pods=[there], ResourceSlice=SLICES, ResourceClaimTemplate=[template()])
    found = attempt(pod(resourceClaims=GENERATED, priority=100), cluster)
    assert (found.takers, found.victims) == ((), ())


@pytest.mark.parametrize(
    ("claims", "objects"),
    [(NAMED, {"ResourceClaim": [claim()]}), (GENERATED, {"ResourceClaimTemplate": [template()]})],
)
def test_a_claim_needs_its_class_and_devices(claims, objects):
    made = pod(resourceClaims=claims)
    text = "request r: device class gpu does not exist"
    assert said(made, world(**objects, DeviceClass=[])) == {"n1": [text], "n2": [text]}
    assert said(made, world(**objects)) == {"n1": [NO_DEVICES], "n2": [NO_DEVICES]}
    slices = [slice_of("n2", "d0")]
    assert said(made, world(**objects, ResourceSlice=slices)) == {"n1": [NO_DEVICES], "n2": []}


def test_a_subrequest_is_named_with_its_request():
    either = {"name": "r", "firstAvailable": [{"name": "big", "deviceClassName": "none"}]}
    cluster = world(node("n1"), ResourceClaim=[claim("gpu", either)])
    assert said(pod(resourceClaims=NAMED), cluster) == {"n1": ["request r/big: device class none does not exist"]}


def test_a_claim_has_no_more_than_256_pods():
    cluster = world(node("n1"), ResourceClaim=[allocated(reserved=[f"p{number}" for number in range(256)])])
    assert said(pod(resourceClaims=NAMED), cluster) == {"n1": ["resourceclaim in use"]}


def test_devices_of_other_claims_are_taken():
    other = allocated(devices=[result("n1", "d0")], metadata={"name": "other"})
    objects = {"ResourceSlice": [slice_of("n1", "d0")], "ResourceClaim": [claim(), other]}
    assert said(pod(resourceClaims=NAMED), world(node("n1"), **objects)) == {"n1": [NO_DEVICES]}
    watching = allocated(devices=[result("n1", "d0", adminAccess=True)], metadata={"name": "other"})
    objects["ResourceClaim"] = [claim(), watching]
    assert said(pod(resourceClaims=NAMED), world(node("n1"), **objects)) == {"n1": []}


def test_pods_on_the_node_have_devices_of_their_own():
    objects = {"ResourceSlice": [slice_of("n1", "d0"), slice_of("n2", "d0")], "ResourceClaimTemplate": [template()]}
    there = pod("there", on="n1", resourceClaims=GENERATED)
    assert said(pod(resourceClaims=GENERATED), world(pods=[there], **objects)) == {"n1": [NO_DEVICES], "n2": []}


def test_the_claim_that_was_made_for_a_pod_goes_with_it():
    there = pod("there", on="n1", resourceClaims=GENERATED)
    owner = {"name": "there-g", "ownerReferences": [{"kind": "Pod", "name": "there"}]}
    cluster = world(
        node("n1"),
        pods=[there],
        ResourceSlice=[slice_of("n1", "d0", "d1")],
        ResourceClaimTemplate=[template()],
        ResourceClaim=[allocated(devices=[result("n1", "d0")], metadata=owner)],
    )
    both = pod(resourceClaims=[*GENERATED, {"name": "h", "resourceClaimTemplateName": "gpus"}])
    assert said(pod(resourceClaims=GENERATED), cluster) == {"n1": []}, "it is counted once"
    assert said(both, cluster) == {"n1": [NO_DEVICES]}
    cluster.remove(there)
    assert said(both, cluster) == {"n1": []}


def test_devices_that_all_nodes_reach_are_counted_once():
    objects = {"ResourceSlice": [slice_of("", "d0", pool="p", allNodes=True)], "ResourceClaimTemplate": [template()]}
    there = pod("there", on="n1", resourceClaims=GENERATED)
    assert said(pod(resourceClaims=GENERATED), world(**objects)) == {"n1": [], "n2": []}
    assert said(pod(resourceClaims=GENERATED), world(pods=[there], **objects)) == {
        "n1": [NO_DEVICES],
        "n2": [NO_DEVICES],
    }


def test_pods_that_share_a_claim_stay_together():
    there = pod("there", on="n2", resourceClaims=NAMED)
    made = pod(resourceClaims=NAMED)
    assert said(made, world(pods=[there], ResourceClaim=[claim()], ResourceSlice=SLICES)) == {
        "n1": [ELSEWHERE],
        "n2": [],
    }
    everywhere = [slice_of("", "d0", pool="p", allNodes=True)]
    assert said(made, world(pods=[there], ResourceClaim=[claim()], ResourceSlice=everywhere)) == {"n1": [], "n2": []}


def test_a_claim_of_two_pods_has_its_devices_once():
    pods = [pod(name, on="n1", resourceClaims=NAMED) for name in ("a", "b")]
    cluster = world(
        node("n1"),
        pods=pods,
        ResourceClaim=[claim()],
        ResourceClaimTemplate=[template()],
        ResourceSlice=[slice_of("n1", "d0", "d1")],
    )
    assert said(pod(resourceClaims=GENERATED), cluster) == {"n1": []}


def test_of_a_daemonset_with_one_claim_the_pod_that_is_first_runs():
    cluster = world(ResourceClaim=[claim()], ResourceSlice=SLICES)
    placement = placed(SchedulingRun(cluster), resourceClaims=NAMED)
    assert sorted(outcome.state.value for outcome in placement.outcomes.values()) == ["bound", "pending"]
    assert placement.order_bounds is not None
    assert (placement.order_bounds.minimum, placement.order_bounds.maximum) == (1, 1)


def test_a_daemonset_with_a_template_runs_where_devices_are():
    cluster = world(ResourceClaimTemplate=[template()], ResourceSlice=SLICES[1:])
    placement = placed(SchedulingRun(cluster), resourceClaims=GENERATED)
    assert {name: outcome.state.value for name, outcome in placement.outcomes.items()} == {
        "n1": "pending",
        "n2": "bound",
    }


@pytest.mark.parametrize(
    ("reserved", "pinned", "zone", "expected"),
    [
        # A pod that fits no node makes the scheduler take the devices back, and finds none here.
        ((), False, "none", {"n1": [NO_DEVICES], "n2": [NO_DEVICES]}),
        ((), True, "b", {"n1": [NO_DEVICES], "n2": [NO_DEVICES]}),
        ((), False, "b", {"n1": [ELSEWHERE], "n2": []}),
        (("user",), True, "b", {"n1": [ELSEWHERE], "n2": []}),
        (("user",), False, "none", {"n1": [ELSEWHERE], "n2": [ELSEWHERE]}),
    ],
)
def test_an_allocation_that_no_pod_uses_is_taken_back(reserved, pinned, zone, expected):
    cluster = world(*ZONES, ResourceClaim=[allocated(zone, reserved=reserved)])
    assert said(pod(resourceClaims=NAMED), cluster, pinned=pinned) == expected


def test_the_devices_that_were_taken_back_are_free():
    cluster = world(
        *ZONES,
        ResourceClaim=[allocated("none", devices=[result("n1", "d0")])],
        ResourceSlice=[slice_of("n1", "d0")],
    )
    assert said(pod(resourceClaims=NAMED), cluster) == {"n1": [], "n2": [NO_DEVICES]}


def test_all_devices_of_a_request_must_be_free():
    every = request(allocationMode="All")
    other = allocated(devices=[result("n1", "d0")], metadata={"name": "other"})
    cluster = world(
        ResourceClaim=[claim("gpu", every), other],
        ResourceSlice=[slice_of("n1", "d0", "d1"), slice_of("n2", "d0")],
    )
    assert said(pod(resourceClaims=NAMED), cluster) == {"n1": [NO_DEVICES], "n2": []}

"""Devices of slices, and requests among them."""

from __future__ import annotations

import pytest

from dslint.placement.devices import Slices, allocate, requests_of
from tests.placement.building import node, snapshot
from tests.placement.claims import claim, device_class, request, slice_of

HERE = node("n1", {"zone": "a"})


def names(*slices, on=HERE):
    return [device.name for device in Slices(slices).devices(on)]


def of_zone(zone):
    expression = {"key": "zone", "operator": "In", "values": [zone]}
    return {"nodeSelectorTerms": [{"matchExpressions": [expression]}]}


@pytest.mark.parametrize(
    ("slices", "expected"),
    [
        ([slice_of("n1", "d0", "d1")], ["d0", "d1"]),
        ([slice_of("n2", "d0")], []),
        ([slice_of("", "d0", pool="p", allNodes=True)], ["d0"]),
        ([slice_of("", "d0", pool="p", nodeSelector=of_zone("a"))], ["d0"]),
        ([slice_of("", "d0", pool="p", nodeSelector=of_zone("b"))], []),
        (
            [
                slice_of(
                    "",
                    pool="p",
                    perDeviceNodeSelection=True,
                    devices=[{"name": "d0", "nodeName": "n1"}, {"name": "d1", "nodeName": "n2"}],
                )
            ],
            ["d0"],
        ),
        # Slices of an older generation, and pools of which slices are missing, do not count.
        ([slice_of("n1", "old"), slice_of("n1", "new", generation=2)], ["new"]),
        ([slice_of("n1", "d0", count=2)], []),
        ([slice_of("n1", "d0", count=2), slice_of("n1", "d1", count=2)], ["d0", "d1"]),
    ],
)
def test_a_node_reaches_the_devices_of_complete_pools(slices, expected):
    assert names(*slices) == expected


def test_slices_of_nodes_are_local():
    assert Slices([slice_of("n1", "d0")]).local
    assert not Slices([slice_of("n1", "d0"), slice_of("", "d1", pool="p", allNodes=True)]).local


def first_available(*choices):
    return {"name": "r", "firstAvailable": [{"name": f"c{place}", **choice} for place, choice in enumerate(choices)]}


TWO = [slice_of("n1", "d0", "d1")]
NIC = slice_of("n1", "eth0", driver="nic.example", pool="nics")
TAINTED = slice_of("n1", devices=[{"name": "d0", "taints": [{"key": "bad", "effect": "NoSchedule"}]}])
SHARED = slice_of("n1", devices=[{"name": "d0", "allowMultipleAllocations": True}])


@pytest.mark.parametrize(
    ("requests", "slices", "expected"),
    [
        ([request()], TWO, True),
        ([request()], [], False),
        ([request(count=2)], TWO, True),
        ([request(count=3)], TWO, False),
        ([request("a"), request("b")], TWO, True),
        ([request("a"), request("b"), request("c")], TWO, False),
        ([request("a", allocationMode="All")], TWO, True),
        ([request("a"), request("b", allocationMode="All")], TWO, False),
        ([request(allocationMode="All")], [], False),
        ([request("a", count=2), request("b", adminAccess=True)], TWO, True),
        ([request("a", adminAccess=True), request("b", count=2)], TWO, True),
        ([request(adminAccess=True)], [], False),
        # The driver is read of selectors, anything else is taken to hold.
        ([request(device_class="nvidia")], [NIC], False),
        ([request(device_class="nvidia")], TWO, True),
        ([request(selectors=[{"cel": {"expression": 'device.driver == "nic.example"'}}])], TWO, False),
        ([request(selectors=[{"cel": {"expression": 'device.driver == "x" && false || true'}}])], TWO, True),
        ([first_available({"deviceClassName": "gpu", "count": 3}, {"deviceClassName": "gpu"})], TWO, True),
        ([first_available({"deviceClassName": "gpu", "count": 3})], TWO, False),
        # The form up to v1beta1.
        ([{"name": "r", "deviceClassName": "gpu", "count": 2}], TWO, True),
        ([request()], [TAINTED], False),
        ([request(tolerations=[{"key": "bad", "operator": "Exists"}])], [TAINTED], True),
        ([request("a"), request("b")], [SHARED], True),
    ],
)
def test_requests_are_allocated_together(requests, slices, expected):
    classes = [device_class(), device_class("nvidia", "device.driver == 'gpu.example' && device.x > 1")]
    wanted = requests_of(claim("c", *requests), snapshot(HERE, DeviceClass=classes))
    assert allocate(wanted, Slices(slices).devices(HERE), set()) is expected


def test_a_device_that_was_taken_is_not_free():
    taken = {("gpu.example", "n1", "d0")}
    wanted = requests_of(claim(), snapshot(HERE, DeviceClass=[device_class()]))
    devices = Slices(TWO).devices(HERE)
    assert allocate(wanted, devices, taken)
    assert ("gpu.example", "n1", "d1") in taken
    assert not allocate(wanted, devices, taken)

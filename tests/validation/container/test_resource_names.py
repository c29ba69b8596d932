"""Names of resources: Kubernetes' own, hugepages, and extended ones of a domain."""

from __future__ import annotations

import pytest

from dslint.validation.container import resource_names

STANDARD = "must be a standard resource for containers"
NOT_STANDARD = "must be a standard resource type or fully qualified"
NOT_EXTENDED = "doesn't follow extended resource name standard"


@pytest.mark.parametrize(
    ("name", "errors"),
    [
        ("cpu", []),
        ("memory", []),
        ("ephemeral-storage", []),
        ("hugepages-2Mi", []),
        ("storage", [STANDARD]),
        ("pods", [STANDARD]),
        ("gpu", [NOT_STANDARD, STANDARD]),
        ("example.com/gpu", []),
        ("nvidia.com/gpu", []),
        ("kubernetes.io/x", []),
        ("sub.kubernetes.io/x", []),
        ("requests.example.com/gpu", [NOT_EXTENDED]),
        ("Example.com/gpu", [NOT_EXTENDED]),
        (f"example.com/{'x' * 63}", []),
        (f"example.com/{'x' * 64}", [NOT_EXTENDED]),
    ],
)
def test_a_container_asks_for_resources_of_a_node(name: str, errors: list[str]) -> None:
    assert list(resource_names.container_resource_errors(name, readable=True)) == errors


def test_a_name_that_is_none_at_all_is_told_once() -> None:
    assert list(resource_names.container_resource_errors("g p u", readable=False)) == [STANDARD]


@pytest.mark.parametrize(
    ("name", "native", "extended", "overcommitted", "integral"),
    [
        ("cpu", True, False, True, False),
        ("pods", True, False, True, True),
        ("hugepages-1Gi", True, False, False, False),
        ("kubernetes.io/batch-cpu", True, False, True, False),
        ("example.com/gpu", False, True, False, True),
        ("requests.example.com/gpu", False, False, False, False),
        ("exa_mple.com/gpu", False, False, False, False),
    ],
)
def test_only_native_resources_may_be_overcommitted_and_extended_ones_are_whole(
    name: str, native: bool, extended: bool, overcommitted: bool, integral: bool
) -> None:
    assert resource_names.is_native(name) is native
    assert resource_names.is_extended(name) is extended
    assert resource_names.may_be_overcommitted(name) is overcommitted
    assert resource_names.is_integral(name) is integral


@pytest.mark.parametrize(
    ("name", "huge"), [("hugepages-2Mi", True), ("hugepages-", True), ("hugepages", False), ("x-hugepages-2Mi", False)]
)
def test_hugepages_are_told_by_their_prefix(name: str, huge: bool) -> None:
    assert resource_names.is_hugepages(name) is huge


def test_the_domain_of_an_extended_resource_has_room_for_the_quotas_prefix() -> None:
    longest = 253 - len("requests.")
    assert resource_names.is_extended(f"{'a' * longest}/x")
    assert not resource_names.is_extended(f"{'a' * (longest + 1)}/x")

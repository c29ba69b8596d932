"""Who violates a check, and how the plugin names them."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.pod_security.violations import (
    PodSecurityPod,
    Setters,
    Violation,
    below,
    containers_where,
    named,
    plural,
    quoted,
    setters,
    unique,
)
from tests.admission.pod_security.pods import pod, secured


def test_init_containers_come_first_and_ephemeral_ones_last() -> None:
    spec = {kind: [{"name": kind}] for kind in ("ephemeralContainers", "containers", "initContainers")}
    assert [path for path, _ in pod(spec).containers] == [
        ("spec", "initContainers", 0),
        ("spec", "containers", 0),
        ("spec", "ephemeralContainers", 0),
    ]


@pytest.mark.parametrize(
    ("spec", "user_namespace", "windows"),
    [
        ({}, False, False),
        ({"hostUsers": True, "os": {"name": "linux"}}, False, False),
        ({"hostUsers": False, "os": {"name": "windows"}}, True, True),
        ({"hostUsers": None, "os": None, "securityContext": None}, False, False),
    ],
)
def test_a_pod_knows_its_user_namespace_and_its_system(
    spec: dict[str, Any], user_namespace: bool, windows: bool
) -> None:
    one = PodSecurityPod.of({}, spec, (1, 36))
    assert (one.has_user_namespace, one.on_windows, one.security) == (user_namespace, windows, {})


def test_the_pod_is_named_before_its_containers_and_each_container_once() -> None:
    found = Setters()
    assert not found
    found.add_container(("spec", "containers", 0), {"name": "b"}, ("x",), ("y",))
    found.add_container(("spec", "containers", 0), {"name": "b"})
    assert str(found) == 'container "b"'
    found.add_container(("spec", "containers", 1), {}, ("x",))
    found.add_pod("runAsUser")
    assert str(found) == 'pod and containers "b", ""'
    assert found.paths == [
        ("spec", "containers", 0, "x"),
        ("spec", "containers", 0, "y"),
        ("spec", "containers", 0),
        ("spec", "containers", 1, "x"),
        ("spec", "securityContext", "runAsUser"),
    ]


def test_bad_values_are_found_in_the_pod_and_in_containers_and_sorted() -> None:
    one = secured({"user": 3}, {"user": None}, {"user": 1}, securityContext={"user": 2})
    found, values = setters(one, ("user",), lambda value: value != 1)
    assert (str(found), values) == ('pod and container "a"', [2, 3])


def test_containers_that_violate_have_the_path_to_the_value() -> None:
    found = containers_where(
        secured({}, {"bad": True}), lambda one: one["securityContext"].get("bad"), "securityContext"
    )
    assert (found.containers, found.paths) == (["b"], [("spec", "containers", 1, "securityContext")])


@pytest.mark.parametrize(
    ("path", "value"), [((), {"a": {"b": 1}}), (("a", "b"), 1), (("a", "x"), None), (("a", "b", "c"), None)]
)
def test_a_value_below_maps_is_found_or_none(path: tuple[str, ...], value: Any) -> None:
    assert below({"a": {"b": 1}}, path) == value


def test_one_is_singular_and_all_other_numbers_are_plural() -> None:
    assert [plural("type", count) for count in (0, 1, 2)] == ["types", "type", "types"]
    assert named("volume", ["a"]) == 'volume "a"'
    assert named("volume", ["a", "b"]) == 'volumes "a", "b"'
    assert (quoted([]), list(unique("abca"))) == ("", ["a", "b", "c"])


def test_a_violation_without_a_detail_is_its_reason() -> None:
    assert str(Violation("check", "reason", "", ())) == "reason"
    assert str(Violation("check", "reason", "detail", ())) == "reason (detail)"

"""Keys that were meant to be Kubernetes' own."""

from __future__ import annotations

import pytest

from dslint.traps.support.well_known_keys import (
    OTHER_VENDORS,
    WELL_KNOWN,
    differs_by_one_letter,
    similar_label,
    similar_well_known_key,
)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("kubernetes.io/hostnam", "kubernetes.io/hostname"),
        ("kubernetes.io/hostanme", "kubernetes.io/hostname"),
        ("kubernetes.io/host-name", "kubernetes.io/hostname"),
        ("kubernetes.io/OS", "kubernetes.io/os"),
        ("topology.kubernetes.io/zones", "topology.kubernetes.io/zone"),
        ("node-role.kubernetes.io/contol-plane", "node-role.kubernetes.io/control-plane"),
        ("node.kubernetes.io/os", "kubernetes.io/os"),
        ("node-role.kubernetes.io/controlplane", None),
        ("node-role.kubernetes.io/worker", None),
        ("example.com/zone", None),
        ("zone", None),
    ],
)
def test_keys_that_were_meant_to_be_kubernetes_own_are_found(key, meant):
    assert similar_label(key) == meant


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("node.kubernetes.io/not-redy", "node.kubernetes.io/not-ready"),
        ("node.kubernetes.io/os", None),
        ("node.kubernetes.io/arch", None),
        ("kubernetes.io/arch", None),
    ],
)
def test_a_taint_of_another_domain_is_no_slip(key, meant):
    assert similar_well_known_key(key) == meant


def test_no_well_known_key_is_taken_for_another():
    assert {key for key in (*WELL_KNOWN, *OTHER_VENDORS) if similar_label(key)} == set()


@pytest.mark.parametrize(
    ("text", "other", "slip"),
    [("abc", "abd", True), ("abc", "acb", True), ("abc", "ab", True), ("abc", "cba", False), ("abcd", "acbe", False)],
)
def test_differs_by_one_letter_is_one_letter_or_two_that_changed_places(text, other, slip):
    assert differs_by_one_letter(text, other) is slip
    assert differs_by_one_letter(other, text) is slip

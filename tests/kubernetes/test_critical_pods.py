"""Pods that an annotation makes critical."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.critical_pods import ANNOTATION, GATE, is_critical_by_annotation
from dslint.kubernetes.release import Release

CRITICAL = {ANNOTATION: ""}


@pytest.mark.parametrize(
    ("namespace", "annotations", "version", "critical"),
    [
        ("kube-system", CRITICAL, "1.5", True),
        ("kube-system", CRITICAL, "1.15", True),
        ("kube-system", CRITICAL, "1.16", False),
        ("default", CRITICAL, "1.9", False),
        ("kube-system", {ANNOTATION: "true"}, "1.9", False),
        ("kube-system", {}, "1.9", False),
    ],
)
def test_with_its_gate_the_empty_annotation_counts_in_kube_system(
    namespace: str, annotations: dict[str, Any], version: str, critical: bool
) -> None:
    assert is_critical_by_annotation(namespace, annotations, Release.of(version, {GATE: True})) is critical


def test_without_its_gate_it_does_not_count() -> None:
    assert not is_critical_by_annotation("kube-system", CRITICAL, Release.of("1.9"))

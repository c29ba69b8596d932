"""Annotations of static pods that kubelets no longer read."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Edit, Operation
from dslint.kubelet.ignored_annotations import ignored_annotations
from dslint.kubernetes.release import Release

POD, CONTAINER = "seccomp.security.alpha.kubernetes.io/pod", "container.seccomp.security.alpha.kubernetes.io/agent"


def pod(key: str, text: str = "runtime/default", **spec: Any) -> dict[str, Any]:
    metadata = {"name": "agent", "annotations": {key: text, "example.com/other": "x"}}
    containers = [{"name": "agent", "image": "registry.example/agent:1", **spec.pop("container", {})}]
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {"containers": containers, **spec}}


@pytest.mark.parametrize(("version", "told"), [("1.24", False), ("1.25", True), ("1.36", True)])
@pytest.mark.parametrize("key", [POD, CONTAINER])
def test_seccomp_annotations_are_ignored_since_a_version(key: str, version: str, told: bool) -> None:
    found = list(ignored_annotations(pod(key), Release.of(version)))
    assert [problem.path for problem in found] == [("metadata", "annotations", key)] * told


@pytest.mark.parametrize(
    ("key", "holder"), [(POD, ("spec",)), (CONTAINER, ("spec", "containers", 0))], ids=["pod", "container"]
)
def test_the_fix_sets_the_field_and_is_unsafe(key: str, holder: tuple[str | int, ...]) -> None:
    [problem] = ignored_annotations(pod(key), Release.of("1.36"))
    assert problem.fix is not None
    assert problem.fix.edits == (
        Edit(Operation.SET, (*holder, "securityContext", "seccompProfile"), {"type": "RuntimeDefault"}),
        Edit(Operation.REMOVE, ("metadata", "annotations", key)),
    )
    assert problem.fix.safe is False


def test_a_field_that_is_set_makes_up_for_the_annotation() -> None:
    context = {"securityContext": {"seccompProfile": {"type": "RuntimeDefault"}}}
    assert list(ignored_annotations(pod(POD, **context), Release.of("1.36"))) == []
    assert list(ignored_annotations(pod(CONTAINER, container=context), Release.of("1.36"))) == []


def test_a_profile_that_is_not_known_has_no_fix() -> None:
    [problem] = ignored_annotations(pod(POD, "other"), Release.of("1.36"))
    assert problem.fix is None

"""The versions that manifests were written for."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.edit.era import era_of

TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
CRITICAL = "scheduler.alpha.kubernetes.io/critical-pod"


def daemonset(api_version: str, *annotations: str, **spec: Any) -> dict[str, Any]:
    template = {"metadata": {"annotations": dict.fromkeys(annotations, "")}, "spec": spec}
    return {"apiVersion": api_version, "kind": "DaemonSet", "spec": {"template": template}}


@pytest.mark.parametrize(
    ("value", "version"),
    [
        (daemonset("extensions/v1beta1"), (1, 15)),
        (daemonset("apps/v1"), (1, 36)),
        (daemonset("apps/v1beta1"), None),
        (daemonset("extensions/v1beta1", TOLERATIONS), (1, 5)),
        (daemonset("extensions/v1beta1", TOLERATIONS, tolerations=[{}]), (1, 15)),
        (daemonset("extensions/v1beta1", "pod.beta.kubernetes.io/init-containers"), (1, 7)),
        (daemonset("apps/v1", CRITICAL), (1, 15)),
        (daemonset("apps/v1", TOLERATIONS), (1, 36)),
        (daemonset("apps/v1", "container.seccomp.security.alpha.kubernetes.io/agent"), (1, 26)),
        ({"apiVersion": "v1", "kind": "Pod", "metadata": {"annotations": {TOLERATIONS: "[]"}}}, (1, 5)),
        ({"apiVersion": "v1", "kind": "Pod", "metadata": None, "spec": []}, (1, 36)),
        ({"apiVersion": "v2", "kind": "Pod"}, None),
    ],
)
def test_it_is_the_newest_that_serves_and_reads_all_of_it(value: dict[str, Any], version: tuple[int, int]) -> None:
    assert era_of(value).version == version


def test_an_annotation_may_have_been_read_by_any_version_that_serves_the_object() -> None:
    assert era_of(daemonset("extensions/v1beta1")).reads(TOLERATIONS)
    assert not era_of(daemonset("apps/v1")).reads(TOLERATIONS)
    assert era_of(daemonset("apps/v1")).reads("example.com/any")


def test_the_way_of_an_annotation_does_not_depend_on_whether_the_manifest_has_been_migrated() -> None:
    assert era_of(daemonset("apps/v1beta1"), target="apps/v1").reads(CRITICAL)
    assert era_of(daemonset("apps/v1"), target="extensions/v1beta1").reads(TOLERATIONS)


def test_a_version_that_is_given_is_the_only_one() -> None:
    era = era_of(daemonset("extensions/v1beta1", TOLERATIONS), (1, 12))
    assert (era.version, era.reads(TOLERATIONS), era.reads(CRITICAL)) == ((1, 12), False, True)

"""What becomes of findings on the way to other versions."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from dslint.edit.migration_choice import canonical
from dslint.migrations import migrate_text

LABELS = {"app": "agent"}


def text(spec: dict[str, Any] | None = None, api_version: str = "apps/v1", **annotations: str) -> str:
    metadata = {"labels": LABELS, **({"annotations": annotations} if annotations else {})}
    pod = {"containers": [{"name": "agent", "image": "registry.example/agent:1"}], **(spec or {})}
    value = {
        "apiVersion": api_version,
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "kube-system"},
        "spec": {"selector": {"matchLabels": LABELS}, "template": {"metadata": metadata, "spec": pod}},
    }
    return yaml.safe_dump(value, sort_keys=False)


def outcome(manifest: str, to: str, written_for: str | None = None) -> tuple[list[str], list[tuple[str, bool]]]:
    """The codes of what was done, and of what was not, each with whether it works."""
    found = migrate_text(manifest, to=to, written_for=written_for)
    return [step.code for step in found.done], [(rest.finding.code, rest.works) for rest in found.rest]


OS = {"nodeSelector": {"beta.kubernetes.io/os": "linux"}}
MASTER = {"nodeSelector": {"node-role.kubernetes.io/master": ""}}
MASTER_TERM = {
    "affinity": {
        "nodeAffinity": {
            "requiredDuringSchedulingIgnoredDuringExecution": {
                "nodeSelectorTerms": [
                    {"matchExpressions": [{"key": "node-role.kubernetes.io/master", "operator": "Exists"}]}
                ]
            }
        }
    }
}
MASTER_TAINT = {"tolerations": [{"key": "node-role.kubernetes.io/master", "effect": "NoSchedule"}]}
TOLERATIONS = {"scheduler.alpha.kubernetes.io/tolerations": "[]"}
SECCOMP = {"seccomp.security.alpha.kubernetes.io/pod": "runtime/default"}


@pytest.mark.parametrize(
    ("spec", "annotations", "to", "done", "rest"),
    [
        (OS, {}, "1.36", ["DS301"], []),
        (OS, {}, "1.14..1.36", ["DS301"], []),
        (OS, {}, "1.13..1.36", [], [("DS301", True)]),
        (MASTER, {}, "1.20..1.36", ["DS301"], []),
        (MASTER, {}, "1.18..1.36", ["DS301"], [("DS301", True)]),
        (MASTER_TERM, {}, "1.18..1.36", [], [("DS301", False)]),
        (MASTER_TAINT, {}, "1.23", [], []),
        (MASTER_TAINT, {}, "1.23..1.36", ["DS516"], []),
        ({}, TOLERATIONS, "1.36", [], [("DS543", False)]),
        ({}, SECCOMP, "1.19..1.36", ["DS303"], []),
        ({}, SECCOMP, "1.18..1.36", [], [("DS303", False)]),
        ({}, SECCOMP, "1.18..1.26", [], [("DS303", True)]),
        ({"volumes": [{"name": "a", "flocker": {"datasetName": "b"}}]}, {}, "1.36", [], [("DS304", False)]),
        ({"volumes": [{"name": "a", "flocker": {"datasetName": "b"}}]}, {}, "1.24", [], [("DS304", True)]),
        ({"volumes": [{"name": "a", "gitRepo": {"repository": "b"}}]}, {}, "1.32", [], [("DS304", True)]),
        ({"volumes": [{"name": "a", "gitRepo": {"repository": "b"}}]}, {}, "1.33", [], [("DS304", False)]),
        ({"volumes": [{"name": "a", "cinder": {"volumeID": "b"}}]}, {}, "1.36", [], [("DS321", False)]),
        ({"hostUsers": False}, {}, "1.24", [], [("DS102", False)]),
    ],
)
def test_a_form_is_moved_if_all_versions_take_the_new_one(spec, annotations, to, done, rest):
    assert outcome(text(spec, **annotations), to, "1.15" if "volumes" in spec else None) == (done, rest)


@pytest.mark.parametrize(
    ("written", "to", "result"),
    [
        ("extensions/v1beta1", "1.16", "apps/v1"),
        ("extensions/v1beta1", "1.14..1.16", "apps/v1"),
        ("extensions/v1beta1", "1.15", "extensions/v1beta1"),
        ("apps/v1", "1.8", "apps/v1beta2"),
        ("apps/v1", "1.7", "extensions/v1beta1"),
        ("apps/v1beta1", "1.36", "apps/v1"),
    ],
)
def test_the_api_version_is_one_that_all_versions_serve(written, to, result):
    found = migrate_text(text(api_version=written), to=to)
    assert (yaml.safe_load(found.after)["apiVersion"], found.rest) == (result, ())


def test_a_range_without_a_common_api_version_is_left_with_the_reason():
    [rest] = migrate_text(text(api_version="apps/v1beta2"), to="1.8..1.16").rest
    assert rest.reason == (
        "no apiVersion is served by all of these versions: extensions/v1beta1 since 1.5 until 1.16, "
        "apps/v1beta2 since 1.8 until 1.16, apps/v1 since 1.9; split the range"
    )


def test_an_annotation_moves_if_the_version_that_is_given_read_it():
    manifest = text(api_version="extensions/v1beta1", **TOLERATIONS)
    assert outcome(manifest, "1.36")[0] == ["DS107", "DS543"]
    assert outcome(manifest, "1.36", "1.12") == (["DS107"], [("DS543", False)])


def test_policies_and_what_was_wrong_before_are_none_of_it():
    assert outcome(text({"hostNetwork": True, "hostPID": True}), "1.36") == ([], [])
    assert outcome(text({"hostNetwork": "true"}), "1.36") == ([], [("DS103", False)])


def test_one_rule_may_have_another_code_in_other_versions():
    assert (canonical("DS102"), canonical("DS101"), canonical("DS601")) == ("DS101", "DS101", "DS601")


def test_an_annotation_that_had_no_effect_is_left_with_the_reason():
    [rest] = migrate_text(text(**TOLERATIONS), to="1.36").rest
    assert rest.reason == (
        "it had no effect in 1.36 either: remove it, or move the annotation "
        "scheduler.alpha.kubernetes.io/tolerations to tolerations"
    )


def test_a_static_pod_is_migrated_as_its_kubelet_reads_it():
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "etcd", "namespace": "kube-system", "annotations": SECCOMP},
        "spec": {"containers": [{"name": "etcd", "image": "registry.example/etcd:3"}]},
    }
    found = migrate_text(yaml.safe_dump(pod), "etc/kubernetes/manifests/etcd.yaml", to="1.36")
    assert ([step.code for step in found.done], found.rest) == (["DS322"], ())
    assert yaml.safe_load(found.after)["spec"]["securityContext"] == {"seccompProfile": {"type": "RuntimeDefault"}}

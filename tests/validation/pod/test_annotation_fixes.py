"""Annotations of pods as the fields that replace them."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Edit, Fix, Operation
from dslint.kubernetes.release import Release
from dslint.validation.pod.annotation_fixes import apparmor_fix, critical_pod_fix, seccomp_fix, sysctls_fix
from dslint.validation.pod.pod_under_validation import pod_under_validation
from tests.validation.objects import DAEMONSET, POD, changed

CRITICAL = "scheduler.alpha.kubernetes.io/critical-pod"
KEY = "example.com/profile"
CONTEXT = ("spec", "securityContext")


def subject(spec: dict[str, Any] | None = None, text: str = "", base: dict[str, Any] = POD):
    changes = {f"spec.{key}": value for key, value in (spec or {}).items()}
    value = changed(base, {"metadata.annotations": {KEY: text}, **changes})
    return pod_under_validation(value, Release.of("1.36"), None)


def put(fix: Fix | None) -> list[tuple[Any, Any]]:
    """What is set where; the annotation goes last."""
    assert fix is not None
    *edits, removal = fix.edits
    assert removal.operation is Operation.REMOVE
    return [(edit.path, edit.value) for edit in edits]


@pytest.mark.parametrize(("namespace", "since"), [("kube-system", "1.11"), ("agents", "1.17"), ("", "1.17")])
def test_a_critical_agent_gets_the_class_where_its_namespace_may_use_it(namespace, since):
    fix = critical_pod_fix(CRITICAL, subject(base=DAEMONSET), namespace)
    assert put(fix) == [(("spec", "template", "spec", "priorityClassName"), "system-node-critical")]
    assert (fix.since, fix.safe) == (since, False)


def test_a_critical_pod_gets_the_class_of_the_cluster():
    assert put(critical_pod_fix(CRITICAL, subject(), "")) == [
        (("spec", "priorityClassName"), "system-cluster-critical")
    ]


def test_a_class_or_priority_that_is_set_stays():
    for spec in ({"priorityClassName": "high"}, {"priority": 0}):
        fix = critical_pod_fix(CRITICAL, subject(spec), "")
        assert (put(fix), fix.safe) == ([], True)


def test_sysctls_of_both_annotations_are_one_list():
    fix = sysctls_fix(KEY, subject(text="kernel.shm_rmid_forced=1, net.core.somaxconn=1024"))
    assert put(fix) == [
        (
            (*CONTEXT, "sysctls"),
            [
                {"name": "kernel.shm_rmid_forced", "value": "1"},
                {"name": "net.core.somaxconn", "value": "1024"},
            ],
        )
    ]
    known = {"securityContext": {"sysctls": [{"name": "a.b", "value": "1"}]}}
    added = sysctls_fix(KEY, subject(known, "a.b=2,c.d=3"))
    assert put(added) == [((*CONTEXT, "sysctls", 1), {"name": "c.d", "value": "3"})]
    assert sysctls_fix(KEY, subject(text="no value")) is None


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("runtime/default", {"type": "RuntimeDefault"}),
        ("docker/default", {"type": "RuntimeDefault"}),
        ("unconfined", {"type": "Unconfined"}),
        ("localhost/a/b.json", {"type": "Localhost", "localhostProfile": "a/b.json"}),
    ],
)
def test_a_seccomp_profile_is_a_field(text, profile):
    fix = seccomp_fix(KEY, subject(text=text), CONTEXT, works=True)
    assert put(fix) == [((*CONTEXT, "seccompProfile"), profile)]
    assert (fix.since, fix.safe) == ("1.19", True)
    assert seccomp_fix(KEY, subject(text=text), CONTEXT, works=False).safe is False


def test_an_unknown_profile_and_pods_for_windows_are_left():
    assert seccomp_fix(KEY, subject(text="other"), CONTEXT, works=True) is None
    assert seccomp_fix(KEY, subject({"os": {"name": "windows"}}, "unconfined"), CONTEXT, works=True) is None
    assert apparmor_fix(KEY, subject(text="docker/default"), CONTEXT) is None
    assert apparmor_fix(KEY, subject(text="localhost/"), CONTEXT) is None


def test_an_apparmor_profile_is_a_field_and_works_either_way():
    fix = apparmor_fix(KEY, subject(text="localhost/agent"), CONTEXT)
    assert fix.edits[0] == Edit(
        Operation.SET, (*CONTEXT, "appArmorProfile"), {"type": "Localhost", "localhostProfile": "agent"}
    )
    assert (fix.since, fix.safe) == ("1.30", True)

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release, parse_version
from dslint.schema.decoder import decode
from dslint.schema.served_versions import served, serving, similar_kind

NO_MATCH = 'no matches for kind "DaemonSet" in version "{}"'


def _daemonset(api_version):
    return {"apiVersion": api_version, "kind": "DaemonSet", "metadata": {"name": "agent"}}


@pytest.mark.parametrize(
    ("version", "api_versions"),
    [
        ("1.5", ("extensions/v1beta1",)),
        ("1.8", ("extensions/v1beta1", "apps/v1beta2")),
        ("1.9", ("extensions/v1beta1", "apps/v1beta2", "apps/v1")),
        ("1.15", ("extensions/v1beta1", "apps/v1beta2", "apps/v1")),
        ("1.16", ("apps/v1",)),
        ("1.37", ("apps/v1",)),
    ],
)
def test_the_api_versions_of_daemonset_come_and_go(version, api_versions):
    assert serving("DaemonSet", parse_version(version)) == api_versions
    for api_version in ("extensions/v1beta1", "apps/v1beta1", "apps/v1beta2", "apps/v1"):
        wrong = decode(_daemonset(api_version), Release.of(version)).problems
        expected = [] if api_version in api_versions else [NO_MATCH.format(api_version)]
        assert [problem.message for problem in wrong] == expected


@pytest.mark.parametrize(
    ("api_version", "version", "advice"),
    [
        (
            "extensions/v1beta1",
            "1.16",
            (
                "Kubernetes 1.16 serves DaemonSet as apps/v1, which requires spec.selector; "
                "extensions/v1beta1 was removed in 1.16"
            ),
        ),
        ("apps/v1", "1.7", "Kubernetes 1.7 serves DaemonSet as extensions/v1beta1; apps/v1 was added in 1.9"),
        ("v1", "1.36", "Kubernetes 1.36 serves DaemonSet as apps/v1"),
    ],
)
def test_an_unserved_api_version_is_told_with_what_is_served(api_version, version, advice):
    problem = decode(_daemonset(api_version), Release.of(version)).problems[0]
    assert (problem.code, problem.path, problem.help) == ("DS107", ("apiVersion",), advice)


def test_the_selector_that_only_the_removed_api_version_filled_in_is_not_asked_for_where_it_is_there():
    with_selector = {**_daemonset("extensions/v1beta1"), "spec": {"selector": {"matchLabels": {"app": "agent"}}}}
    problem = decode(with_selector, Release.of("1.36")).problems[0]
    assert problem.help == "Kubernetes 1.36 serves DaemonSet as apps/v1; extensions/v1beta1 was removed in 1.16"


def test_apps_v1beta1_never_held_daemonset():
    problem = decode(_daemonset("apps/v1beta1"), Release.of("1.7")).problems[0]
    assert problem.help is not None
    assert "never had DaemonSet" in problem.help


def test_an_object_is_read_as_what_it_will_be_under_a_served_api_version():
    decoded = decode({**_daemonset("extensions/v1beta1"), "spec": {"minReadySeconds": "x"}}, Release.of("1.36"))
    assert [problem.field for problem in decoded.problems] == ["apiVersion", "spec.minReadySeconds"]
    assert decoded.value["apiVersion"] == "apps/v1"


@pytest.mark.parametrize(
    ("kind", "meant"),
    [("Daemonset", "DaemonSet"), ("daemonSet", "DaemonSet"), ("DaemonSets", "DaemonSet"), ("daemon-set", "DaemonSet"),
     ("pod", "Pod"), ("DeamonSet", "DaemonSet"), ("DaemonSett", "DaemonSet"), ("Podd", "Pod"), ("Pod#c", "Pod"),
     ("Pod &a", "Pod"), ("Job#Pod", None), ("DaemonSet", None),
     ("StatefulSet", None), ("Node", None), ("PodSet", None), ("ExtendedDaemonSet", None), ("Job", None),
     ("Deployment", None), ("PodTemplate", None), ("", None)],
)  # fmt: skip
def test_a_kind_that_is_similar_kind_ours(kind, meant):
    assert similar_kind(kind) == meant


def test_a_misspelt_kind_is_told_and_its_object_read():
    decoded = decode({**_daemonset("apps/v1"), "kind": "Daemonset"}, Release.of("1.36"))
    (problem,) = decoded.problems
    assert problem.code == "DS108"
    assert problem.message == 'no matches for kind "Daemonset" in version "apps/v1"; did you mean DaemonSet?'
    assert decoded.value["kind"] == "DaemonSet"


@pytest.mark.parametrize("api_version", [None, ""])
def test_an_object_needs_an_api_version(api_version):
    decoded = decode(_daemonset(api_version), Release.of("1.36"))
    assert [(problem.code, problem.message) for problem in decoded.problems] == [("DS109", "apiVersion not set")]


def test_api_version_and_kind_are_text():
    problems = decode(_daemonset(7), Release.of("1.36")).problems
    assert [problem.message for problem in problems] == [
        "json: cannot unmarshal number into Go struct field .apiVersion of type string"
    ]


@pytest.mark.parametrize(
    ("api_version", "kind", "version", "known"),
    [
        ("policy/v1", "PodDisruptionBudget", "1.20", False),
        ("policy/v1", "PodDisruptionBudget", "1.21", True),
        ("v1", "Node", "1.5", True),
    ],
)
def test_kinds_of_inventories_have_versions_too(api_version, kind, version, known):
    assert served(api_version, kind, parse_version(version)) is known


def test_the_most_stable_api_version_comes_last():
    found = serving("PriorityClass", parse_version("1.20"))
    assert found == ("scheduling.k8s.io/v1alpha1", "scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1")


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.25", []),
        ("1.26", ["v1alpha1"]),
        ("1.28", ["v1alpha1", "v1beta1"]),
        ("1.30", ["v1alpha1", "v1beta1", "v1"]),
        ("1.32", ["v1beta1", "v1"]),
        ("1.34", ["v1"]),
    ],
)
def test_admission_policies_have_their_versions(version, expected):
    for kind in ("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"):
        found = serving(kind, parse_version(version))
        assert found == tuple(f"admissionregistration.k8s.io/{name}" for name in expected)

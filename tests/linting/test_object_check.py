from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

import dslint
from dslint.api_server.objects import objects_of_value
from dslint.findings import Origin, Problem
from dslint.kubernetes.release import Release, releases_of
from dslint.kubernetes.release_range import ReleaseRange
from dslint.linting import object_check
from dslint.source import document_reader
from dslint.source.recent import Recent
from tests.cel import NEEDS_CEL
from tests.fuzz import corpus
from tests.fuzz.mutations import Changes
from tests.validation.admission_policy.policies import binding, policy


def _fields(**spec):
    container = {"name": "agent", "image": "registry.example/agent:1.0"}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [container], **spec}}
    found = dslint.lint(pod, kubernetes_versions=["1.36"]).findings
    return [(finding.field, finding.code) for finding in found if finding.origin not in (Origin.TRAP, Origin.POLICY)]


def test_the_decoder_and_the_constraints_on_values_both_speak():
    assert _fields(hostnetwork=True, dnsPolicy="x") == [("spec.hostnetwork", "DS101"), ("spec.dnsPolicy", "DS203")]


def test_constraints_are_held_against_the_object_after_defaulting():
    limited = {"name": "agent", "image": "x:1", "ports": [{"containerPort": -1}]}
    assert _fields(containers=[limited], hostNetwork=True) == [
        ("spec.containers[0].ports[0].containerPort", "DS202"),
        ("spec.containers[0].ports[0].hostPort", "DS202"),
    ]


def test_nothing_more_is_said_of_what_could_not_be_read():
    assert _fields(containers={}) == [("spec.containers", "DS103")]
    assert _fields(containers=[{"name": 7, "image": "x:1"}]) == [("spec.containers[0].name", "DS103")]


def test_what_follows_from_something_unreadable_is_left_out():
    agent = {"name": "agent", "image": "x:1", "volumeMounts": [{"name": "data", "mountPath": "/data"}]}
    assert _fields(volumes=[{"name": "data", "hostPath": "/var"}], containers=[agent]) == [
        ("spec.volumes[0].hostPath", "DS103")
    ]
    assert _fields(volumes=[{"name": "data", "hostPath": {"path": "/var"}, "emptyDir": 1}]) == [
        ("spec.volumes[0].emptyDir", "DS103")
    ]


def test_validation_and_its_warnings_speak_after_the_constraints():
    mount = {"name": "data", "mountPath": "/data"}
    assert _fields(
        containers=[{"name": "agent", "image": "", "volumeMounts": [mount]}],
        nodeSelector={"beta.kubernetes.io/os": "linux"},
    ) == [
        ("spec.containers[0].image", "DS201"),
        ("spec.containers[0].volumeMounts[0].name", "DS239"),
        ("spec.nodeSelector[beta.kubernetes.io/os]", "DS301"),
    ]


def test_nothing_is_said_where_validation_does_not_look():
    volume = {"name": "data", "emptyDir": {}, "secret": {}}
    assert _fields(volumes=[volume]) == [("spec.volumes[0].secret", "DS242")]


def test_no_warning_stands_where_an_error_does():
    alias = {"ip": "::ffff:192.0.2.10", "hostnames": ["a"]}
    assert _fields(hostAliases=[alias]) == [("spec.hostAliases[0].ip", "DS202")]


def _daemonset(name="agent", **spec):
    labels = {"app": "agent"}
    template = {
        "metadata": {"labels": labels},
        "spec": {
            "nodeSelector": {"kubernetes.io/os": "linux"},
            "containers": [{"name": "agent", "image": "x:1", "resources": {"requests": {"cpu": "1"}}}],
        },
    }
    spec = {"minReadySeconds": 10, "selector": {"matchLabels": labels}, "template": template, **spec}
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": name}, "spec": spec}


def _codes_of_update(new, *baseline):
    return [finding.code for finding in dslint.lint(new, baseline=list(baseline)).findings]


def test_an_update_is_held_against_its_namesake():
    other = _daemonset(selector={"matchExpressions": [{"key": "app", "operator": "Exists"}]})
    assert _codes_of_update(other, _daemonset(), _daemonset("neighbour")) == ["DS243"]
    assert _codes_of_update(_daemonset(), _daemonset(), _daemonset("neighbour")) == []


def test_a_single_object_updates_the_single_one_there_is():
    assert _codes_of_update(_daemonset("renamed"), _daemonset()) == ["DS244"]
    assert _codes_of_update(_daemonset("new"), _daemonset(), _daemonset("neighbour")) == []
    assert _codes_of_update(_daemonset(), {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent"}}) == []


def test_probes_of_init_containers_are_read_in_sidecars_only():
    probed = {"name": "a", "image": "x:1", "livenessProbe": {"httpGet": {}}}
    assert _fields(initContainers=[probed]) == [("spec.initContainers[0].livenessProbe", "DS205")]
    assert _fields(initContainers=[{**probed, "restartPolicy": "Always"}]) == [
        ("spec.initContainers[0].livenessProbe.httpGet.port", "DS202")
    ]


def test_a_trap_waits_until_the_server_takes_what_it_is_made_of():
    def codes(port):
        template = {
            "metadata": {"labels": {"app": "a"}},
            "spec": {"containers": [{"name": "a", "image": "x:1", "ports": [{"containerPort": 80, "hostPort": port}]}]},
        }
        strategy = {"rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
        spec = {"selector": {"matchLabels": {"app": "a"}}, "template": template, "updateStrategy": strategy}
        daemonset = {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "a"}, "spec": spec}
        return {finding.code for finding in dslint.lint(daemonset, kubernetes_versions=["1.36"]).findings}

    assert "DS501" in codes(80)
    assert "DS501" not in codes(99999)


def told_of_policy(value: dict[str, Any], version: str = "1.36") -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in dslint.lint(value, None, [version]).findings]


@NEEDS_CEL
def test_a_policy_and_its_binding_are_checked_and_fine() -> None:
    report = dslint.lint({"apiVersion": "v1", "kind": "List", "items": [policy(), binding()]})
    assert (report.documents, report.findings, report.skipped) == (2, (), ())


@NEEDS_CEL
def test_unknown_fields_and_wrong_types_are_errors() -> None:
    assert told_of_policy(policy(validation=[])) == [("DS101", 'unknown field "spec.validation"')]
    assert told_of_policy(policy(validations={"expression": "true"}))[0][0] == "DS103"


@NEEDS_CEL
def test_the_server_refuses_what_its_validation_refuses() -> None:
    ((code, message),) = told_of_policy(binding(validationActions=["Deny", "Warn"]))
    assert code == "DS202"
    assert message.startswith('Invalid value: ["Deny","Warn"]: must not contain both Deny and Warn')


@NEEDS_CEL
def test_an_api_version_that_the_release_lacks_is_an_error() -> None:
    message = 'no matches for kind "ValidatingAdmissionPolicy" in version "admissionregistration.k8s.io/{}"'
    assert told_of_policy(policy(version="v1beta1")) == [("DS107", message.format("v1beta1"))]
    assert told_of_policy(policy(version="v1beta1"), "1.30") == []
    assert told_of_policy(policy(), "1.25") == [("DS107", message.format("v1"))]


def test_a_release_that_serves_no_policies_reads_nothing_of_them() -> None:
    value = {**policy(), "spec": {"paramKind": "v", "matchConstraints": {"resourceRules": "x"}, "validations": 1}}
    assert [code for code, _ in told_of_policy(value, "1.20")] == ["DS107"]
    assert [code for code, _ in told_of_policy({**policy(), "apiVersion": "apps/v1"}, "1.20")] == ["DS107"]


def test_policies_of_another_group_are_of_another_kind() -> None:
    value = {**policy(), "apiVersion": "policies.example.com/v1"}
    assert [note.kind for note in dslint.lint(value).skipped] == ["ValidatingAdmissionPolicy"]


@NEEDS_CEL
def test_a_name_is_a_subdomain() -> None:
    ((code, message),) = told_of_policy(policy(name="Not OK"))
    assert code == "DS202"
    assert message.startswith('Invalid value: "Not OK": a lowercase RFC 1123 subdomain')


TEXT = """\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: locked}
spec:
  hostNetwork: true
  containers: [{name: a, imag: a:1}]
---
apiVersion: v1
kind: Namespace
metadata: {name: locked, labels: {pod-security.kubernetes.io/enforce: LEVEL}}
"""


@pytest.fixture
def _results_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reader, "KNOWN", Recent(10_000))
    monkeypatch.setattr(object_check, "KNOWN", Recent(10_000))


@pytest.mark.usefixtures("_results_are_kept")
def test_problems_that_are_known_are_those_of_a_first_check_also_with_others_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [TEXT.replace("LEVEL", "privileged"), TEXT.replace("LEVEL", "baseline"), f"a: 1\n---\n{TEXT}"]
    asked = [(text, version) for text in texts for version in ("1.27", "1.36")]
    known = [dslint.lint_text(text, "a.yaml", kubernetes_versions=version).findings for text, version in asked * 2]
    monkeypatch.setattr(object_check.KNOWN, "limit", 0)
    monkeypatch.setattr(document_reader.KNOWN, "limit", 0)
    new = [dslint.lint_text(text, "a.yaml", kubernetes_versions=version).findings for text, version in asked * 2]
    assert known == new
    assert len({len(findings) for findings in new}) > 1  # the namespace decides: there is something to mix up


@pytest.mark.usefixtures("_results_are_kept")
def test_values_that_only_look_alike_are_checked_each_for_itself() -> None:
    texts = [TEXT.replace("hostNetwork: true", f"hostNetwork: {value}") for value in ("true", '"true"', "1", "1.0", "")]
    messages = [[one.message for one in dslint.lint_text(text, "a.yaml").findings] for text in texts]
    object_check.KNOWN.limit = 0
    assert messages == [[one.message for one in dslint.lint_text(text, "a.yaml").findings] for text in texts]


@pytest.mark.usefixtures("_results_are_kept")
def test_an_item_of_a_list_that_has_not_changed_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [f'{{"apiVersion": "v1", "kind": "Pod", "metadata": {{"name": "p{number}"}}}}' for number in range(3)]
    listed = '{{"apiVersion": "v1", "kind": "List", "items": [{}]}}'
    dslint.lint_text(listed.format(", ".join(items)), "a.json")
    monkeypatch.setattr(object_check, "_object_problems", None)
    assert dslint.lint_text(listed.format(", ".join(reversed(items))), "a.json").findings


@pytest.mark.usefixtures("_results_are_kept")
def test_an_object_that_has_not_changed_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dslint.lint_text(TEXT, "a.yaml")
    monkeypatch.setattr(object_check, "_object_problems", None)
    assert dslint.lint_text(f"a: 1\n---\n{TEXT}", "a.yaml").findings


def _manifests() -> Iterator[dict[str, Any]]:
    """Some of the recorded manifests, and changed ones: with other fields, and with odd values in odd places."""
    yield from corpus.manifests()[::80]
    random = Random(36)
    for gently in (True, False):
        changes = Changes(random, corpus.fields_of_manifests(), gently=gently)
        yield from (changes.of(corpus.manifest(random), random.randint(1, 3)) for _ in range(3))


def test_versions_that_are_judged_together_find_what_each_finds_alone():
    releases = ReleaseRange(releases_of("1.5..1.37", None))
    versions = [*map(str, releases)]
    for value in _manifests():
        for manifest in objects_of_value(value).objects:
            together = [object_check.object_problems(manifest, release) for release in releases]
            alone = [object_check.object_problems(manifest, Release.of(version)) for version in versions]
            told = [_with_own_help(found, alone[number:]) for number, found in enumerate(together)]
            assert [*map(repr, told)] == [*map(repr, alone)]


def _with_own_help(found: tuple[Problem, ...], alone: list[tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """What versions refuse alike has the help of the newest of them, which is what a report shows in the end.

    `alone` is what the version and all newer ones find alone.
    """
    helps = [{one.help for one in each if one.code == "DS107"} for each in alone]
    own, later = helps[0], set().union(*helps)
    return tuple(one._replace(help=min(own)) if one.code == "DS107" and one.help in later else one for one in found)


def test_versions_that_are_judged_together_find_the_same_with_gates_and_namespaces():
    gates = {"StartupProbe": False, "PodLevelResources": True}
    labels = {"default": {"pod-security.kubernetes.io/enforce": "restricted"}}
    for value in corpus.manifests()[:8]:
        for manifest in objects_of_value(value).objects:
            for release in ReleaseRange(releases_of("1.15..1.37", gates)):
                alone = object_check.object_problems(manifest, Release.of(str(release), gates), namespaces=labels)
                assert repr(object_check.object_problems(manifest, release, namespaces=labels)) == repr(alone)

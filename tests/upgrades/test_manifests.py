from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.source.inputs import Text
from dslint.upgrades.between import Span
from dslint.upgrades.manifests import Manifest, ManifestChanges, manifest_changes

DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: kube-system}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      FIELDS
      containers: [{name: agent, image: "example.com/agent:1"}]
"""


def changes(
    fields: str = "hostIPC: false", start: str = "1.29", end: str = "1.34", name: str = "ds.yaml", **gates: bool
) -> ManifestChanges:
    return of(Text(name, DAEMONSET.replace("FIELDS", fields)), start, end, **gates)


def of(source: Any, start: str, end: str, **gates: bool) -> ManifestChanges:
    report = dslint.lint(source, kubernetes_versions=(start, end), feature_gates=gates, fold=False)
    manifests = [Manifest(source, gates)] if isinstance(source, Text) else []
    return manifest_changes(Span(start, end), manifests, report)


def texts(found: ManifestChanges) -> list[str]:
    return [change.text for item in found.objects for change in item.changes]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("hostUsers: false", "user namespaces (hostUsers: false): on by default"),
        ("resources: {requests: {cpu: 1}}", "pod-level requests and limits: on by default"),
        ("securityContext: {seLinuxChangePolicy: Recursive}", "spec.securityContext.seLinuxChangePolicy is known"),
        ("volumes: [{name: a, image: {reference: b}}]", "spec.volumes.image is known"),
        ("hostAliases: [{ip: 01.2.3.4, hostnames: [a]}]", "the API server warns of IP addresses in unusual forms"),
    ],
)
def test_what_a_manifest_uses_is_told_and_nothing_of_it_to_others(fields: str, words: str) -> None:
    assert any(text.startswith(words) for text in texts(changes(fields)))
    assert not any(text.startswith(words) for text in texts(changes()))


def test_behaviours_that_all_pods_of_a_daemonset_meet_are_told() -> None:
    assert "unavailable old pods are replaced first and count against maxUnavailable again" in texts(changes())


def test_what_the_server_fills_in_is_not_used_by_the_manifest() -> None:
    assert not any("maxSurge" in text for text in texts(changes(start="1.20", end="1.22")))


def test_findings_of_one_end_only_are_told_apart() -> None:
    (item,) = changes("tolerations: [{key: node-role.kubernetes.io/master}]", "1.23", "1.25").objects
    assert "DS516" in {finding.code for finding in item.new}
    assert "DS516" not in {finding.code for finding in item.gone}
    assert not {finding.code for finding in item.new} & {finding.code for finding in item.gone}
    (back,) = changes("tolerations: [{key: node-role.kubernetes.io/master}]", "1.25", "1.23").objects
    assert (back.new, back.gone) == (item.gone, item.new)


def test_the_api_version_of_a_manifest_counts() -> None:
    text = DAEMONSET.replace("apps/v1", "extensions/v1beta1").replace("FIELDS", "")
    found = of(Text("ds.yaml", text), "1.15", "1.16")
    assert "extensions/v1beta1 is no longer served by default" in texts(found)
    assert {finding.code for finding in found.objects[0].new} >= {"DS107"}


def test_a_static_pod_meets_what_kubelets_change() -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n"
    static = texts(of(Text("/etc/kubernetes/manifests/a.yaml", pod), "1.33", "1.34"))
    plain = texts(of(Text("a.yaml", pod), "1.33", "1.34"))
    assert any("static pods that refer to API objects" in text for text in static)
    assert not any("static pod" in text for text in plain)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    found = of(tmp_path / "missing.yaml", "1.33", "1.34")
    assert [note.file for note in found.unreadable] == [str(tmp_path / "missing.yaml")]
    assert found.objects == ()


def test_as_json_each_object_has_its_changes_and_findings() -> None:
    (item,) = changes("hostUsers: false").objects
    document = item.to_dict()
    assert document["object"]["name"] == "agent"
    assert (document["file"], document["line"]) == ("ds.yaml", 1)
    assert document["changes"][0].keys() == {"version", "subject", "text", "source"}
    assert document["findings"].keys() == {"gone", "new"}


def test_a_gate_that_the_cluster_sets_does_not_change_with_its_default() -> None:
    on_by_default = "user namespaces (hostUsers: false): on by default (feature gate UserNamespacesSupport)"
    assert on_by_default in texts(changes("hostUsers: false"))
    assert on_by_default not in texts(changes("hostUsers: false", UserNamespacesSupport=True))
    gone = "affinity in annotations: gone (feature gate AffinityInAnnotations)"
    annotated = DAEMONSET.replace("apps/v1", "extensions/v1beta1").replace(
        "{labels: {app: agent}}",
        "{labels: {app: agent}, annotations: {scheduler.alpha.kubernetes.io/affinity: '{}'}}",
    )
    text = Text("ds.yaml", annotated.replace("FIELDS", ""))
    assert gone in texts(of(text, "1.7", "1.8", AffinityInAnnotations=True))

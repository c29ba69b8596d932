from __future__ import annotations

from pathlib import Path

import pytest

import dslint
from dslint.kubelet.static_pod_files import STATIC_POD_FOLDERS, is_manifest_of_a_kubelet
from dslint.source.document_reader import read_text

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: cache
  annotations: {dslint.dev/static-pod: "true"}
spec:
  hostnetwork: true
  containers:
  - name: cache
    image: registry.example/cache:1.0
"""
PLAIN = POD.replace('true"}', 'false"}')


@pytest.mark.parametrize(
    ("name", "folders", "meant"),
    [
        ("/etc/kubernetes/manifests/etcd.yaml", STATIC_POD_FOLDERS, True),
        ("image/etc/kubernetes/manifests/etcd.yaml", STATIC_POD_FOLDERS, True),
        ("manifests/etcd.yaml", STATIC_POD_FOLDERS, False),
        ("nodes/static/etcd.yaml", ["static/**"], True),
        ("nodes/static/etcd.yaml", [], False),
    ],
)
def test_a_file_is_a_kubelets_by_its_folder(name: str, folders: list[str], meant: bool) -> None:
    assert is_manifest_of_a_kubelet(read_text(PLAIN, name), folders) is meant


def test_a_pod_that_says_so_is_judged_as_the_kubelet_does() -> None:
    report = dslint.lint_text(POD)
    assert [finding.code for finding in report.findings] == ["DS404"]
    assert report.static_pods is not None
    assert [pod.name for pod in report.static_pods] == ["cache-node"]


@pytest.mark.parametrize("text", [PLAIN, POD.replace('true"}', 'yes"}'), POD.replace("kind: Pod", "kind: Node")])
def test_only_a_pod_with_the_annotation_true_says_so(text: str) -> None:
    assert not is_manifest_of_a_kubelet(read_text(text, "cache.yaml"), STATIC_POD_FOLDERS)


def test_any_other_pod_is_judged_as_the_api_server_does() -> None:
    report = dslint.lint_text(PLAIN)
    assert [finding.code for finding in report.findings] == ["DS101"]
    assert report.static_pods is None


def test_a_pod_behind_other_documents_is_judged_by_itself() -> None:
    config_map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"
    assert [finding.code for finding in dslint.lint_text(f"{config_map}---\n{POD}").findings] == ["DS404"]


def test_a_folder_named_by_the_caller_holds_manifests(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "cache.yaml").write_text(PLAIN)
    report = dslint.lint(tmp_path, static_pod_folders=["static/**"])
    assert [finding.code for finding in report.findings] == ["DS404"]

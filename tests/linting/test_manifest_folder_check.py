from __future__ import annotations

from pathlib import Path

import pytest

import dslint
from dslint.findings import LintReport

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: node-cache
  namespace: kube-system
spec:
  containers:
  - name: node-cache
    image: registry.example/node-cache:1.3
"""


def lint(folder: Path, *versions: str, **files: str) -> LintReport:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return dslint.lint_static_pods(folder, node="node-1", kubernetes_versions=versions or ("1.36",))


def codes(report: LintReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_good_manifest_gives_a_pod_and_no_finding(tmp_path: Path) -> None:
    report = lint(tmp_path, cache=POD)
    assert codes(report) == []
    (pod,) = report.static_pods or ()
    assert (pod.name, pod.namespace, pod.accepted) == ("node-cache-node-1", "kube-system", True)
    assert pod.tolerations == (":Exists:NoExecute",)
    assert (report.files, report.documents) == (1, 1)


def test_findings_point_at_the_text(tmp_path: Path) -> None:
    report = lint(tmp_path, cache=POD + "  hostnetwork: true\n")
    (finding,) = report.findings
    assert (finding.code, finding.severity.value) == ("DS404", "error")
    assert finding.file == str(tmp_path / "cache")
    assert finding.span is not None
    assert finding.span.line == 10
    assert "did you mean" in (finding.help or "")


def test_what_validation_refuses_is_told_in_its_words_and_the_pod_is_refused(tmp_path: Path) -> None:
    report = lint(tmp_path, cache=POD.replace("image: registry.example/node-cache:1.3", "image: ''"))
    assert [finding.field for finding in report.findings] == ["spec.containers[0].image"]
    (pod,) = report.static_pods or ()
    assert pod.error == "invalid pod: [spec.containers[0].image: Required value]"


def test_every_document_behind_the_first_is_told(tmp_path: Path) -> None:
    report = lint(tmp_path, cache=f"{POD}---\n{POD}---\n{POD}")
    assert [(finding.code, finding.span and finding.span.line) for finding in report.findings] == [
        ("DS407", 11),
        ("DS407", 21),
    ]


def test_of_two_files_with_one_pod_the_earlier_is_told_that_it_is_dropped(tmp_path: Path) -> None:
    report = lint(tmp_path, a=POD, b=POD)
    assert [(finding.code, Path(finding.file or "").name) for finding in report.findings] == [("DS408", "a")]


def test_versions_that_agree_are_one_finding(tmp_path: Path) -> None:
    volume = POD + "  volumes:\n  - name: v\n    configMap: {name: c}\n"
    report = lint(tmp_path, "1.30", "1.33", "1.36", cache=volume)
    assert {finding.code: finding.kubernetes_versions for finding in report.findings} == {
        "DS403": ("1.30", "1.33"),
        "DS402": ("1.36",),
    }


def test_syntax_is_told_at_its_place_and_in_the_kubelets_line(tmp_path: Path) -> None:
    report = lint(tmp_path, cache=POD.replace("name: node-cache\n", "name: @x\n", 1))
    assert codes(report) == ["DS001"]
    (pod,) = report.static_pods or ()
    assert pod.error == (
        "cache: couldn't parse as pod(yaml: line 4: found character that cannot start any token), "
        "please check config file"
    )


@pytest.mark.parametrize("name", ["cache.yaml~", "cache.yaml.bak"])
def test_a_backup_is_told_as_one(tmp_path: Path, name: str) -> None:
    assert codes(lint(tmp_path, **{name: POD})) == ["DS409"]


def test_equal_keys_are_dropped_in_silence_by_the_kubelet_and_told_by_dslint(tmp_path: Path) -> None:
    report = lint(tmp_path, cache=POD + "  hostNetwork: true\n  hostNetwork: false\n")
    assert codes(report) == ["DS003"]
    assert (report.static_pods or ())[0].accepted


def test_a_folder_that_is_not_there_could_not_be_checked(tmp_path: Path) -> None:
    report = dslint.lint_static_pods(tmp_path / "nothing", node="n")
    assert [note.message for note in report.unreadable] == ["no such file or folder"]


def test_folders_within_are_skipped_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    assert [note.message for note in lint(tmp_path, cache=POD).skipped] == ["is a folder; the kubelet does not read it"]


def test_a_byte_that_is_not_utf8_is_told_at_its_place_although_it_stands_in_a_comment(tmp_path: Path) -> None:
    (tmp_path / "cache.yaml").write_bytes(b"# Gr\xfcn\n" + POD.encode())
    report = lint(tmp_path)
    (finding,) = report.findings
    assert (finding.code, finding.message) == ("DS004", "invalid leading UTF-8 octet")
    assert finding.span is not None
    assert finding.span[:2] == (1, 5)
    (pod,) = report.static_pods or ()
    assert (pod.error or "").endswith(
        "couldn't parse as pod(yaml: invalid leading UTF-8 octet), please check config file"
    )


def test_utf16_is_read_and_json_takes_any_byte_as_a_character(tmp_path: Path) -> None:
    (tmp_path / "cache.yaml").write_bytes(POD.encode("utf-16"))
    assert codes(lint(tmp_path)) == []
    named = b'{"name": "x", "annotations": {"a": "\xfc"}}'
    containers = b'[{"name": "x", "image": "registry.example/x:1"}]'
    (tmp_path / "cache.yaml").write_bytes(
        b'{"apiVersion": "v1", "kind": "Pod", "metadata": %s, "spec": {"containers": %s}}' % (named, containers)
    )
    report = lint(tmp_path)
    assert codes(report) == ["DS022"]
    assert [pod.accepted for pod in report.static_pods or ()] == [True]


@pytest.mark.parametrize("version", ["1.30", "1.36"])
def test_what_begins_as_json_and_is_none_is_an_error_in_every_version(tmp_path: Path, version: str) -> None:
    report = lint(tmp_path, version, cache="{apiVersion: v1, kind: Pod, metadata: {name: a}}")
    (finding,) = report.findings
    assert (finding.code, finding.severity.value) == ("DS023", "error")
    assert finding.message == "invalid character 'a' looking for beginning of object key string"

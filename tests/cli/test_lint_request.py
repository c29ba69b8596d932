"""What lint is asked for, as one request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.lint_options import Request
from dslint.cli.lint_request import Outcome, lint_reports

NOTHING = Request(
    paths=(), versions=None, gates=None, baseline=None, cluster=(), folder=None, node=None, select=(), ignore=(),
    fail_on=None, stdin_filename=None, no_respect_gitignore=False, configuration=None, no_cache=True, no_ignores=False,
    findings_baseline=None, write_baseline=None, rules=(), strict=False, no_fold=False,
)  # fmt: skip
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {nodeSelector: {beta.kubernetes.io/os: linux},"
POD += " containers: [{name: a, image: 'a:1'}]}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "inner/b.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(POD)
    return tmp_path


def asked(**fields: Any) -> Outcome:
    return lint_reports(NOTHING._replace(**fields))


def test_without_paths_the_working_folder_is_checked() -> None:
    report = asked().report
    assert (report.files, report.documents, report.kubernetes_versions) == (2, 2, ("1.36",))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"folder": "."},
            "--static-pods and --node need each other: the names of static pods end in the name of their node",
        ),
        (
            {"node": "n1"},
            "--static-pods and --node need each other: the names of static pods end in the name of their node",
        ),
        ({"folder": ".", "node": "N1"}, "--node N1: not a valid node name"),
        ({"paths": ("-", "-")}, "PATH is - twice"),
        ({"paths": ("-",), "cluster": ("-",)}, "PATH and --cluster are both -"),
        ({"stdin_filename": "x.yaml"}, "--stdin-filename has no effect without standard input; add - as a PATH"),
        ({"select": ("nope",)}, "unknown rule nope"),
        ({"configuration": "none.yaml"}, "none.yaml"),
    ],
)
def test_wrong_usage_is_an_error(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageFailure) as refused:
        asked(**fields)
    assert message in refused.value.message


@pytest.mark.parametrize(
    "fields", [{"findings_baseline": "none.json"}, {"baseline": "none.yaml"}, {"rules": ("none",)}]
)
def test_a_missing_input_is_an_error(fields: dict[str, Any]) -> None:
    with pytest.raises(InputFailure, match="none"):
        asked(**fields)


def test_files_of_several_configurations_are_one_report() -> None:
    Path("inner/.dslint.yaml").write_text("kubernetesVersions: '1.30'\n")
    report = asked().report
    assert (report.kubernetes_versions, report.files) == (("1.30", "1.36"), 2)
    assert [(one.file, one.kubernetes_versions) for one in report.findings if one.code == "DS301"] == [
        ("a.yaml", ("1.36",)),
        ("inner/b.yaml", ("1.30",)),
    ]
    assert asked(versions=("1.33",)).report.kubernetes_versions == ("1.33",)


@pytest.mark.parametrize(("fail_on", "failed"), [(None, False), ("warning", True), ("never", False)])
def test_a_finding_fails_the_run_from_the_threshold_on(fail_on: str | None, failed: bool) -> None:
    assert asked(fail_on=fail_on, select=("DS301",)).failed is failed


def test_a_baseline_that_is_written_leaves_out_what_was_found() -> None:
    before = asked(write_baseline="known.json", select=("DS301",)).report
    assert len(before.findings) == 2
    after = asked(findings_baseline="known.json", select=("DS301",)).report
    assert (after.findings, after.suppressed) == ((), 2)


def test_static_pods_are_reported_beside_other_manifests() -> None:
    report = asked(folder="inner", node="n1", paths=("a.yaml",)).report
    assert report.static_pods is not None
    assert [(one.file, one.name) for one in report.static_pods] == [("inner/b.yaml", "a-n1")]
    assert report.files == 2


QUOTA = """
apiVersion: v1
kind: ResourceQuota
metadata: {name: q}
spec: {hard: {pods: "0"}}
"""


def test_what_the_cluster_has_decides_admission_whatever_the_configurations(folder: Path) -> None:
    (folder / "cluster").mkdir()
    (folder / "cluster/quota.yaml").write_text(QUOTA)
    (folder / "inner/.dslint.yaml").write_text("strict: true\n")
    found = asked(paths=("a.yaml", "inner/b.yaml"), cluster=("cluster",)).report.findings
    assert [finding.file for finding in found if finding.code == "DS801"] == ["a.yaml", "inner/b.yaml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "no such file"), ("", "contains no objects; save them with: kubectl get namespaces"), ("kind: [", "")],
)
def test_a_cluster_that_cannot_be_read_is_an_error_of_the_input(folder: Path, text: str | None, message: str) -> None:
    if text is not None:
        (folder / "cluster.yaml").write_text(text)
    with pytest.raises(InputFailure) as refused:
        asked(paths=("a.yaml",), cluster=("cluster.yaml",))
    assert str(refused.value).startswith("cluster.yaml:")
    assert message in str(refused.value)
    assert "nodes" not in str(refused.value)


def test_the_cache_is_not_asked_with_a_cluster(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    assert "DS801" not in {finding.code for finding in asked(paths=("a.yaml",), no_cache=False).report.findings}
    (folder / "quota.yaml").write_text(QUOTA)
    with_cluster = asked(paths=("a.yaml",), no_cache=False, cluster=("quota.yaml",)).report
    assert "DS801" in {finding.code for finding in with_cluster.findings}

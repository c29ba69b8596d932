"""What lint is asked for, as one request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.lint_request import Outcome, Request, lint_reports

NOTHING = Request(
    paths=(), versions=None, gates=None, baseline=None, folder=None, node=None, select=(), ignore=(), fail_on=None,
    stdin_filename=None, no_respect_gitignore=False, configuration=None, no_cache=True, no_ignores=False,
    findings_baseline=None, write_baseline=None, rules=(), strict=False,
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

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from dslint.cli.lint import FORMATS
from tests.cli.conftest import Dslint

GOOD = """\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
  - name: agent
    image: registry.example/agent:1.0
"""
BAD = GOOD.replace("  containers:", "  hostnetwork: true\n  containers:")
OTHER = "apiVersion: v1\nkind: Service\nmetadata: {name: agent}\n"
TEMPLATE = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(report: str) -> list[tuple[str, str]]:
    return [(finding["file"], finding["code"]) for finding in json.loads(report)["findings"]]


def test_a_good_manifest_is_exit_code_0(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(GOOD)
    ran = dslint("lint", "pod.yaml")
    assert (ran.code, ran.out) == (0, "nothing found in 1 object of 1 file (Kubernetes 1.36)\n")


def test_a_rejected_manifest_is_exit_code_1_and_shown_with_its_line(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(BAD)
    ran = dslint("lint", "pod.yaml")
    assert ran.code == 1
    assert "error[DS101 unknown-field]" in ran.out
    assert " --> pod.yaml:6:3 in Pod agent\n" in ran.out
    assert "6 |   hostnetwork: true\n  |   ^^^^^^^^^^^ no such field here\n" in ran.out


@pytest.mark.parametrize("name", FORMATS)
def test_the_exit_code_does_not_depend_on_the_format(dslint: Dslint, folder: Path, name: str) -> None:
    (folder / "bad.yaml").write_text(BAD)
    (folder / "good.yaml").write_text(GOOD)
    assert dslint("lint", "bad.yaml", "--format", name).code == 1
    assert dslint("lint", "good.yaml", "--format", name).code == 0


def test_formats_go_to_files_in_addition_to_standard_output(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(BAD)
    ran = dslint(
        "lint", "--format", "concise", "--format", "json=report.json", "--format=sarif=report.sarif", "pod.yaml"
    )
    assert ran.out.startswith("pod.yaml:6:3: error DS101 unknown-field: ")
    assert codes((folder / "report.json").read_text()) == [("pod.yaml", "DS101")]
    assert json.loads((folder / "report.sarif").read_text())["version"] == "2.1.0"


def test_github_is_the_format_in_its_actions(dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pod.yaml").write_text(BAD)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert dslint("lint", "pod.yaml").out.startswith("::error file=pod.yaml,line=6,")
    assert dslint("lint", "pod.yaml", "--format", "concise").out.startswith("pod.yaml:6:3")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "jsn", "pod.yaml"], "did you mean json?"),
        (["--format", "text", "--format", "json", "pod.yaml"], "text and json cannot both go to standard output"),
        (["-k", "1.99", "pod.yaml"], "dslint knows 1.5 to 1.37"),
        (["-k", "1.30-1.36", "pod.yaml"], "'1.30-1.36' is not a Kubernetes version; write 1.30..1.36"),
        (["-k", "1.30..", "pod.yaml"], "'1.30..' has no end; write 1.30..1.36"),
        (["--fail-on", "warn", "pod.yaml"], "did you mean warning?"),
        (["--feature-gates", "PodLevelResources", "pod.yaml"], "write PodLevelResources=true"),
        (["--select", "unknown-feild", "pod.yaml"], "did you mean unknown-field?"),
        (["--format", "json=missing/report.json", "pod.yaml"], "missing/report.json cannot be written"),
        (["--config", "missing.yaml", "pod.yaml"], "missing.yaml: no such file"),
    ],
)
def test_wrong_usage_is_exit_code_2(dslint: Dslint, folder: Path, arguments: list[str], said: str) -> None:
    (folder / "pod.yaml").write_text(GOOD)
    ran = dslint("lint", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_what_cannot_be_read_is_exit_code_3_in_addition_to_all_findings(dslint: Dslint, folder: Path) -> None:
    (folder / "bad.yaml").write_text(BAD)
    (folder / "binary.yaml").write_bytes(b"\x00\xff\xfe")
    ran = dslint("lint", "bad.yaml", "binary.yaml", "missing.yaml", "--format", "concise")
    assert ran.code == 3
    assert "bad.yaml:6:3: error" in ran.out
    assert "not read: binary.yaml:1: is not text" in ran.out
    assert "not read: missing.yaml: no such file or folder" in ran.out


@pytest.mark.parametrize("text", ["", OTHER, TEMPLATE, "- a list\n"])
def test_nothing_to_check_is_exit_code_3_unless_that_is_allowed(dslint: Dslint, folder: Path, text: str) -> None:
    (folder / "pod.yaml").write_text(text)
    ran = dslint("lint", "pod.yaml")
    assert (ran.code, ran.err) == (
        3,
        "dslint: nothing to check: no DaemonSet or Pod in pod.yaml; --allow-empty makes that a success\n",
    )
    assert dslint("lint", "--allow-empty", "pod.yaml").code == 0


def test_an_empty_folder_is_nothing_to_check(dslint: Dslint, folder: Path) -> None:
    assert dslint("lint", str(folder)).code == 3
    assert dslint("lint", "--allow-empty").code == 0


def test_folders_are_looked_into_without_what_git_leaves_out(dslint: Dslint, folder: Path) -> None:
    for name in ("a.yaml", "deep/b.json", "left/out.yaml", "readme.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(BAD)
    (folder / ".gitignore").write_text("left/\n")
    assert codes(dslint("lint", "--format", "json").out) == [("a.yaml", "DS101"), ("deep/b.json", "DS101")]
    every = dslint("lint", "--no-respect-gitignore", "--format", "json").out
    assert ("left/out.yaml", "DS101") in codes(every)


@pytest.mark.parametrize(
    ("arguments", "name"), [([], "-"), (["--stdin-filename", "deploy/pod.yaml"], "deploy/pod.yaml")]
)
def test_standard_input_is_read_and_named(
    dslint: Dslint, arguments: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    ran = dslint("lint", "-", *arguments, "--format", "json")
    assert (ran.code, codes(ran.out)) == (1, [(name, "DS101")])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 0), (["--fail-on", "warning"], 1), (["--fail-on", "info"], 1), (["--fail-on", "never"], 0)],
)
def test_findings_below_the_threshold_do_not_fail(
    dslint: Dslint, folder: Path, arguments: list[str], code: int
) -> None:
    (folder / ".dslint.yaml").write_text("severity: {unknown-field: warning}\n")
    (folder / "pod.yaml").write_text(BAD)
    ran = dslint("lint", "pod.yaml", *arguments)
    assert ran.code == code
    assert "warning[DS101 unknown-field]" in ran.out


@pytest.mark.parametrize(("option", "left"), [("--ignore", []), ("--select", ["DS101"])])
@pytest.mark.parametrize("rule", ["DS1", "DS101", "unknown-field"])
def test_rules_are_chosen_by_code_beginning_or_name(
    dslint: Dslint, folder: Path, option: str, rule: str, left: list[str]
) -> None:
    (folder / "pod.yaml").write_text(BAD)
    ran = dslint("lint", "pod.yaml", option, rule, "--format", "json")
    assert [code for _, code in codes(ran.out)] == left


def test_findings_of_several_versions_are_one_that_names_them(dslint: Dslint, folder: Path) -> None:
    (folder / "ds.yaml").write_text("apiVersion: extensions/v1beta1\nkind: DaemonSet\nmetadata: {name: agent}\n")
    ran = dslint("lint", "ds.yaml", "-k", "1.15..1.17", "--select", "DS107", "--format", "json")
    versions = [finding["kubernetesVersions"] for finding in json.loads(ran.out)["findings"]]
    assert versions == [["1.16", "1.17"]]
    assert (
        "= Kubernetes: 1.16, 1.17; stops working in 1.16; the new form works since 1.9\n"
        in dslint("lint", "ds.yaml", "-k", "1.15..1.17").out
    )


def test_each_file_is_linted_as_its_nearest_configuration_says(dslint: Dslint, folder: Path) -> None:
    for name in ("old", "new", "left"):
        (folder / name).mkdir()
        (folder / name / "ds.yaml").write_text(
            "apiVersion: extensions/v1beta1\nkind: DaemonSet\nmetadata: {name: agent}\n"
        )
    (folder / ".dslint.yaml").write_text("exclude: [left/]\nselect: [DS107]\n")
    (folder / "old" / ".dslint.yaml").write_text("kubernetesVersions: '1.15'\nselect: [DS107]\n")
    ran = dslint("lint", "--format", "json")
    report = json.loads(ran.out)
    assert codes(ran.out) == [("new/ds.yaml", "DS107")]
    assert (report["kubernetesVersions"], report["files"]) == (["1.15", "1.36"], 2)


def test_a_file_that_is_named_is_linted_even_where_the_configuration_leaves_it_out(
    dslint: Dslint, folder: Path
) -> None:
    (folder / ".dslint.yaml").write_text("exclude: ['*.yaml']\n")
    (folder / "pod.yaml").write_text(BAD)
    assert dslint("lint", "pod.yaml").code == 1
    assert dslint("lint", ".").code == 3


def test_a_configuration_with_an_error_is_exit_code_2(dslint: Dslint, folder: Path) -> None:
    (folder / ".dslint.yaml").write_text("selct: []\n")
    (folder / "pod.yaml").write_text(GOOD)
    ran = dslint("lint", "pod.yaml")
    assert ran.code == 2
    assert "selct: unknown field; did you mean select?" in ran.err


def test_a_baseline_that_cannot_be_read_is_exit_code_3(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(GOOD)
    ran = dslint("lint", "--from", "missing.yaml", "pod.yaml")
    assert (ran.code, ran.err) == (3, "dslint: missing.yaml: no such file or folder\n")


def test_quiet_shows_findings_and_no_sums(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(GOOD)
    assert dslint("lint", "-q", "pod.yaml").out == ""


def test_statistics_count_findings_per_rule(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(f"{BAD}---\n{BAD}")
    ran = dslint("lint", "--statistics", "pod.yaml")
    assert ran.out.splitlines()[0] == "2  DS101  error    unknown-field"


def test_a_version_without_recordings_is_reported_as_such(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(GOOD)
    assert "Kubernetes 1.37 has a schema of its own" in dslint("lint", "-k", "1.37", "pod.yaml").out


def test_a_kubelets_folder_is_read_as_the_kubelet_does(dslint: Dslint, folder: Path) -> None:
    (folder / "manifests").mkdir()
    (folder / "manifests" / "agent.yaml").write_text(GOOD)
    (folder / "manifests" / "broken.yaml").write_text("kind: Pod\n")
    ran = dslint("lint", "--static-pods", "manifests", "--node", "node-1")
    assert ran.code == 1
    assert "the kubelet accepts manifests/agent.yaml as default/agent-node-1\n" in ran.out
    assert "the kubelet rejects manifests/broken.yaml (" in ran.out


def test_static_pods_are_reported_with_other_manifests(dslint: Dslint, folder: Path) -> None:
    (folder / "manifests").mkdir()
    (folder / "manifests" / "agent.yaml").write_text(GOOD)
    (folder / "pod.yaml").write_text(BAD)
    ran = dslint("lint", "--static-pods", "manifests", "--node", "a", "pod.yaml", "--format", "json")
    report = json.loads(ran.out)
    assert [pod["name"] for pod in report["staticPods"]] == ["agent-a"]
    assert (report["files"], codes(ran.out)) == (2, [("pod.yaml", "DS101")])


@pytest.mark.parametrize("arguments", [["--static-pods", "manifests"], ["--node", "a", "."]])
def test_a_kubelets_folder_and_its_node_belong_together(dslint: Dslint, arguments: list[str]) -> None:
    ran = dslint("lint", *arguments)
    assert ran.code == 2
    assert "--static-pods and --node need each other" in ran.err


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        ([], ""),
        (["-q"], "dslint: missing.yaml: no such file or folder\n"),
        (["--format", "json"], "dslint: missing.yaml: no such file or folder\n"),
        (
            ["--format", "json=report.json"],
            """dslint: nothing checked: no objects in 0 files; see report.json
dslint: missing.yaml: no such file or folder
""",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_why_nothing_could_be_read_is_always_to_be_seen(dslint: Dslint, arguments: list[str], err: str) -> None:
    ran = dslint("lint", "missing.yaml", *arguments)
    assert (ran.code, ran.err) == (3, err)


@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_a_clusters_whole_list_of_feature_gates_is_taken_and_what_has_no_effect_named(
    dslint: Dslint, folder: Path, cache: tuple[str, ...]
) -> None:
    (folder / "pod.yaml").write_text(GOOD)
    gates = "--feature-gates=NodeSwap=true,AllBeta=true", "--feature-gates", "HugePages=true,EnvFiles=true"
    for _ in range(2):
        ran = dslint("lint", "pod.yaml", "--select", "DS2", "-k", "1.35,1.36", *gates, *cache)
        assert (ran.code, ran.out.splitlines()) == (
            0,
            [
                "feature gate ignored, as dslint does not know it: NodeSwap",
                "feature gate ignored, as Kubernetes 1.35, 1.36 no longer has it: HugePages",
                "nothing found in 1 object of 1 file (Kubernetes 1.35, 1.36)",
            ],
        )


TSCONFIG = '{\n  // for the compiler\n  "compilerOptions": {"strict": tr"ue}\n}\n'
KUSTOMIZATION = "resources: [ds.yaml]\npatches: [{path: args.yaml}]\n"
ARGS = GOOD.replace("    image: registry.example/agent:1.0\n", "    args: [--debug]\n")
VALUES = "kind: DaemonSet\nimage: {tag: '1.0'}\n"


def skipped(report: str) -> list[tuple[str, str]]:
    return [(note["file"], note["message"].partition(";")[0]) for note in json.loads(report)["skipped"]]


def test_what_is_no_manifest_is_told_apart_in_a_folder_and_counted(dslint: Dslint, folder: Path) -> None:
    files = {
        "tsconfig.json": TSCONFIG,
        "kustomization.yaml": KUSTOMIZATION,
        "args.yaml": ARGS,
        "values.yaml": VALUES,
        "patches/etcd0+merge.yaml": ARGS,
        "ds.yaml": GOOD.replace("name: agent\nspec", "name: agent\n  namespace: $NS\nspec"),
    }
    (folder / "patches").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    ran = dslint("lint", ".", "--format", "json")
    assert ran.code == 0
    assert skipped(ran.out) == [
        ("args.yaml", "is a kustomize patch"),
        ("ds.yaml", "is a placeholder, whose value is not judged"),
        ("kustomization.yaml", "is not a Kubernetes object: it has no kind"),
        ("patches/etcd0+merge.yaml", "is a kubeadm patch"),
        ("tsconfig.json", "cannot be read as YAML or JSON, and names no DaemonSet, Pod or admission policy"),
        ("values.yaml", "holds values of a Helm chart"),
    ]
    assert (json.loads(ran.out)["files"], json.loads(ran.out)["documents"]) == (6, 1)


@pytest.mark.parametrize("name", ["text", "concise", "statistics", "github", "sarif", "junit", "gitlab"])
def test_what_is_told_apart_is_said_in_every_format(dslint: Dslint, folder: Path, name: str) -> None:
    for number in range(3):
        (folder / f"values-{number}.yaml").write_text(VALUES)
    ran = dslint("lint", ".", "--allow-empty", "--format", name)
    said = ran.out + ran.err
    assert said.count("holds values of a Helm chart") == (3 if name == "sarif" else 1)
    assert name == "sarif" or "values-0.yaml:1 and 2 more: holds values" in said


def test_names_of_a_hook_count_as_found(dslint: Dslint, folder: Path) -> None:
    (folder / "tsconfig.json").write_text(TSCONFIG)
    (folder / "pod.yaml").write_text(GOOD)
    given = dslint("lint", "--format", "json", "tsconfig.json", "pod.yaml")
    assert (given.code, codes(given.out)) == (1, [("tsconfig.json", "DS023")])
    hook = dslint("lint", "--allow-empty", "--format", "json", "--", "tsconfig.json", "pod.yaml")
    assert (hook.code, codes(hook.out), len(skipped(hook.out))) == (0, [], 1)
    assert dslint("lint", "--format", "json", "tsconfig.json", "pod.yaml") == given, "whatever the cache holds"


def test_the_name_of_an_editor_counts_as_found(dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    (folder / "kustomization.yaml").write_text(KUSTOMIZATION)
    typed(TSCONFIG)
    assert skipped(dslint("lint", "-", "--stdin-filename", "tsconfig.json", "--format", "json").out)
    typed(TSCONFIG)
    assert codes(dslint("lint", "-", "--format", "json").out) == [("-", "DS023")]
    typed(ARGS)
    ran = dslint("lint", "-", "--stdin-filename", "args.yaml", "--format", "json")
    assert skipped(ran.out) == [("args.yaml", "is a kustomize patch")]


def test_a_file_that_is_told_apart_is_nothing_to_check_when_given_alone(dslint: Dslint, folder: Path) -> None:
    (folder / "kustomization.yaml").write_text(KUSTOMIZATION)
    (folder / "args.yaml").write_text(ARGS)
    assert dslint("lint", "args.yaml").code == 3
    assert dslint("lint", "--allow-empty", "args.yaml").code == 0


def test_a_new_kustomization_changes_what_a_file_is_whatever_the_cache_holds(dslint: Dslint, folder: Path) -> None:
    (folder / "args.yaml").write_text(BAD)
    assert dslint("lint", "args.yaml").code == 1
    (folder / "kustomization.yaml").write_text(KUSTOMIZATION)
    assert dslint("lint", "args.yaml").code == 3
    (folder / "kustomization.yaml").unlink()
    assert dslint("lint", "args.yaml").code == 1


@pytest.mark.parametrize(
    ("words", "configuration", "whole"),
    [
        ((), "", False),
        (("-q",), "", False),
        (("-v",), "", True),
        (("--verbose", "--format", "text=report.txt"), "", True),
        (("--fail-on", "info"), "", True),
        ((), "failOn: info\n", True),
        ((), "severity: {DS610: warning}\n", True),
    ],
)
def test_findings_of_severity_info_are_whole_where_asked_for_or_where_they_fail_the_run(
    dslint: Dslint, folder: Path, words: tuple[str, ...], configuration: str, whole: bool
) -> None:
    (folder / ".dslint.yaml").write_text(configuration)
    (folder / "pod.yaml").write_text(GOOD)
    out = dslint("lint", "pod.yaml", "--select", "DS610", *words).out
    report = folder / "report.txt"
    out = report.read_text() if report.exists() else out
    assert ("[DS610 " in out, "info: 1 DS610 " in out) == (whole, not whole)

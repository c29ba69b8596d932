"""The hooks, installed by the real pre-commit into a repository made for the test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from dslint.cli import first_files
from dslint.cli.installed_from import Origin
from tests.house.checkout import TOP, copy_project, decided, git, new_repository

GOOD = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: logging
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
      - name: agent
        image: registry.example/agent:1.0
        resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}
"""
BAD = GOOD.replace("labels: {app: agent}", "labels: {app: agnet}")

NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: lab}
spec:
  nodeGroups:
  - {name: worker, count: 3, namePattern: "w-{n}", allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
  - {name: gpu, count: 1, namePattern: "g-{n}", labels: {gpu: "yes"}, allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
"""
STATIC_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
  - name: cache
    image: registry.example/cache:1.0
    resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}
"""
ON_GPUS = GOOD.replace("      containers:", '      nodeSelector: {gpu: "yes"}\n      containers:')

CONFIGURATION = """\
repos:
- repo: {project}
  rev: {revision}
  hooks:
  - id: dslint
  - id: dslint
    alias: without-end-of-options
    args: [-k, "1.36"]
  - id: dslint-fix
    stages: [manual]
  - id: dslint-plan
    args: [--nodes, inventory/nodes.yaml, --]
    files: ^(manifests/|--)
  - id: dslint-static-pods
    args: [--static-pods, nodes/cp-1/etc/kubernetes/manifests, --node, cp-1, --]
  - id: dslint-static-pods
    alias: not-set-up
    stages: [manual]
"""


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A repository with all hooks configured, and the environment that pre-commit runs in."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    repository = tmp_path_factory.mktemp("repository")
    for name, text in {
        ".pre-commit-config.yaml": CONFIGURATION.format(
            project=project.as_posix(), revision=git(project, "rev-parse", "HEAD").strip()
        ),
        "inventory/nodes.yaml": NODES,
        "README.md": "a repository with manifests\n",
    }.items():
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")
    new_repository(repository)
    home = tmp_path_factory.mktemp("pre-commit-home")
    kept = {name: value for name, value in decided().items() if not name.startswith(("GIT_", "GITHUB_"))}
    # The hooks import a fraction of what is installed, so pip is not to compile all of it.
    return repository, {**kept, "PRE_COMMIT_HOME": str(home), "PIP_NO_COMPILE": "0"}


def commit(hooked: tuple[Path, dict[str, str]], manifest: str, skip: str = "") -> subprocess.CompletedProcess[str]:
    """Stage the manifest and run the hooks as a commit would, but for those to skip."""
    repository, environment = hooked
    place = repository / "manifests" / "agent.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(manifest, encoding="utf-8")
    git(repository, "add", "--all")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--verbose"],
        cwd=repository,
        env={**environment, "SKIP": skip},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_bad_manifest_is_stopped_with_its_place(hooked: tuple[Path, dict[str, str]]) -> None:
    result = commit(hooked, BAD, skip="without-end-of-options,dslint-plan")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "selector-mismatch" in result.stdout
    assert "manifests/agent.yaml:11" in result.stdout


def test_a_good_manifest_passes_all_hooks(hooked: tuple[Path, dict[str, str]]) -> None:
    result = commit(hooked, GOOD, skip="without-end-of-options")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("Passed") == 2
    assert "(no files to check)Skipped" in result.stdout, "nothing of a kubelet's folder has changed"


def test_the_hook_that_fixes_fails_once_and_then_passes(hooked: tuple[Path, dict[str, str]]) -> None:
    repository, _ = hooked
    misspelled = GOOD.replace("      containers:", "      hostnetwork: false  # ours\n      containers:")
    place = repository / "manifests" / "agent.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(misspelled, encoding="utf-8")
    results = []
    for _ in range(2):
        git(repository, "add", "--all")
        results.append(run(hooked, "--hook-stage", "manual", "dslint-fix"))
    assert [result.returncode for result in results] == [1, 0], results[0].stdout + results[0].stderr
    assert "1 finding fixed in manifests/agent.yaml" in results[0].stdout
    assert place.read_text(encoding="utf-8") == misspelled.replace("hostnetwork", "hostNetwork")


def run(hooked: tuple[Path, dict[str, str]], *words: str) -> subprocess.CompletedProcess[str]:
    """Run one hook on what is staged."""
    command = [sys.executable, "-m", "pre_commit", "run", "--verbose", *words]
    return subprocess.run(command, cwd=hooked[0], env=hooked[1], check=False, capture_output=True, text=True)


@pytest.fixture
def static_pod(hooked: tuple[Path, dict[str, str]]) -> Iterator[Path]:
    """A kubelet's folder with one file, whose name does not end in .yaml; staged."""
    file = hooked[0] / "nodes/cp-1/etc/kubernetes/manifests/cache.conf"
    file.parent.mkdir(parents=True)
    file.write_text(STATIC_POD, encoding="utf-8")
    git(hooked[0], "add", "--all")
    yield file
    shutil.rmtree(hooked[0] / "nodes")
    git(hooked[0], "add", "--all")


def test_the_folder_of_a_kubelet_is_read_as_it_reads_it(hooked: tuple[Path, dict[str, str]], static_pod: Path) -> None:
    good = run(hooked, "dslint-static-pods")
    assert good.returncode == 0, good.stdout + good.stderr
    # Where the surroundings say how wide the terminal is, the line may be broken.
    said = " ".join(good.stdout.split())
    assert "accepts nodes/cp-1/etc/kubernetes/manifests/cache.conf as default/cache-cp-1" in said
    static_pod.write_text(STATIC_POD.replace("spec:", "spec:\n  serviceAccountName: cache"), encoding="utf-8")
    git(hooked[0], "add", "--all")
    bad = run(hooked, "dslint-static-pods")
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "nodes/cp-1/etc/kubernetes/manifests/cache.conf:6" in bad.stdout


def test_a_folder_that_the_hook_was_not_told_of_is_never_green(
    hooked: tuple[Path, dict[str, str]], static_pod: Path
) -> None:
    result = run(hooked, "--hook-stage", "manual", "not-set-up")
    assert static_pod.is_file()
    assert result.returncode == 1, result.stdout + result.stderr
    assert "not read: etc/kubernetes/manifests: no such file or folder" in result.stdout


def test_folders_named_as_options_are_folders(hooked: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """Also where arguments of the user's own do not end in `--`: nothing outside the repository is read or written."""
    outside = tmp_path / "outside.yaml"
    options = ("--write-baseline=", "--format=json=", "--config=", "--nodes=")
    for number, option in enumerate(options):
        hostile = hooked[0] / f"{option}{outside}"
        hostile.parent.mkdir(parents=True)
        of_its_own = BAD.replace("  name: agent\n", f"  name: agent-{number}\n", 1).replace("agnet", f"agnet-{number}")
        hostile.write_text(of_its_own, encoding="utf-8")
    try:
        result = commit(hooked, GOOD)
    finally:
        for option in options:
            shutil.rmtree(hooked[0] / option)
    assert result.returncode == 1, result.stdout + result.stderr
    assert [result.stdout.count(f"{option}{outside}:11") for option in options] == [3] * 4, "every hook reads each file"
    assert not outside.exists()


def git_commit(
    hooked: tuple[Path, dict[str, str]], repository: Path, texts: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Commit the files; git runs the hook that plans."""
    for name, text in texts.items():
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")
    git(repository, "add", "--all")
    words = ("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--message=change")
    return subprocess.run(
        ["git", *words],
        cwd=repository,
        env={**hooked[1], "SKIP": "dslint,without-end-of-options"},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_commit_is_planned_as_the_change_that_it_makes(hooked: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """The first commit of all has nothing to compare with; the one that loses nodes is stopped."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=tmp_path, env=hooked[1], check=True)
    start = {name: (hooked[0] / name).read_text() for name in (".pre-commit-config.yaml", "inventory/nodes.yaml")}
    first = git_commit(hooked, tmp_path, {**start, "manifests/agent.yaml": GOOD})
    assert first.returncode == 0, first.stdout + first.stderr
    update = git_commit(hooked, tmp_path, {"manifests/agent.yaml": GOOD.replace("agent:1.0", "agent:2.0")})
    assert update.returncode == 0, update.stdout + update.stderr
    lost = git_commit(hooked, tmp_path, {"manifests/agent.yaml": ON_GPUS})
    assert lost.returncode == 1, lost.stdout + lost.stderr
    assert "3 of 4 nodes lose the pod at once" in lost.stdout + lost.stderr
    assert git(tmp_path, "log", "--format=%s").count("change") == 2


def test_the_hooks_that_init_writes_for_a_repository_work_as_they_are(
    hooked: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    """dslint installed from a git repository: pre-commit installs the same commit of it."""
    (project,) = yaml.safe_load((hooked[0] / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    text = first_files.hooks(Origin(project["repo"], project["rev"]), plan=True)
    files = {".pre-commit-config.yaml": text, ".dslint.yaml": first_files.configuration("nodes.yaml")}
    for name, content in {**files, "nodes.yaml": NODES, "agent.yaml": ON_GPUS}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    new_repository(tmp_path)
    result = run((tmp_path, hooked[1]), "--all-files")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("Passed") == 2
    assert "logging/agent: unchanged, runs on 1 of 4 nodes" in result.stdout


HOOKS = {hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def test_every_hook_ends_the_options_and_has_one_summary() -> None:
    assert list(HOOKS) == ["dslint", "dslint-fix", "dslint-plan", "dslint-static-pods"]
    assert {hook["args"][-1] for hook in HOOKS.values()} == {"--"}
    assert {hook["require_serial"] for hook in HOOKS.values()} == {True}


@pytest.mark.parametrize(
    ("file", "runs"),
    [
        ("etc/kubernetes/manifests/etcd.yaml", True),
        ("nodes/cp-1/etc/kubernetes/manifests/etcd", True),
        ("etc/kubernetes/manifests/--node=x", True),
        ("etc/kubernetes/manifests/.etcd.yaml.swp", False),
        ("etc/kubernetes/manifests/old/etcd.yaml", False),
        ("myetc/kubernetes/manifests/etcd.yaml", False),
    ],
)
def test_the_files_of_a_kubelet_are_those_directly_in_its_folder(file: str, runs: bool) -> None:
    assert bool(re.search(HOOKS["dslint-static-pods"]["files"], file)) is runs


def test_arguments_in_the_documentation_end_the_options() -> None:
    pages = [TOP / "README.md", TOP / ".pre-commit-hooks.yaml", *sorted((TOP / "docs").glob("*.md"))]
    shown = [found for page in pages for found in re.findall(r"\bargs: \[(.*?)\]", page.read_text(encoding="utf-8"))]
    assert shown
    assert [arguments for arguments in shown if arguments.split(", ")[-1] != "--"] == []

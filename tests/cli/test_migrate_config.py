from __future__ import annotations

from pathlib import Path

import pytest

from dslint.own_files.configuration.files import settings_of
from tests.cli.conftest import Dslint

POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    kube-score/ignore: container-image-tag\n"
    "spec:\n  containers:\n  - name: a\n    image: registry.example/a\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".kube-linter.yaml").write_text("checks:\n  exclude: [host-network]\n")
    (tmp_path / "pod.yaml").write_text(POD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_would_change_is_shown_and_not_written(dslint: Dslint, project: Path) -> None:
    ran = dslint("migrate-config")
    assert ran.code == 0
    assert "+++ .dslint.yaml\n@@ -0,0 +1,2 @@\n+ignore:\n+- DS601\n" in ran.out
    assert "+    dslint.dev/ignore: DS640\n" in ran.out
    assert not (project / ".dslint.yaml").exists()
    assert (project / "pod.yaml").read_text() == POD


def test_what_is_written_is_heeded_and_a_second_run_changes_nothing(dslint: Dslint, project: Path) -> None:
    assert "DS640" in dslint("lint", "pod.yaml", "--format", "concise").out
    assert dslint("migrate-config", "--write").out == "wrote .dslint.yaml\nwrote pod.yaml\n"
    assert settings_of(project / ".dslint.yaml").ignore == ("DS601",)
    assert "DS640" not in dslint("lint", "pod.yaml", "--format", "concise").out
    ran = dslint("migrate-config", "--write")
    assert (ran.code, ran.out) == (0, "nothing to change: dslint ignores all of it already\n")


def test_what_has_no_counterpart_is_listed_with_its_line(dslint: Dslint, project: Path) -> None:
    (project / ".kube-linter.yaml").write_text("checks:\n  exclude:\n  - no-liveness-probe\n  - mine\n")
    ran = dslint("migrate-config", ".kube-linter.yaml")
    assert ran.code == 1
    assert "No counterpart:\n  .kube-linter.yaml:4: kube-linter: mine: not a check of kube-linter" in ran.out
    assert "Nothing to ignore:\n  .kube-linter.yaml:3: kube-linter: no-liveness-probe: dslint does not" in ran.out


def test_a_configuration_that_is_there_stays(dslint: Dslint, project: Path) -> None:
    (project / ".dslint.yml").write_text("# ours\nfailOn: warning # soon\n")
    assert dslint("migrate-config", "--write").code == 0
    assert (project / ".dslint.yml").read_text() == "# ours\nfailOn: warning # soon\nignore:\n  - DS601\n"


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("pyproject.toml", "[tool.dslint]\nfailOn = 'info'\n", "is not written; move [tool.dslint] to .dslint.yaml"),
        (".dslint.yaml", "nosuch: 1\n", "nosuch"),
    ],
)
def test_a_configuration_that_cannot_be_changed_is_wrong_usage(
    dslint: Dslint, project: Path, file: str, text: str, message: str
) -> None:
    (project / file).write_text(text)
    ran = dslint("migrate-config", "--write")
    assert ran.code == 2
    assert message in ran.err
    assert (project / "pod.yaml").read_text() == POD


def test_a_configuration_of_a_folder_above_is_not_hidden_by_another_one(dslint: Dslint, project: Path) -> None:
    (project / ".dslint.yaml").write_text("failOn: info\n")
    (project / "sub").mkdir()
    (project / ".kube-linter.yaml").rename(project / "sub" / ".kube-linter.yaml")
    ran = dslint("migrate-config", "sub")
    assert ran.code == 2
    assert "applies to sub; move the other linter's configuration beside it" in ran.err


def test_nothing_to_migrate_and_an_unreadable_file_are_their_own_code(dslint: Dslint, project: Path) -> None:
    (project / ".checkov.yaml").write_text("skip-check: [\n")
    ran = dslint("migrate-config")
    assert ran.code == 3
    assert ".checkov.yaml cannot be read: " in ran.err
    (project / "empty").mkdir()
    assert dslint("migrate-config", "empty").code == 3

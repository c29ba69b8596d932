"""What the configuration of each file says, beside what the command line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.cli.file_settings import FileSettings
from dslint.findings import Severity, Silencer
from dslint.policy.report_filter import UnknownSelectorError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "inner").mkdir()
    (tmp_path / ".dslint.yaml").write_text("failOn: warning\nignore: [DS301]\n")
    (tmp_path / "inner" / ".dslint.yaml").write_text("failOn: never\n")
    return tmp_path


def test_the_nearest_configuration_applies_unless_one_is_given_for_all(project: Path) -> None:
    files = [str(project / "a.yaml"), str(project / "inner" / "a.yaml")]
    own = FileSettings()
    assert [own.settings(file).fail_on for file in files] == [Severity.WARNING, None]
    assert own.settings(files[0]) is own.settings(str(project / "b.yaml"))
    given = FileSettings(configuration=str(project / ".dslint.yaml"))
    assert [given.settings(file).fail_on for file in files] == [Severity.WARNING] * 2


@pytest.mark.parametrize(
    ("fail_on", "severity", "outer", "inner"),
    [
        (None, Severity.ERROR, True, False),
        (None, Severity.WARNING, True, False),
        (None, Severity.INFO, False, False),
        ("error", Severity.WARNING, False, False),
        ("info", Severity.INFO, True, True),
        ("never", Severity.ERROR, False, False),
    ],
)
def test_the_command_line_is_stronger_than_a_configuration(
    project: Path, fail_on: str | None, severity: Severity, outer: bool, inner: bool
) -> None:
    configured = FileSettings(fail_on=fail_on)
    assert configured.fails(severity, str(project / "a.yaml")) is outer
    assert configured.fails(severity, str(project / "inner" / "a.yaml")) is inner


def test_errors_that_a_configuration_lets_pass_are_counted(project: Path) -> None:
    file = str(project / "inner" / "a.yaml")
    found = [(Severity.ERROR, file), (Severity.ERROR, file), (Severity.WARNING, file)]
    (passed,) = FileSettings().passed_errors(found)
    assert (passed.by, passed.number) == (Silencer.FAIL_ON, 2)
    assert passed.file.endswith("inner/.dslint.yaml:1")
    assert FileSettings(fail_on="never").passed_errors(found) == ()


def test_no_ignores_takes_only_the_configurations_out(project: Path) -> None:
    file = str(project / "a.yaml")
    own = FileSettings().report_filter(file)
    no_ignores = FileSettings(no_ignores=True, ignore=("DS302",)).report_filter(file)
    assert [own.selection.keeps(code) for code in ("DS301", "DS302")] == [False, True]
    assert [no_ignores.selection.keeps(code) for code in ("DS301", "DS302")] == [True, False]


def test_options_that_leave_no_rule_are_refused_and_one_without_effect_is_remarked(project: Path) -> None:
    file = str(project / "a.yaml")
    with pytest.raises(UnknownSelectorError, match="--select and --ignore leave no rules to check"):
        FileSettings(select=("DS301",), ignore=("DS301",)).report_filter(file)
    configured = FileSettings(select=("DS301",), ignore=("DS5",))
    configured.report_filter(file)
    assert list(configured.remarks) == ["--ignore DS5 has no effect: --select does not include it"]

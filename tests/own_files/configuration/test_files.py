from __future__ import annotations

import os
from pathlib import Path

import pytest

from dslint.findings import Severity
from dslint.own_files.configuration.files import nearest, settings_for, settings_of
from dslint.own_files.configuration.settings import ConfigurationError

ALL = """\
kubernetesVersions: 1.29..1.31
featureGates: {PodLevelResources: true}
select: [DS2, unknown-field]
ignore:
- DS204
severity:
  DS301: info
failOn: warning
exclude: [charts/, "*.tpl.yaml"]
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_every_setting_is_read_with_the_line_that_sets_it(tmp_path: Path) -> None:
    path = write(tmp_path / ".dslint.yaml", ALL)
    settings = settings_of(path)
    assert settings.kubernetes_versions == ("1.29", "1.30", "1.31")
    assert settings.feature_gates == {"PodLevelResources": True}
    assert (settings.select, settings.ignore) == (("DS2", "unknown-field"), ("DS204",))
    assert (settings.severity, settings.fail_on) == ({"DS301": Severity.INFO}, Severity.WARNING)
    assert (settings.exclude, settings.folder) == (("charts/", "*.tpl.yaml"), tmp_path)
    assert settings.origin("failOn") == f"{path}:8"


def test_pyproject_takes_the_same_settings(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.dslint]\nkubernetesVersions = ["1.36"]\nfailOn = "never"\n')
    settings = settings_of(path)
    assert (settings.kubernetes_versions, settings.fail_on) == (("1.36",), None)
    assert settings.origin("failOn") == f"{path}:3"
    assert settings.origin("select") == "default"


def test_a_configuration_gives_back_what_was_written(tmp_path: Path) -> None:
    settings = settings_of(write(tmp_path / ".dslint.yaml", ALL))
    again = write(tmp_path / "again" / ".dslint.yaml", str(settings.to_dict()))
    assert settings_of(again).to_dict() == settings.to_dict()


@pytest.mark.parametrize("empty", ["", "# nothing yet\n", "{}\n"])
def test_an_empty_configuration_sets_nothing(tmp_path: Path, empty: str) -> None:
    assert settings_of(write(tmp_path / ".dslint.yaml", empty)).origins == {}


def test_the_nearest_configuration_applies(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    top = write(tmp_path / ".dslint.yaml", "failOn: info\n")
    deep = write(tmp_path / "a" / "pyproject.toml", "[tool.dslint]\n")
    write(tmp_path / "b" / "pyproject.toml", "[project]\nname = 'other'\n")
    assert nearest(tmp_path / "a" / "c" / "ds.yaml") == deep
    assert nearest(tmp_path / "b" / "ds.yaml") == top


def test_the_other_usual_ending_is_read_as_well(tmp_path: Path) -> None:
    path = write(tmp_path / ".dslint.yml", "failOn: info\n")
    assert nearest(tmp_path / "ds.yaml") == path
    assert settings_for(tmp_path / "ds.yaml").origin("failOn") == f"{path}:1"


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        (".dslint.yaml", ".dslint.yml", ".dslint.yml"),
        (".dslint.yaml", "pyproject.toml", "pyproject.toml [tool.dslint]"),
        (".dslint.yml", "pyproject.toml", "pyproject.toml [tool.dslint]"),
    ],
)
def test_two_configurations_in_one_folder_are_refused_by_name(
    tmp_path: Path, first: str, second: str, named: str
) -> None:
    write(tmp_path / first, "")
    write(tmp_path / second, "[tool.dslint]\n" if second == "pyproject.toml" else "")
    with pytest.raises(ConfigurationError) as refused:
        nearest(tmp_path / "ds.yaml")
    assert str(refused.value) == (
        f"{tmp_path / first} and {tmp_path / named} both configure dslint in this folder; keep one of them"
    )


@pytest.mark.parametrize("other", ["", "[project]\nname = 'dslint'\n", "[tool.black]\n# as [tool.dslint]\n"])
def test_a_pyproject_without_settings_of_dslint_is_no_second_configuration(tmp_path: Path, other: str) -> None:
    path = write(tmp_path / ".dslint.yaml", "")
    write(tmp_path / "pyproject.toml", other)
    assert nearest(tmp_path / "ds.yaml") == path


@pytest.mark.parametrize(
    "text",
    [
        "[tool.dslint]\nseverity = {DS301 = 'info'}\n",
        "[tool.dslint.severity]\nDS301 = 'info'\n",
        "[tool]\ndslint.severity.DS301 = 'info'\n",
        "tool.dslint.severity.DS301 = 'info'\n",
        "[ tool . \"dslint\" ]\nseverity.DS301 = 'info'\n",
    ],
)
def test_settings_in_a_pyproject_are_found_however_toml_writes_them(tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text)
    assert settings_for(tmp_path / "ds.yaml").severity == {"DS301": Severity.INFO}


def test_nothing_above_the_repositorys_top_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path / ".dslint.yaml", "failOn: info\n")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    manifest = tmp_path / "repository" / "ds.yaml"
    assert nearest(manifest) is None
    assert settings_for(manifest).fail_on is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("failOn: error\nselct: [DS2]\n", ".dslint.yaml:2: selct: unknown field; did you mean select?"),
        ("FailOn: error\n", ".dslint.yaml:1: FailOn: unknown field; did you mean failOn?"),
        (
            "failOn: warn\n",
            '.dslint.yaml:1: failOn: "warn" is not one of error, warning, info, never; did you mean warning?',
        ),
        ("select: DS2\n", ".dslint.yaml:1: select: a string found; write a list"),
        (
            "\n\nkubernetesVersions: 1.99\n",
            '.dslint.yaml:3: kubernetesVersions: a number found; write "1.36" in quotes',
        ),
        ("kubernetesVersions: '1.99'\n", ".dslint.yaml:1: kubernetesVersions: Kubernetes 1.99 is not known"),
        ("kubernetesVersions: 1.30-1.36\n", ".dslint.yaml:1: kubernetesVersions: '1.30-1.36' is not a Kubernetes"),
        ("kubernetesVersions: ['1.30', '1.33-1.36']\n", "write 1.33..1.36"),
        ("featureGates: {PodLevelResources: 1}\n", ".dslint.yaml:1: featureGates.PodLevelResources: "),
        ("severity:\n  DS301: fatal\n", '.dslint.yaml:2: severity.DS301: "fatal" is not one of error, warning, info'),
        ("severity:\n  null: error\n", '.dslint.yaml:2: severity: a key is null; put it in quotes: "null"'),
        ("severity: {1: error}\n", '.dslint.yaml:1: severity: the key 1 is a number; put it in quotes: "1"'),
        ("- failOn\n", ".dslint.yaml:1: a list found; write a map"),
        ("failOn: [\n", ".dslint.yaml:2: is not valid YAML"),
        ("failOn: !!int abc\n", ".dslint.yaml:1: failOn: !!str `abc` is tagged !!int; remove the tag"),
        ("failOn: error\nselect: []\nfailOn: never\n", ".dslint.yaml:3: failOn: is set twice, first on line 1"),
        ("failOn: error\n---\nfailOn: never\n", ".dslint.yaml:3: contains a second document"),
        (
            "ignores:\n- rules: [DS2]\n  until: 2020-13-45\n",
            '.dslint.yaml:3: ignores[0].until: "2020-13-45" is not a valid date',
        ),
        ("ignores:\n- rules: [DS2]\n  until: soon\n", 'until: "soon" is not valid; write a date such as 2027-01-31'),
        ("ignores:\n- rules: []\n", ".dslint.yaml:2: ignores[0].rules: is empty; write at least one"),
        ("select: " + "[" * 990 + "]" * 990, "nests deeper than 50 levels"),
        ("rules: [nowhere]\n", ".dslint.yaml:1: rules[0]: nowhere is not a folder"),
        ("rules: ['a\\0']\n", ".dslint.yaml:1: rules[0]: "),
    ],
)
def test_what_a_configuration_cannot_say_is_told_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path / ".dslint.yaml", text)
    with pytest.raises(ConfigurationError) as refused:
        settings_of(path)
    assert said in str(refused.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / ".dslint.yaml", "failOn: warn\nselct: []\n")
    with pytest.raises(ConfigurationError) as refused:
        settings_of(path)
    assert len(str(refused.value).splitlines()) == 2


def test_a_pyproject_that_is_no_toml_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.dslint]\nfailOn = \n")
    with pytest.raises(ConfigurationError, match=r"pyproject.toml:2: is not valid TOML: Invalid value"):
        settings_of(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / ".dslint.yaml"
    path.write_bytes(b"\n\xff")
    with pytest.raises(ConfigurationError, match=r"yaml:2: byte 0xff is not UTF-8; save the file as UTF-8"):
        settings_of(path)


@pytest.mark.parametrize("day", ["2027-01-31", "'2027-01-31'", '"2027-01-31"'])
def test_a_day_needs_no_quotes(tmp_path: Path, day: str) -> None:
    path = write(tmp_path / ".dslint.yaml", f"ignores:\n- rules: [DS2]\n  until: {day}\n")
    assert [ignore.until for ignore in settings_of(path).ignores] == ["2027-01-31"]


def test_a_day_of_toml_is_a_day(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[[tool.dslint.ignores]]\nrules = ["DS2"]\nuntil = 2027-01-31\n')
    assert [ignore.until for ignore in settings_of(path).ignores] == ["2027-01-31"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool]\ndslint = 5\n", "pyproject.toml:2: tool.dslint: a number found; write a map"),
        ("[tool.dslint]\nfailOn = 'warn'\n", 'pyproject.toml:2: tool.dslint.failOn: "warn" is not one of'),
        ("[tool.dslint]\nselect = [\n  1979-05-27T07:32:00Z,\n  5,\n]\n", "pyproject.toml:2: tool.dslint.select[1]: "),
        ("[tool.dslint]\nfailOn = 1\nfailOn = 2\n", "pyproject.toml:3: is not valid TOML: Cannot overwrite a value"),
        ("[tool.dslint]\nselect = " + "[" * 990 + "]" * 990, "nests deeper than 50 levels"),
        ("[tool.dslint]\nstrict = " + "9" * 5000, "is not valid TOML"),
        ("[tool.dslint]\nstrict = inf\n", "pyproject.toml:2: tool.dslint.strict: a string found; write true or false"),
        ("[[tool.dslint.ignores]]\nrules = ['DS2']\n[[tool.dslint.ignores]]\nrule = 1\n", "pyproject.toml:4: "),
    ],
)
def test_what_a_pyproject_cannot_say_is_told_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    assert nearest(tmp_path) == path
    with pytest.raises(ConfigurationError) as refused:
        settings_of(path)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tool = 5\n", False),
        ("[project]\nname = 'uses-dslint'\n", False),
        ("[tool.dslint.severity]\nDS301 = 'info'\n", True),
        ("[ tool . dslint ]\n", True),
        ("tool.dslint.failOn = 'never'\n", True),
        ("[tool.dslint\n", True),
        ("# dslint\n[\n", False),
    ],
)
def test_a_pyproject_is_a_configuration_where_it_has_the_table(tmp_path: Path, text: str, found: bool) -> None:
    (tmp_path / ".git").mkdir()
    path = write(tmp_path / "pyproject.toml", text)
    assert nearest(tmp_path) == (path if found else None)


@pytest.mark.parametrize("name", ["..", "/", "/proc", "inside/../../..", "link"])
def test_rules_of_a_configuration_are_inside_its_project(tmp_path: Path, name: str) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "inside").mkdir()
    (project / "link").symlink_to(tmp_path)
    path = write(project / ".dslint.yaml", f"rules: [inside, '{name}']\n")
    with pytest.raises(ConfigurationError, match=r"yaml:1: rules\[1\]: .* is outside the project; .* --rules"):
        settings_of(path)


def test_rules_may_stand_anywhere_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "rules").mkdir()
    path = write(tmp_path / "deep" / ".dslint.yaml", "rules: [../rules]\n")
    assert settings_of(path).rules == ("../rules",)


def test_without_a_repository_the_project_is_the_configurations_folder(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = write(tmp_path / "deep" / ".dslint.yaml", "rules: [../rules]\n")
    with pytest.raises(ConfigurationError, match="outside the project"):
        settings_of(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path, said in ((tmp_path, "is a folder"), (tmp_path / "pipe.yaml", "is a pipe"), (tmp_path / "x", "no such")):
        with pytest.raises(ConfigurationError, match=said):
            settings_of(path)

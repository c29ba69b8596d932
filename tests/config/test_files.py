from __future__ import annotations

from pathlib import Path

import pytest

from dslint.config.files import nearest, settings_for, settings_of
from dslint.config.settings import ConfigurationError
from dslint.findings import Severity

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
    assert settings.origin("failOn") == f"{path} [tool.dslint]"
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
        ("failOn: error\nselct: [DS2]\n", ".dslint.yaml:2: there is no setting selct; did you mean select?"),
        ("FailOn: error\n", ".dslint.yaml:1: there is no setting FailOn; did you mean failOn?"),
        (
            "failOn: warn\n",
            ".dslint.yaml:1: failOn: 'warn' is none of error, warning, info, never; did you mean warning?",
        ),
        ("select: DS2\n", ".dslint.yaml:1: select: 'DS2' is not what belongs here: A list of rules to keep"),
        ("\n\nkubernetesVersions: 1.99\n", ".dslint.yaml:3: kubernetesVersions: 1.99 is not what belongs here"),
        ("kubernetesVersions: '1.99'\n", ".dslint.yaml:1: kubernetesVersions: Kubernetes 1.99 is not known"),
        ("kubernetesVersions: 1.30-1.36\n", ".dslint.yaml:1: kubernetesVersions: '1.30-1.36' is not a Kubernetes"),
        ("kubernetesVersions: ['1.30', '1.33-1.36']\n", "write 1.33..1.36"),
        ("featureGates: {PodLevelResource: true}\n", "did you mean PodLevelResources?"),
        ("severity: {DS301: fatal}\n", ".dslint.yaml:1: severity.DS301: 'fatal' is none of error, warning, info"),
        ("- failOn\n", ".dslint.yaml: the configuration: ['failOn'] is not what belongs here"),
        ("failOn: [\n", ".dslint.yaml: while parsing"),
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
    with pytest.raises(ConfigurationError, match="line 2"):
        settings_of(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / ".dslint.yaml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="cannot be read: it is no text in UTF-8; save it as such"):
        settings_of(path)

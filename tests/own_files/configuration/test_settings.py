"""Settings: their values, where each comes from, and what they say of files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.findings import Severity
from dslint.own_files.configuration.settings import ConfigurationError, Settings, near, threshold, with_values


def changed(**values: Any) -> Settings:
    return with_values(Settings(), values, {key: f".dslint.yaml:{n}" for n, key in enumerate(values, 1)})


def test_values_are_converted_and_know_their_origin() -> None:
    settings = changed(kubernetesVersions="1.29..1.31", failOn="never", severity={"DS301": "info"}, inventory="a.yaml")
    assert settings.kubernetes_versions == ("1.29", "1.30", "1.31")
    assert (settings.fail_on, settings.severity) == (None, {"DS301": Severity.INFO})
    assert settings.inventory == ("a.yaml",)
    assert (settings.origin("failOn"), settings.origin("select")) == (".dslint.yaml:2", "default")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("kubernetesVersions", "1.4", ".dslint.yaml:1: kubernetesVersions: "),
        ("exclude", ["["], ".dslint.yaml:1: exclude: "),
        ("ignores", [{"rules": [], "until": "x"}], "write a date such as 2027-01-31"),
    ],
)
def test_a_value_that_means_nothing_is_told_with_its_origin(key: str, value: Any, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        changed(**{key: value})
    assert said in str(refused.value)


@pytest.mark.parametrize(("text", "severity"), [("never", None), ("error", Severity.ERROR), ("info", Severity.INFO)])
def test_never_is_no_severity(text: str, severity: Severity | None) -> None:
    assert threshold(text) is severity


def test_files_are_excluded_from_the_configurations_folder_on(tmp_path: Path) -> None:
    settings = Settings(exclude=("/charts/", "*.tpl.yaml", "!keep.tpl.yaml"), folder=tmp_path / "deploy")
    files = ["charts/a.yaml", "x/charts/a.yaml", "x/a.tpl.yaml", "x/keep.tpl.yaml", "a.yaml"]
    assert [name for name in files if settings.excludes(tmp_path / "deploy" / name)] == [
        "charts/a.yaml",
        "x/a.tpl.yaml",
    ]
    assert not Settings(exclude=("*",)).excludes(tmp_path / "a.yaml")


def test_rules_are_found_from_the_configurations_folder_on(tmp_path: Path) -> None:
    assert Settings(rules=("rules", "../r"), folder=tmp_path).rules_folders == (tmp_path / "rules", tmp_path / "../r")


def test_an_inventory_stays_within_the_project(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "deploy"
    folder.mkdir()
    inside = Settings(inventory=("nodes.yaml", "../nodes.yaml"), folder=folder)
    assert [Path(file).name for file in inside.inventory_files] == ["nodes.yaml", "nodes.yaml"]
    outside = Settings(inventory=("../../nodes.yaml",), folder=folder, origins={"inventory": "c.yaml:3"})
    with pytest.raises(ConfigurationError, match=r"c.yaml:3: inventory: \.\./\.\./nodes.yaml is outside .*; give it"):
        _ = outside.inventory_files


def test_an_inventory_that_is_no_path_is_told(tmp_path: Path) -> None:
    settings = Settings(inventory=("a\0b",), folder=tmp_path)
    with pytest.raises(ConfigurationError, match="is not a valid path"):
        _ = settings.inventory_files


def test_a_path_is_shown_from_the_working_folder_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert near(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert near(tmp_path.parent / "x.yaml") == str(tmp_path.parent / "x.yaml")
    file = tmp_path / ".dslint.yaml"
    settings = Settings(file=file, origins={"failOn": f"{file}:3"})
    assert (settings.called, settings.place("failOn"), Settings().called) == (".dslint.yaml", ".dslint.yaml:3", "")


def test_files_of_the_cluster_stay_within_the_project(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    inside = Settings(cluster=("cluster.yaml",), folder=tmp_path)
    assert [Path(file).name for file in inside.cluster_files] == ["cluster.yaml"]
    outside = Settings(cluster=("../cluster.yaml",), folder=tmp_path, origins={"cluster": "c.yaml:3"})
    with pytest.raises(ConfigurationError, match=r"c.yaml:3: cluster: \.\./cluster.yaml is outside .* with --cluster"):
        _ = outside.cluster_files

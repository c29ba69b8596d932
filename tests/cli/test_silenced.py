"""What configuration, comments, annotations and baselines silence is counted in every summary, with the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from tests.cli.conftest import Dslint

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: other}}
    spec:
      hostNetwork: true
      containers: [{name: agent, image: "agent:1", resources: {requests: {cpu: 1, memory: 1Gi}}}]
"""
MISMATCH = "DS231"
HOST_NETWORK = "DS601"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "ds.yaml").write_text(AGENT)
    return tmp_path


def configure(folder: Path, text: str, name: str = ".dslint.yaml") -> None:
    (folder / name).write_text(text)


def ending(out: str) -> str:
    """What the last line says behind the sums, and what can be fixed."""
    _, *parts = out.splitlines()[-1].split("; ")
    return "; ".join(part for part in parts if not part.endswith("fixes"))


def test_nothing_is_reported_where_nothing_is_silenced(dslint: Dslint) -> None:
    ran = dslint("lint", "ds.yaml")
    assert ran.code == 1
    assert ending(ran.out) == ""
    assert "silenced" not in json.loads(dslint("lint", "--format", "json", "ds.yaml").out)["summary"]


@pytest.mark.parametrize(
    "text",
    ["ignore: [DS]\n", "ignore: [DS2, DS6, DS5, DS7, DS4, DS3, DS1]\n", "select: [DS9]\n"],
)
def test_a_configuration_that_silences_all_is_named(dslint: Dslint, folder: Path, text: str) -> None:
    all_of_them = len(json.loads(dslint("lint", "--format", "json", "ds.yaml").out)["findings"])
    configure(folder, text)
    ran = dslint("lint", "ds.yaml")
    assert (ran.code, ran.out.count("[DS")) == (0, 0)
    assert ending(ran.out) == f"silenced: {all_of_them} by .dslint.yaml"


def test_the_other_names_of_a_configuration_are_named_as_they_are(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\n", ".dslint.yml")
    assert ending(dslint("lint", "ds.yaml").out) == "silenced: 1 by .dslint.yml"
    (folder / ".dslint.yml").unlink()
    configure(folder, f"[tool.dslint]\nignore = ['{MISMATCH}']\n", "pyproject.toml")
    assert ending(dslint("lint", "ds.yaml").out) == "silenced: 1 by pyproject.toml"
    (folder / "pyproject.toml").unlink()
    configure(folder, f"ignore: [{MISMATCH}]\n", "mine.yaml")
    assert ending(dslint("lint", "--config", "mine.yaml", "ds.yaml").out) == "silenced: 1 by mine.yaml"


def test_what_the_command_line_leaves_out_is_not_counted_as_silenced(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\n")
    assert ending(dslint("lint", "--ignore", MISMATCH, "ds.yaml").out) == ""
    assert ending(dslint("lint", "--select", HOST_NETWORK, "ds.yaml").out) == ""


def test_entries_of_ignores_are_the_configurations_doing(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignores: [{{rules: [{MISMATCH}], reason: known}}]\n")
    assert ending(dslint("lint", "ds.yaml").out) == "silenced: 1 by .dslint.yaml"


def test_comments_and_annotations_are_counted_by_file(dslint: Dslint, folder: Path) -> None:
    commented = AGENT.replace("hostNetwork: true", f"hostNetwork: true  # dslint: ignore[{HOST_NETWORK}] needed")
    (folder / "ds.yaml").write_text(commented)
    annotated = AGENT.replace("name: agent\n", f"name: agent\n  annotations: {{dslint.dev/ignore: {MISMATCH}}}\n", 1)
    (folder / "two.yaml").write_text(annotated)
    out = dslint("lint", "ds.yaml", "two.yaml").out
    assert ending(out) == "silenced: 1 by comments in ds.yaml, 1 by annotations in two.yaml"


def test_comments_in_many_files_are_summed_up(dslint: Dslint, folder: Path) -> None:
    for number in range(7):
        (folder / f"{number}.yaml").write_text(f"# dslint: ignore-file[{MISMATCH}] known\n{AGENT}")
    out = dslint("lint", ".").out
    assert "1 by comments in 0.yaml, 1 by comments in 1.yaml" in out
    assert ending(out).endswith(", 3 by comments in 3 more files")


def test_a_baseline_is_named(dslint: Dslint) -> None:
    dslint("lint", "--write-baseline", "baseline.json", "ds.yaml")
    ran = dslint("lint", "--baseline", "baseline.json", "ds.yaml")
    assert ran.code == 0
    assert ending(ran.out).startswith("silenced: ")
    assert ending(ran.out).endswith(" by baseline.json")


def test_a_lowered_severity_is_counted_and_a_raised_one_is_not(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"severity: {{{MISMATCH}: info, {HOST_NETWORK}: error}}\n")
    assert ending(dslint("lint", "ds.yaml").out) == "severity lowered: 1 by .dslint.yaml"


def test_errors_that_a_configuration_lets_pass_are_reported(dslint: Dslint, folder: Path) -> None:
    configure(folder, "strict: false\nfailOn: never\n")
    ran = dslint("lint", "ds.yaml")
    assert ran.code == 0
    assert ending(ran.out) == "failOn: never in .dslint.yaml:2 lets 1 error pass"
    ran = dslint("lint", "--fail-on", "never", "ds.yaml")
    assert (ran.code, ending(ran.out)) == (0, "")


def test_files_that_a_configuration_excludes_are_counted(dslint: Dslint, folder: Path) -> None:
    (folder / "two.yaml").write_text(AGENT)
    configure(folder, "exclude: [ds.yaml]\n")
    assert ending(dslint("lint", ".").out) == "files excluded: 1 by .dslint.yaml"


def test_all_of_it_is_one_sentence(dslint: Dslint, folder: Path) -> None:
    commented = AGENT.replace("hostNetwork: true", f"hostNetwork: true  # dslint: ignore[{HOST_NETWORK}] needed")
    (folder / "ds.yaml").write_text(commented)
    dslint("lint", "--write-baseline", "baseline.json", "--ignore", MISMATCH, "ds.yaml")
    configure(folder, f"ignore: [{MISMATCH}]\n")
    out = dslint("lint", "--baseline", "baseline.json", "ds.yaml").out
    assert ending(out) == "silenced: 1 by .dslint.yaml, 1 by comments in ds.yaml, 3 by baseline.json"


def test_without_ignores_the_configuration_silences_nothing(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\nignores: [{{rules: [{HOST_NETWORK}]}}]\n")
    ran = dslint("lint", "--no-ignores", "ds.yaml")
    assert (ran.code, ending(ran.out)) == (1, "")
    assert MISMATCH in ran.out
    assert HOST_NETWORK in ran.out


SILENCED = [{"by": "configuration", "file": ".dslint.yaml", "count": 1}]


@pytest.mark.parametrize("form", ["text", "concise", "statistics", "github", "junit"])
def test_formats_for_people_say_it(dslint: Dslint, folder: Path, form: str) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\n")
    assert "silenced: 1 by .dslint.yaml" in dslint("lint", "--format", form, "ds.yaml").out


def test_formats_for_programs_hold_it(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\n")
    assert json.loads(dslint("lint", "--format", "json", "ds.yaml").out)["summary"]["silenced"] == SILENCED
    schema = json.loads((schemas_folder() / "lint-report.schema.json").read_text())
    Draft202012Validator(schema).validate(json.loads(dslint("lint", "--format", "json", "ds.yaml").out))
    run = json.loads(dslint("lint", "--format", "sarif", "ds.yaml").out)["runs"][0]
    assert run["properties"]["silenced"] == SILENCED


def test_a_format_that_cannot_hold_it_leaves_it_to_standard_error(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\n")
    assert dslint("lint", "--format", "gitlab", "ds.yaml").err == "dslint: silenced: 1 by .dslint.yaml\n"
    assert dslint("lint", "--format", "gitlab", "--format", "json=report.json", "ds.yaml").err == ""


def test_the_cache_changes_nothing_of_it(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"ignore: [{MISMATCH}]\n")
    first, second = (dslint("lint", "ds.yaml").out for _ in range(2))
    assert first == second
    assert ending(second) == "silenced: 1 by .dslint.yaml"


@pytest.mark.parametrize("words", [(), ("--no-cache",), ("-k", "1.35,1.36")])
def test_what_profiles_of_the_configuration_excuse_is_counted(
    dslint: Dslint, folder: Path, words: tuple[str, ...]
) -> None:
    configure(folder, "profiles: {agent: metrics}\n")
    for _ in range(2):
        ran = dslint("lint", "ds.yaml", *words)
        assert HOST_NETWORK not in ran.out
        assert ending(ran.out) == "silenced: 1 by profiles in .dslint.yaml"
    found = json.loads(dslint("lint", "--format", "json", "ds.yaml").out)
    assert found["summary"]["silenced"] == [{"by": "profile", "file": ".dslint.yaml", "count": 1}]
    schema = json.loads((schemas_folder() / "lint-report.schema.json").read_text())
    Draft202012Validator(schema).validate(found)


def test_a_profile_that_the_manifest_declares_silences_nothing(dslint: Dslint, folder: Path) -> None:
    configure(folder, "profiles: {agent: metrics, other: cni}\n")
    declared = AGENT.replace("name: agent\n", "name: agent\n  annotations: {dslint.dev/profile: metrics}\n", 1)
    (folder / "ds.yaml").write_text(declared)
    assert ending(dslint("lint", "ds.yaml").out) == ""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from tests.cli.conftest import Dslint
from tests.cli.test_matches_nothing import DAEMONSET, INVENTORY

NOWHERE = DAEMONSET.replace("      containers", "      nodeSelector: {disk: ssd}\n      containers")
RUNS_NOWHERE = "DS811"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "nodes.yaml").write_text(INVENTORY)
    (tmp_path / "ds.yaml").write_text(DAEMONSET)
    (tmp_path / "nowhere.yaml").write_text(NOWHERE)
    return tmp_path


def configure(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / ".dslint.yaml").write_text(text)


def planned(dslint: Dslint, *arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(dslint("plan", "--format", "json", *arguments).out)
    return document


@pytest.mark.parametrize("inventory", ["nodes.yaml", "[nodes.yaml]"])
def test_the_configuration_names_the_inventory(dslint: Dslint, folder: Path, inventory: str) -> None:
    configure(folder, f"inventory: {inventory}\n")
    ran = dslint("plan", "ds.yaml")
    assert ran.code == 0
    assert "runs on 2 of 3 nodes" in ran.out


def test_its_paths_begin_at_the_configurations_folder(
    dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(folder, "inventory: nodes.yaml\n")
    (folder / "deep").mkdir()
    (folder / "deep" / "ds.yaml").write_text(DAEMONSET)
    monkeypatch.chdir(folder / "deep")
    assert dslint("plan", "ds.yaml").code == 0


def test_nodes_on_the_command_line_take_the_place_of_the_configurations(dslint: Dslint, folder: Path) -> None:
    configure(folder, "inventory: missing.yaml\n")
    assert dslint("plan", "ds.yaml").code == 3
    assert dslint("plan", "--nodes", "nodes.yaml", "ds.yaml").code == 0


@pytest.mark.parametrize("outside", ["../nodes.yaml", "/etc/nodes.yaml"])
def test_a_configuration_names_no_inventory_outside_its_project(dslint: Dslint, folder: Path, outside: str) -> None:
    configure(folder, f"inventory: {outside}\n")
    ran = dslint("plan", "ds.yaml")
    assert ran.code == 2
    assert f".dslint.yaml:1: inventory: {outside} is outside {folder}; give it with --nodes instead" in ran.err


@pytest.mark.parametrize("name", ["loop.yaml", '"a\\0b.yaml"'])
def test_a_path_that_does_not_exist_is_reported(dslint: Dslint, folder: Path, name: str) -> None:
    (folder / "loop.yaml").symlink_to("loop.yaml")
    configure(folder, f"inventory: {name}\n")
    assert dslint("plan", "ds.yaml").code in (2, 3)


def test_a_link_out_of_the_project_is_outside_too(
    dslint: Dslint, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "nodes.yaml"
    elsewhere.write_text(INVENTORY)
    (folder / "linked.yaml").symlink_to(elsewhere)
    configure(folder, "inventory: linked.yaml\n")
    assert dslint("plan", "ds.yaml").code == 2


@pytest.mark.parametrize(
    ("option", "of_inventory", "configured", "version"),
    [
        (("-k", "1.31"), "1.33", "1.30", "1.31"),
        ((), "1.33", "1.30", "1.33"),
        ((), None, "1.30", "1.30"),
        ((), None, None, "1.36"),
    ],
)
def test_the_version_is_the_options_else_the_inventorys_else_the_configurations_else_the_default(
    dslint: Dslint,
    folder: Path,
    option: tuple[str, ...],
    of_inventory: str | None,
    configured: str | None,
    version: str,
) -> None:
    if of_inventory:
        text = INVENTORY.replace("spec:\n", f'spec:\n  kubernetesVersion: "{of_inventory}"\n')
        (folder / "nodes.yaml").write_text(text)
    configure(folder, f'kubernetesVersions: "{configured}"\n' if configured else "")
    assert planned(dslint, *option, "--nodes", "nodes.yaml", "ds.yaml")["kubernetesVersion"] == version


def test_several_versions_of_the_configuration_are_several_plans(dslint: Dslint, folder: Path) -> None:
    configure(folder, "kubernetesVersions: 1.30..1.31\n")
    plans = planned(dslint, "--nodes", "nodes.yaml", "ds.yaml")
    assert (plans["kind"], plans["kubernetesVersions"]) == ("PlanList", ["1.30", "1.31"])


def test_feature_gates_of_the_configuration_hold(dslint: Dslint, folder: Path) -> None:
    (folder / "ds.yaml").write_text(
        DAEMONSET.replace("      containers", "      resources: {requests: {cpu: 8}}\n      containers")
    )
    configure(folder, "featureGates: {PodLevelResources: false}\n")
    assert planned(dslint, "--nodes", "nodes.yaml", "ds.yaml")["workloads"][0]["bound"] == 2
    plan = planned(dslint, "--nodes", "nodes.yaml", "--feature-gates", "PodLevelResources=true", "ds.yaml")
    assert plan["workloads"][0]["bound"] == 0


def test_what_the_configuration_ignores_does_not_fail_and_is_counted(dslint: Dslint, folder: Path) -> None:
    assert dslint("plan", "--nodes", "nodes.yaml", "nowhere.yaml").code == 1
    configure(folder, f"inventory: nodes.yaml\nignore: [{RUNS_NOWHERE}]\n")
    ran = dslint("plan", "nowhere.yaml")
    assert ran.code == 0
    assert ran.out.endswith("1 workload: running 0, not scheduled 3; silenced: 1 by .dslint.yaml\n")
    expectation = planned(dslint, "nowhere.yaml")["expectations"][0]
    assert (expectation["passed"], expectation["silenced"]) == (False, ".dslint.yaml")


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("names: [agent]", 0),
        ("names: [other]", 1),
        ("paths: [nowhere.yaml]", 0),
        ('until: "2020-01-31"', 1),
    ],
)
def test_an_entry_of_ignores_holds_where_it_says(dslint: Dslint, folder: Path, where: str, code: int) -> None:
    configure(folder, f"inventory: nodes.yaml\nignores: [{{rules: [{RUNS_NOWHERE}], {where}}}]\n")
    ran = dslint("plan", "nowhere.yaml")
    assert ran.code == code
    assert ("silenced: 1 by .dslint.yaml" in ran.out) is (code == 0)


def test_another_severity_decides_the_exit_code_and_is_counted(dslint: Dslint, folder: Path) -> None:
    configure(folder, f"inventory: nodes.yaml\nseverity: {{{RUNS_NOWHERE}: info}}\n")
    ran = dslint("plan", "nowhere.yaml")
    assert ran.code == 0
    assert ran.out.endswith("; severity lowered: 1 by .dslint.yaml\n")
    assert dslint("plan", "nowhere.yaml", "--fail-on", "info").code == 1


def test_fail_on_of_the_configuration_applies_unless_the_command_line_overrides_it(
    dslint: Dslint, folder: Path
) -> None:
    configure(folder, "inventory: nodes.yaml\nfailOn: never\n")
    ran = dslint("plan", "nowhere.yaml")
    assert ran.code == 0
    assert ran.out.endswith("; failOn: never in .dslint.yaml:2 lets 1 error pass\n")
    ran = dslint("plan", "nowhere.yaml", "--fail-on", "error")
    assert ran.code == 1
    assert "failOn" not in ran.out


def test_what_the_api_server_rejects_is_not_planned_whatever_the_configuration_ignores(
    dslint: Dslint, folder: Path
) -> None:
    (folder / "ds.yaml").write_text(DAEMONSET.replace("  selector", "  selektor"))
    configure(folder, "inventory: nodes.yaml\nignore: [DS]\n")
    assert dslint("plan", "ds.yaml").code == 1


@pytest.mark.parametrize("choice", ["ignore: [DS812]", "severity: {DS812: info}"])
def test_a_blocked_rollout_is_silenced_with_a_file_of_expectations_too(
    dslint: Dslint, folder: Path, choice: str
) -> None:
    (folder / "new.yaml").write_text(DAEMONSET.replace("agent:1", "agent:2"))
    (folder / "expect.yaml").write_text(
        "apiVersion: dslint.dev/v1\nkind: Expectations\nexpect: [{name: some, desired: {min: 1}}]\n"
    )
    update = ("plan", "--from", "ds.yaml", "--broken", "n1", "--expect", "expect.yaml", "new.yaml")
    configure(folder, "inventory: nodes.yaml\n")
    assert dslint(*update).code == 1
    configure(folder, f"inventory: nodes.yaml\n{choice}\n")
    ran = dslint(*update)
    assert ran.code == 0
    assert "1 by .dslint.yaml" in ran.out


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "junit", "github", "sarif"])
def test_every_format_counts_what_was_silenced_and_names_the_file(dslint: Dslint, folder: Path, form: str) -> None:
    configure(folder, f"inventory: nodes.yaml\nignore: [{RUNS_NOWHERE}]\n")
    out = dslint("plan", "nowhere.yaml", "--format", form).out
    if form in ("json", "sarif"):
        document = json.loads(out)
        silenced = (document if form == "json" else document["runs"][0]["properties"])["silenced"]
        assert silenced == [{"by": "configuration", "file": ".dslint.yaml", "count": 1}]
        if form == "json":
            Draft202012Validator(json.loads((schemas_folder() / "plan.schema.json").read_text())).validate(document)
    else:
        assert "silenced: 1 by .dslint.yaml" in out


def test_files_in_a_folder_are_left_out_as_the_configuration_says(dslint: Dslint, folder: Path) -> None:
    configure(folder, "inventory: nodes.yaml\nexclude: [nowhere.yaml]\n")
    ran = dslint("plan", ".")
    assert ran.code == 0
    assert "1 workload: running 2, not scheduled 1; files excluded: 1 by .dslint.yaml" in ran.out


def test_workloads_of_one_plan_have_one_configuration(dslint: Dslint, folder: Path) -> None:
    configure(folder, 'kubernetesVersions: "1.31"\ninventory: nodes.yaml\n')
    configure(folder / "deep", 'kubernetesVersions: "1.30"\ninventory: ../nodes.yaml\n')
    (folder / "deep" / "ds.yaml").write_text(DAEMONSET)
    ran = dslint("plan", "ds.yaml", "deep/ds.yaml")
    assert ran.code == 2
    assert "kubernetesVersions differs between the configurations of the workloads" in ran.err
    assert "(.dslint.yaml:1 and deep/.dslint.yaml:1)" in ran.err
    assert dslint("plan", "-k", "1.33", "ds.yaml", "deep/ds.yaml").code == 0
    assert dslint("plan", "--config", ".dslint.yaml", "ds.yaml", "deep/ds.yaml").code == 0


def test_the_configuration_of_a_file_without_workloads_does_not_matter(dslint: Dslint, folder: Path) -> None:
    configure(folder, 'kubernetesVersions: "1.31"\ninventory: nodes.yaml\n')
    configure(folder / "deep", 'kubernetesVersions: "1.30"\n')
    (folder / "deep" / "values.yaml").write_text("replicas: 1\n")
    assert planned(dslint, "deep/values.yaml", "ds.yaml")["kubernetesVersion"] == "1.31"


def test_a_configuration_with_an_error_is_exit_code_2(dslint: Dslint, folder: Path) -> None:
    configure(folder, "inventory: nodes.yaml\nignore: [no-such-rule]\n")
    assert dslint("plan", "ds.yaml").code == 2
    configure(folder, "inventory: 5\n")
    assert dslint("plan", "ds.yaml").code == 2


def test_config_show_tells_where_the_inventory_comes_from(dslint: Dslint, folder: Path) -> None:
    configure(folder, "inventory: nodes.yaml\n")
    shown = json.loads(dslint("config", "show", "ds.yaml", "--format", "json").out)
    assert shown["inventory"] == {"value": ["nodes.yaml"], "from": f"{folder}/.dslint.yaml:1"}


def test_gates_without_effect_are_named_once_in_a_plan(dslint: Dslint, folder: Path) -> None:
    configure(folder, "featureGates: {NodeSwap: true, PodPriority: true, EnvFiles: false}\n")
    assert planned(dslint, "--nodes", "nodes.yaml", "-k", "1.30", "ds.yaml")["remarks"] == [
        "feature gate ignored, as dslint does not know it: NodeSwap",
        "feature gate ignored, as Kubernetes 1.30 no longer has it: PodPriority",
        "feature gate ignored, as Kubernetes 1.30 does not have it yet: EnvFiles",
    ]


def about_entries(dslint: Dslint, folder: Path, entry: str, *files: str) -> list[tuple[str, str]]:
    """What a plan says of an entry of the configuration: code and place."""
    configure(folder, f"inventory: nodes.yaml\nignores:\n- {entry}\n")
    findings = planned(dslint, *files).get("findings", [])
    return [(one["code"], f"{one['file']}:{one['line']}") for one in findings if one["origin"] == "suppression"]


@pytest.mark.parametrize(
    ("entry", "files", "said"),
    [
        (f"{{rules: [{RUNS_NOWHERE}]}}", ["."], []),
        ("{rules: [DS812]}", ["."], [("DS901", ".dslint.yaml:3")]),
        ("{rules: [DS812]}", ["nowhere.yaml"], []),
        ("{rules: [DS301]}", ["."], []),
        ("{rules: [DS]}", ["."], []),
        (f"{{rules: [{RUNS_NOWHERE}], until: 2020-01-31}}", ["nowhere.yaml"], [("DS903", ".dslint.yaml:3")]),
        (f"{{rules: [{RUNS_NOWHERE}], until: 2020-01-31}}", ["ds.yaml"], []),
    ],
)
def test_entries_about_plans_without_effect_are_told_in_plans(
    dslint: Dslint, folder: Path, entry: str, files: list[str], said: list[tuple[str, str]]
) -> None:
    (folder / "ds.yaml").write_text(DAEMONSET.replace("name: agent", "name: other", 1))
    assert about_entries(dslint, folder, entry, *files) == said

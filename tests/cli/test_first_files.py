"""The files that init writes are read as the programs they are for read them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint.cli import first_files
from dslint.cli.installed_from import Origin
from dslint.own_files.configuration.files import settings_of
from tests.cli.conftest import Dslint

TOP = Path(__file__).parents[2]
OURS = {hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
KNOWN = Origin("https://github.com/a/b", "c0ffee")
ELSEWHERE = Origin("https://git.example/a/b", "c0ffee")


def hooks(origin: Origin, **options: Any) -> dict[str, Any]:
    (repository,) = yaml.safe_load(first_files.hooks(origin, **options))["repos"]
    return repository


@pytest.mark.parametrize(("nodes", "exclude"), [("", ()), ("nodes.json", ("/nodes.json",))])
def test_the_configuration_has_the_inventory_and_does_not_take_it_for_manifests(
    nodes: str, exclude: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / ".dslint.yaml").write_text(first_files.configuration(nodes))
    settings = settings_of(tmp_path / ".dslint.yaml")
    assert (settings.kubernetes_versions, settings.ignore) == (("1.36",), ())
    assert (settings.inventory, settings.exclude) == ((nodes,) if nodes else (), exclude)


def test_pre_commit_installs_dslint_from_a_repository_that_is_known() -> None:
    assert hooks(KNOWN, plan=False) == {"repo": KNOWN.address, "rev": "c0ffee", "hooks": [{"id": "dslint"}]}
    assert [hook["id"] for hook in hooks(KNOWN, plan=True)["hooks"]] == ["dslint", "dslint-plan"]
    assert {"dslint", "dslint-plan"} <= set(OURS)


def test_without_a_repository_the_hooks_are_those_of_ours_for_the_dslint_that_is_installed() -> None:
    for hook in hooks(Origin(), plan=True)["hooks"]:
        ours = OURS[hook["id"]]
        assert hook["entry"] == " ".join([ours["entry"], *ours["args"]])
        assert (hook["types_or"], hook["require_serial"]) == (ours["types_or"], ours["require_serial"])
        assert hook["language"] == "system"


@pytest.mark.parametrize("origin", [KNOWN, Origin()])
def test_the_hooks_leave_out_the_inventory(origin: Origin) -> None:
    for hook in hooks(origin, plan=True, inventory=["a/nodes.json", "inventory/", "it's\n"])["hooks"]:
        excluded = [name for name in ("a/nodes.json", "inventory/b.yaml") if re.search(hook["exclude"], name)]
        assert excluded == ["a/nodes.json", "inventory/b.yaml"]
        assert not re.search(hook["exclude"], "a/nodes-json/ds.yaml")
        assert not re.search(hook["exclude"], "it's")


@pytest.mark.parametrize(("origin", "uses"), [(KNOWN, "a/b@c0ffee"), (ELSEWHERE, "OWNER/REPOSITORY@REVISION")])
def test_the_workflow_gives_the_action_inputs_that_it_has(origin: Origin, uses: str) -> None:
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    text = first_files.github(origin, plan=True)
    workflow = yaml.safe_load(text)
    checkout, lint, plan = workflow["jobs"]["dslint"]["steps"]
    assert re.fullmatch(r"actions/checkout@[0-9a-f]{40}", checkout["uses"])
    assert (lint["uses"], plan["uses"]) == (uses, uses)
    assert set(plan["with"]) <= set(action["inputs"])
    assert workflow["permissions"] == {"contents": "read"}
    assert ("not published yet" in text) is (origin is ELSEWHERE)
    assert len(yaml.safe_load(first_files.github(origin, plan=False))["jobs"]["dslint"]["steps"]) == 2


def test_the_commands_of_the_pipeline_write_the_reports_that_it_names(dslint: Dslint, repository: Path) -> None:
    (repository / "ds.yaml").write_bytes((TOP / "examples" / "fluentd.yaml").read_bytes())
    (repository / "nodes.yaml").write_bytes((TOP / "examples" / "nodes.yaml").read_bytes())
    (repository / ".dslint.yaml").write_text(first_files.configuration("nodes.yaml"))
    pipeline = yaml.safe_load(first_files.gitlab(ELSEWHERE, plan=True))
    (install,) = pipeline[".dslint"]["before_script"]
    assert shlex.split(install)[-1] == "kube-dslint[admission] @ git+https://git.example/a/b@c0ffee"
    for job in ("dslint", "dslint-plan"):
        (script,) = pipeline[job]["script"]
        words = shlex.split(script.replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD"))
        assert words.pop(0) == "dslint"
        assert dslint(*words).code == 0
        for report in pipeline[".dslint"]["artifacts"]["reports"].values():
            assert (repository / report).stat().st_size
            (repository / report).unlink()

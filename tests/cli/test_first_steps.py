"""What somebody who does not know dslint yet types, and what it says then."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dslint.cli.group import COMMANDS, command
from dslint.policy import catalogue
from dslint.policy.policies import built_in
from tests.cli.conftest import Dslint

INVENTORY = "kubectl get nodes,pods -A -o json > nodes.json"
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a:1'}]}\n"
BAD = POD.replace("image", "imag")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"good.yaml": POD, "bad.yaml": BAD, "charts/bad.yaml": BAD}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "usage"),
    [
        (["help"], "dslint [OPTIONS] COMMAND"),
        (["help", "plan"], "dslint plan [OPTIONS]"),
        (["help", "inventory", "compress"], "dslint inventory compress [OPTIONS]"),
    ],
)
def test_help_is_a_command_too(dslint: Dslint, asked: list[str], usage: str) -> None:
    ran = dslint(*asked)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: {usage}")
    assert ran.out == dslint(*asked[1:], "--help").out


def test_help_on_what_is_no_command_names_one(dslint: Dslint) -> None:
    assert "did you mean plan?" in dslint("help", "plna").err


def groups() -> list[str]:
    context = click.Context(command)
    return [name for name in COMMANDS if isinstance(command.get_command(context, name), click.Group)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("group", ["", *groups()])
def test_no_summary_of_a_command_is_cut(dslint: Dslint, group: str) -> None:
    _, _, listed = dslint(*group.split(), "--help").out.partition("\nCommands:\n")
    listed = listed.partition("\n\n")[0]
    assert listed
    assert "..." not in listed


@pytest.mark.parametrize("name", ["lint", "plan"])
def test_the_default_version_is_in_the_help(dslint: Dslint, name: str) -> None:
    help_text = " ".join(dslint(name, "--help").out.split())
    option = help_text.partition("--kubernetes-version")[2][:250]
    assert re.search(r"default: the .*configuration's, else 1\.36\.", option)


@pytest.mark.parametrize(
    "asked",
    [
        ["DS231 selector-mismatch"],
        ["DS231", "selector-mismatch"],
        ["error[DS231 selector-mismatch]:"],
        ["[DS231]"],
        ["error", "DS231", "selector-mismatch:"],
    ],
)
def test_a_rule_is_explained_as_reports_print_it(dslint: Dslint, asked: list[str]) -> None:
    assert dslint("explain", *asked).out == dslint("explain", "DS231").out


def test_a_code_that_is_none_is_not_taken_for_the_one_it_begins_with(dslint: Dslint) -> None:
    assert dslint("explain", "DS2311").err == "dslint: unknown rule DS2311; dslint rules lists them\n"


def test_a_page_comes_as_markdown_under_both_names(dslint: Dslint) -> None:
    page = dslint("explain", "DS231", "--format", "markdown").out
    assert page.startswith("# DS231 selector-mismatch\n")
    assert dslint("explain", "DS231", "--format", "md").out == page


@pytest.mark.parametrize("code", ["DS003", "DS013", "DS016"])
def test_what_kubernetes_reads_after_all_is_not_called_unreadable(dslint: Dslint, code: str) -> None:
    page = dslint("explain", code).out
    assert "no manifest" not in page
    assert "source: the way Kubernetes reads the text" in page


def test_where_an_inventory_is_missing_the_message_says_how_to_get_one(dslint: Dslint, folder: Path) -> None:
    (folder / "empty").mkdir()
    for nodes in ([], ["--nodes", "good.yaml"], ["--nodes", "empty"]):
        assert INVENTORY in dslint("plan", *nodes, "good.yaml").err


@pytest.mark.parametrize("policy", built_in().policies, ids=lambda policy: policy.code)
def test_the_message_of_a_policy_does_not_say_what_its_help_says(policy) -> None:
    message, cure = (set(re.findall(r"[a-z]{3,}", text.lower())) for text in (policy.message, _help(policy.code)))
    assert len(message & cure) <= len(message) // 2
    assert ";" not in policy.message


def _help(code: str) -> str:
    return catalogue.rule(code).help


@pytest.mark.usefixtures("folder")
def test_files_are_excluded_as_by_a_configuration(dslint: Dslint) -> None:
    ran = dslint("lint", ".", "--exclude", "charts/", "--exclude", "/bad.yaml")
    assert ran.code == 0
    assert ran.out.endswith("; files excluded: 2 by --exclude\n")
    assert dslint("lint", "bad.yaml", "--exclude", "bad.yaml").code == 1, "a file that is named is checked"


@pytest.mark.usefixtures("folder")
def test_both_kinds_of_exclusion_are_counted_apart(dslint: Dslint) -> None:
    Path(".dslint.yaml").write_text("exclude: [charts/]\n")
    out = dslint("lint", ".", "--exclude", "/bad.yaml").out
    assert "files excluded: 1 by --exclude, 1 by .dslint.yaml" in out


@pytest.mark.usefixtures("folder")
def test_a_plan_takes_exclusions_too(dslint: Dslint) -> None:
    Path("nodes.yaml").write_text("apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n")
    ran = dslint("plan", "--nodes", "nodes.yaml", "--exclude", "bad.yaml", ".")
    assert ran.code == 0
    assert "files excluded: 2 by --exclude" in ran.out


def test_a_pattern_that_matches_nothing_is_wrong_usage(dslint: Dslint) -> None:
    ran = dslint("lint", "--exclude", "#x")
    assert (ran.code, "--exclude" in ran.err) == (2, True)


@pytest.mark.usefixtures("folder")
def test_exit_zero_keeps_the_findings_and_not_the_exit_code(dslint: Dslint) -> None:
    assert dslint("lint", "bad.yaml").code == 1
    ran = dslint("lint", "bad.yaml", "--exit-zero")
    assert (ran.code, "error[DS101" in ran.out) == (0, True)
    assert dslint("lint", "nosuch.yaml", "--exit-zero").code == 3, "could not check is not clean"


def test_exit_zero_and_a_threshold_contradict_each_other(dslint: Dslint) -> None:
    ran = dslint("lint", "--exit-zero", "--fail-on", "info")
    assert (ran.code, ran.err) == (
        2,
        "dslint: --exit-zero and --fail-on info contradict each other; give one of them\n",
    )


@pytest.mark.usefixtures("folder")
def test_nothing_is_found_only_where_something_was_checked(dslint: Dslint) -> None:
    ran = dslint("lint", "nosuch.yaml", "--color", "always")
    assert ran.out.endswith("nothing checked: no objects in 0 files\033[0m\n")
    assert "\033[1;38;5;28m" not in ran.out, "not in green"


@pytest.mark.usefixtures("folder")
def test_broken_yaml_in_a_plan_is_not_blamed_on_the_api_server(dslint: Dslint) -> None:
    Path("nodes.yaml").write_text("apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n")
    Path("broken.yaml").write_text("a: [1\nb: 2\n")
    out = dslint("plan", "--nodes", "nodes.yaml", "broken.yaml").out
    assert out.startswith("REJECTED: broken.yaml cannot be read\n")
    assert "API server" not in out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            ".dslint.yaml",
            "kubernetsVersions: '1.36'\n",
            ".dslint.yaml:1: kubernetsVersions: unknown field; did you mean",
        ),
        (".dslint.yaml", "strict: true\nstrict: false\n", ".dslint.yaml:2: strict: is set twice, first on line 1"),
        (".dslint.yml", "failOn: 3\n", ".dslint.yml:1: failOn"),
    ],
)
def test_an_error_in_a_configuration_has_file_and_line(dslint: Dslint, file: str, text: str, said: str) -> None:
    Path(file).write_text(text)
    ran = dslint("lint", "good.yaml")
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("expectation", "said"),
    [
        ("{nam: a}", "expect[0].nam: unknown field; did you mean name?"),
        ("{name: a, blockd: false}", "expect[0].blockd: unknown field; did you mean blocked?"),
    ],
)
def test_an_unknown_key_of_an_expectation_is_named_with_its_line(dslint: Dslint, expectation: str, said: str) -> None:
    Path("nodes.yaml").write_text("apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n")
    Path("e.yaml").write_text(f"apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n- {expectation}\n")
    ran = dslint("plan", "--nodes", "nodes.yaml", "--expect", "e.yaml", "good.yaml")
    assert (ran.code, f"e.yaml:4: {said}" in ran.err) == (2, True)


@pytest.mark.usefixtures("folder")
def test_a_folder_without_rules_is_one_line(dslint: Dslint) -> None:
    ran = dslint("lint", "--rules", "charts", "good.yaml")
    assert (ran.code, ran.err) == (
        2,
        "dslint: charts: contains no rules; a rule is a YAML file with code, match and assert\n",
    )


@pytest.mark.parametrize("code", ["DS999", "DS23O"])
def test_no_similar_code_is_suggested_for_one_that_does_not_exist(dslint: Dslint, code: str) -> None:
    assert dslint("lint", "--select", code).err == f"dslint: unknown rule {code}; dslint rules lists them\n"


@pytest.mark.usefixtures("folder")
def test_a_node_that_cannot_be_is_blamed_on_the_option(dslint: Dslint) -> None:
    assert dslint("lint", "--static-pods", ".", "--node", "N_1").err.startswith("dslint: --node N_1: not a valid node")


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_read_has_one_exit_code(dslint: Dslint) -> None:
    Path("nodes.yaml").write_text("apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n")
    assert dslint("lint", "nosuch").code == 3
    assert dslint("plan", "--nodes", "nosuch", "good.yaml").code == 3
    assert dslint("plan", "--nodes", "nodes.yaml", "--from", "nosuch", "good.yaml").code == 3


@pytest.mark.usefixtures("folder")
def test_a_range_is_not_written_with_a_dash(dslint: Dslint) -> None:
    assert "write 1.30..1.36" in dslint("lint", "-k", "1.30-1.36", "good.yaml").err

"""Values of options and arguments."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from dslint.cli.completion.values import BY_METAVAR
from dslint.cli.group import command
from dslint.kubernetes.release import NEWEST
from tests.cli.completion.conftest import offered, place_at


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "among"),
    [
        ("lint ", ["<file>"]),
        ("lint --config ", ["<file>"]),
        ("lint --static-pods ", ["<dir>"]),
        ("config show ", ["<file>"]),
        ("lint --format js", ["json", "jsonl"]),
        ("lint --format json=", ["<file>"]),
        ("lint --format=json=a", ["<file>"]),
        ("lint --color ", ["auto", "always", "never"]),
        ("lint --fail-on e", ["error"]),
        ("lint -k 1.36", ["1.36"]),
        ("lint -k 1.27,1.36", ["1.27,1.36"]),
        ("lint -k 1.29..1.36", ["1.29..1.36"]),
        ("lint --select DS231", ["DS231"]),
        ("lint --select ds231", ["DS231"]),
        ("lint --select DS231,selector-mis", ["DS231,selector-mismatch"]),
        ("explain selector-mis", ["selector-mismatch"]),
        ("explain daemonset-to", ["daemonset-to-static-pod"]),
        ("schema daemonsetl", ["DaemonSetList"]),
        ("schema -k 9 Pod", []),
        ("lint --feature-gates PodOverhead=t", ["PodOverhead=true"]),
        ("lint --feature-gates PodOverhead=true,SCTPSupport=f", ["PodOverhead=true,SCTPSupport=false"]),
        ("plan --cluster-inventory a", []),
        ("plan --cluster-inventory a=", ["<file>"]),
        ("completion z", ["zsh"]),
        ("rollout status -n k", []),
        ("rollout status --watch=f", ["false"]),
    ],
)
def test_what_may_follow_is_offered(line: str, among: list[str]) -> None:
    assert offered(line) == among


def test_the_newest_version_comes_first() -> None:
    assert offered("lint -k ")[0] == f"1.{NEWEST[1]}"


def test_with_nothing_typed_codes_are_offered_with_their_names() -> None:
    place = place_at("lint --select ")
    found = {item.value: item.help for item in BY_METAVAR["RULES"](place)}
    assert found["DS231"] == "selector-mismatch"
    assert "selector-mismatch" not in found


@pytest.mark.usefixtures("folder")
def test_files_and_commits_are_offered_for_what_runs_now() -> None:
    assert offered("plan --from ") == ["<file>"]
    assert offered("plan --from gi") == ["<file>", "git:HEAD"]
    assert offered("plan --from git:H") == ["git:HEAD"], "what is behind git: names no file"


@pytest.mark.usefixtures("folder")
def test_nodes_and_groups_of_the_inventory_on_the_line_are_offered() -> None:
    assert offered("plan --nodes nodes.yaml --explain cp") == ["cp-1", "cp-2", "cp-3"]
    assert offered("plan --nodes nodes.yaml --unready s") == [
        "ssd",
        "spot",
        *offered("plan --nodes nodes.yaml --explain s"),
    ]


def test_every_kind_of_value_is_completed_or_known_to_be_free_text() -> None:
    unknown = {
        f"{name} {option.opts[0]}: {option.metavar}"
        for name, option in parameters(command, "dslint")
        if option.metavar not in BY_METAVAR
        and "|" not in (option.metavar or "")
        and not option.type.shell_complete(click.Context(command), option, "")
        and (option.name or "").upper() not in BY_METAVAR
        and not isinstance(option.type, click.types.IntParamType)
    }
    assert unknown == set()


def parameters(of: click.Command, name: str) -> Iterator[tuple[str, click.Parameter]]:
    """All that take a value, with the command that they belong to."""
    for parameter in of.params:
        if not (isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)):
            yield name, parameter
    if isinstance(of, click.Group):
        for sub in of.list_commands(click.Context(of)):
            found = of.get_command(click.Context(of), sub)
            assert found is not None
            yield from parameters(found, f"{name} {sub}")

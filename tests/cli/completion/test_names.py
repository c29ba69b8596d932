"""Names of commands and options."""

from __future__ import annotations

from dslint.cli.completion.names import names
from dslint.cli.group import COMMANDS
from tests.cli.completion.conftest import place_at


def said(line: str) -> dict[str, str | None]:
    return {item.value: item.help for item in names(place_at(line))}


def test_all_commands_are_offered_with_their_summaries() -> None:
    offered = said("")
    assert list(offered) == list(COMMANDS)
    assert offered["lint"] == "Check manifests for errors, warnings and pitfalls."


def test_commands_of_a_group_are_offered() -> None:
    assert list(said("inventory ")) == ["compress", "import", "show"]


def test_options_are_offered_with_the_first_sentence_of_their_help() -> None:
    assert said("lint --fail")["--fail-on"] == "Lowest severity that makes the exit code 1"


def test_an_option_that_was_given_is_offered_again_only_if_it_can_be_repeated() -> None:
    assert list(said("lint --config a --con")) == []
    assert list(said("lint --select DS1 --sel")) == ["--select"]


def test_no_option_is_offered_behind_two_dashes() -> None:
    assert said("versions -- 1.29 1.30 -") == {}

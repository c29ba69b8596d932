"""dslint completion."""

from __future__ import annotations

import pytest

from dslint.cli.completion.shells import SHELLS, script
from tests.cli.conftest import Dslint


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_printed(dslint: Dslint, shell: str) -> None:
    ran = dslint("completion", shell)
    assert (ran.code, ran.out) == (0, script(shell))


def test_an_unknown_shell_is_refused_with_those_that_are_known(dslint: Dslint) -> None:
    ran = dslint("completion", "tcsh")
    assert ran.code == 2
    assert "'tcsh' is not one of bash, zsh, fish" in ran.err


def test_the_help_shows_how_to_install_each(dslint: Dslint) -> None:
    shown = dslint("completion", "--help").out
    for line in ('eval "$(dslint completion bash)"', 'eval "$(dslint completion zsh)"', "dslint completion fish > "):
        assert line in shown

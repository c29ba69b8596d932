"""A program and its arguments in one word."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS548"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["/bin/agent --verbose"], True),
        (["sh -c", "x"], True),
        (["/bin/agent", "--verbose x"], False),
        (["C:\\Program Files\\agent.exe"], False),
        ([" /bin/agent "], False),
        ([], False),
    ],
)
def test_a_program_is_one_word(command, told):
    assert fields_of_container(CODE, {"container.command": command}) == ["command[0]"] * told

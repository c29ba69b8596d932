from __future__ import annotations

import json

from dslint.report import tap
from dslint.report.cases import Case, Outcome, Suite


def test_what_tap_would_read_as_a_directive_is_escaped() -> None:
    suite = Suite("a # TODO", (Case("b\\ # SKIP\nc"),))
    assert list(tap.lines([suite], ["said\nso"])) == [
        "TAP version 14",
        "1..1",
        "ok 1 - a \\# TODO: b\\\\ \\# SKIP\\\\nc",
        "# said\\nso",
    ]


def test_what_is_to_say_stands_in_a_block_of_yaml() -> None:
    suite = Suite("a", (Case("b", Outcome.FAILED, "no", 'not "so"\nhelp: x'),))
    block = list(tap.lines([suite], []))[2:]
    assert block[:3] == ["not ok 1 - a: b", "  ---", "  outcome: failed"]
    assert json.loads(block[3].removeprefix("  message: ")) == 'not "so"\nhelp: x'
    assert block[4:] == ["  ..."]


def test_properties_are_comments_and_nothing_to_check_is_said() -> None:
    assert list(tap.lines([Suite("a", (), (("verdict", "safe"),))], [])) == [
        "TAP version 14",
        "1..0 # SKIP nothing was checked",
        "# a: verdict: safe",
    ]

"""Settings, one a line, with where each is set."""

from __future__ import annotations

from dslint.report import settings
from dslint.report.terminal import Terminal

VALUES = {"failOn": "error", "kubernetesVersions": ["1.36"], "cache": True, "file": "a\x1b[2J"}


def test_values_are_json_and_stand_below_each_other_with_their_origin() -> None:
    assert list(settings.lines(VALUES, {"failOn": ".dslint.yaml:3"}, Terminal())) == [
        'failOn:             "error"  # .dslint.yaml:3',
        'kubernetesVersions: ["1.36"]  # default',
        "cache:              true  # default",
        'file:               "a\\u001b[2J"  # default',
    ]


def test_what_is_set_has_another_colour_than_a_default() -> None:
    first, second, *_ = settings.lines(VALUES, {"failOn": "x"}, Terminal(colour=True))
    assert "\033[38;5;30m# x\033[0m" in first
    assert "\033[38;5;243m# default\033[0m" in second

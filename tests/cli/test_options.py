"""Options that several commands share."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from dslint.cli import options


def call(option: Any, *arguments: str) -> Any:
    """The value that a command gets of its only option."""
    seen: list[Any] = []

    @click.command()
    @option
    def command(**values: Any) -> None:
        seen.extend(values.values())

    ran = CliRunner().invoke(command, list(arguments))
    return seen[0] if ran.exit_code == 0 else ran.output


@pytest.mark.parametrize(
    ("option", "arguments", "value"),
    [
        (options.one_format("text", "json"), [], "text"),
        (options.one_format("text", "json"), ["--format", "json"], "json"),
        (options.formats(["text", "json"], "text"), [], ()),
        (options.formats(["text", "json"], "text"), ["--format", "text", "--format", "json=a"],
         (("text", None), ("json", "a"))),
        (options.colour(), [], "auto"),
        (options.versions(), [], None),
        (options.versions(), ["-k", "1.29..1.30"], ("1.29", "1.30")),
        (options.gates(), [], None),
        (options.gates(), ["--feature-gates", "ImageVolume=true"], {"ImageVolume": True}),
        (options.gates(), ["--feature-gates", "EnvFiles=true,AllBeta=true", "--feature-gates", "EnvFiles=false"],
         {"EnvFiles": False, "AllBeta": True}),
        (options.own_rules(), ["--rules", "a", "--rules", "b"], ("a", "b")),
        (options.configuration(), ["--config", "c.yaml"], "c.yaml"),
        (options.fail_on(), [], None),
        (options.fail_on(), ["--fail-on", "never"], "never"),
        (options.allow_empty(), ["--allow-empty"], True),
    ],
)  # fmt: skip
def test_an_option_has_its_value_or_its_default(option: Any, arguments: list[str], value: Any) -> None:
    assert call(option, *arguments) == value


@pytest.mark.parametrize(
    ("option", "arguments", "said"),
    [
        (options.one_format("text", "json"), ["--format", "jsn"], "did you mean json"),
        (options.formats(["text", "json"], "text"), ["--format", "jsn=a"], "did you mean json"),
        (options.colour(), ["--color", "allways"], "did you mean always"),
        (options.versions(), ["-k", "1.x"], "Invalid value for '-k'"),
        (options.fail_on(), ["--fail-on", "warn"], "did you mean warning"),
    ],
)
def test_a_value_that_is_none_is_told(option: Any, arguments: list[str], said: str) -> None:
    assert said in call(option, *arguments)

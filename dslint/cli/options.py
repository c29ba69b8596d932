"""Options that several commands share, each with its help in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from dslint.cli.parameters import (
    NEVER,
    completion,
    destination,
    feature_gates,
    kubernetes_versions,
    merged_gates,
    one_of,
    patterns,
    threshold,
    with_exit_zero,
)
from dslint.findings import Severity

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Decorator = Callable[[Decorated], Decorated]

_COLOURS = ("auto", "always", "never")
_THRESHOLDS = (*(severity.value for severity in Severity), NEVER)


def one_format(*names: str, also: Sequence[str] = ()) -> Decorator[Any]:
    """`--format NAME` of a command that prints one thing; the first name is the default.

    `also` are former names, which are still accepted.
    """
    return click.option(
        "--format",
        "form",
        type=one_of((*names, *also)),
        default=names[0],
        metavar="|".join(names),
        shell_complete=completion(names),
        help=f"Output format; default: {names[0]}.",
    )


def formats(names: Sequence[str], default: str) -> Decorator[Any]:
    """`--format NAME[=FILE]`, repeatable."""
    return click.option(
        "--format",
        "destinations",
        type=destination(names),
        multiple=True,
        metavar="NAME[=FILE]",
        shell_complete=completion(names),
        help=f"{', '.join(names)}; default: {default}. Repeatable. The exit code does not depend on it.",
    )


def output_file() -> Decorator[Any]:
    return click.option(
        "--output-file",
        metavar="FILE",
        help="Write to this file what would be printed, in the format of --format; as --format NAME=FILE.",
    )


def relative_to() -> Decorator[Any]:
    return click.option(
        "--relative-to",
        metavar="DIR",
        help="What paths in github, sarif, gitlab, checkstyle and junit are relative to; default: the top of the"
        " repository.",
    )


def colour() -> Decorator[Any]:
    return click.option(
        "--color",
        "colour",
        type=one_of(_COLOURS),
        default="auto",
        metavar="|".join(_COLOURS),
        shell_complete=completion(_COLOURS),
        help="When to use colors; default: auto, which depends on the terminal, NO_COLOR and FORCE_COLOR.",
    )


def versions(default: str = "") -> Decorator[Any]:
    return click.option(
        "-k",
        "--kubernetes-version",
        "versions",
        type=kubernetes_versions,
        metavar="VERSIONS",
        help=f"Kubernetes versions: 1.36, 1.27,1.33 or 1.29..1.36{default}.",
    )


def jobs(doing: str) -> Decorator[Any]:
    """`--jobs N`; `doing` says what the processes do."""
    return click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=f"Processes that {doing}.")


def gates() -> Decorator[Any]:
    return click.option(
        "--feature-gates",
        "gates",
        type=feature_gates,
        multiple=True,
        callback=merged_gates,
        metavar="A=true,B=false",
        help="Feature gates that the cluster sets, all of them if you like. Repeatable.",
    )


def own_rules() -> Decorator[Any]:
    return click.option(
        "--rules", multiple=True, metavar="DIR", help="Folder of your own rules and profiles. Repeatable."
    )


def configuration() -> Decorator[Any]:
    return click.option("--config", "configuration", metavar="FILE", help="Use this configuration for all files.")


def isolated() -> Decorator[Any]:
    return click.option(
        "--isolated",
        is_flag=True,
        help="For changes by strangers: use no configuration, rules, suppressions, .gitignore or cache but those that"
        " options name.",
    )


def fail_on() -> Decorator[Any]:
    """`--fail-on`, and `--exit-zero`, which sets it to never."""
    severity = click.option(
        "--fail-on",
        "fail_on",
        type=threshold,
        metavar="|".join(_THRESHOLDS),
        shell_complete=completion(_THRESHOLDS),
        help="Lowest severity that makes the exit code 1; default: error.",
    )
    zero = click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; the same as --fail-on never.")

    def decorated(function: Decorated) -> Any:
        return severity(zero(with_exit_zero(function)))

    return decorated


def exclude() -> Decorator[Any]:
    return click.option(
        "--exclude",
        multiple=True,
        callback=patterns,
        metavar="PATTERN",
        help="Skip these files in folders, as exclude in the configuration: a pattern as in .gitignore. Repeatable.",
    )


def allow_empty() -> Decorator[Any]:
    return click.option("--allow-empty", is_flag=True, help="Exit with 0 instead of 3 if there is nothing to check.")

"""Values of options. The error for an invalid value suggests a similar valid one."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dslint.cli.exit_codes import UsageFailure
from dslint.findings import Severity
from dslint.kubernetes.release import UnknownVersionError, parse_version, parse_versions, show
from dslint.kubernetes.suggestions import suggestion

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NEVER = "never"
STANDARD_INPUT = "-"

_FLAG = re.compile(r"\s*--feature-gates[=\s]")
_STATES = {"1": True, "t": True, "true": True, "0": False, "f": False, "false": False}


class Destination(NamedTuple):
    """A format and its file; None is standard output."""

    format: str
    file: str | None


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    known = tuple(names)

    def convert(text: str) -> str:
        if text not in known:
            raise click.BadParameter(f"{text!r} is not one of {', '.join(known)}{suggestion(text, known)}")
        return text

    return convert


def destination(formats: Iterable[str]) -> Callable[[str], Destination]:
    """`NAME` or `NAME=FILE`."""
    format_of = one_of(formats)

    def convert(text: str) -> Destination:
        name, _, file = text.partition("=")
        return Destination(format_of(name), file or None)

    return convert


def completion(names: Iterable[str]) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    known = tuple(names)

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in known if name.startswith(incomplete)]

    return complete


def kubernetes_versions(text: str) -> tuple[str, ...]:
    """`1.36`, `1.27,1.33` or `1.29..1.36`."""
    try:
        return parse_versions(text)
    except UnknownVersionError as error:
        raise click.BadParameter(str(error)) from error


def kubernetes_version(text: str) -> str:
    """One version: `1.36`, `v1.36.2`."""
    try:
        return show(parse_version(text))
    except UnknownVersionError as error:
        raise click.BadParameter(str(error)) from error


def feature_gates(text: str) -> dict[str, bool]:
    """`A=true,B=false` as on the command line of a component of Kubernetes, with or without the flag and `kube:`."""
    flag = _FLAG.match(text)
    given = (text if flag is None else text[flag.end() :]).strip().strip("\"'")
    parts = given.replace(",", " ").split()
    if not parts:
        raise click.BadParameter("no feature gate given; write A=true,B=false")
    return dict(map(_gate, parts))


def merged_gates(
    _context: click.Context, _parameter: click.Parameter, given: Sequence[dict[str, bool]]
) -> dict[str, bool] | None:
    """All of a repeated option, the last one of each gate; None if there are none."""
    return {name: on for gates in given for name, on in gates.items()} if given else None


def patterns(_context: click.Context, _parameter: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """Patterns as of .gitignore."""
    if not given:
        return ()
    from dslint.source.ignore_patterns import PatternError, checked

    try:
        return checked(given)
    except PatternError as error:
        raise click.BadParameter(str(error)) from error


def threshold(text: str) -> str:
    """A severity, or `never`."""
    return one_of([*(severity.value for severity in Severity), NEVER])(text)


def with_exit_zero(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with --exit-zero, which sets --fail-on to never. Raises UsageFailure if both are given and differ."""

    @functools.wraps(function)
    def command(*, fail_on: str | None, exit_zero: bool, **given: Any) -> Any:
        if exit_zero and fail_on not in (None, NEVER):
            raise UsageFailure(f"--exit-zero and --fail-on {fail_on} contradict each other; give one of them")
        return function(fail_on=NEVER if exit_zero else fail_on, **given)

    return command


def _gate(text: str) -> tuple[str, bool]:
    name, _, state = text.removeprefix("kube:").partition("=")
    if state.lower() not in _STATES or not name.isalnum():
        raise click.BadParameter(f"{text!r} is not a valid feature gate setting; write {name}=true or {name}=false")
    return name, _STATES[state.lower()]


def check_standard_input(**options: Sequence[str]) -> None:
    """Raises UsageFailure if two arguments read standard input."""
    named = [name for name, values in options.items() for value in values if value == STANDARD_INPUT]
    if len(named) > 1:
        first, second = (_shown(name) for name in named[:2])
        twice = f"{first} is - twice" if first == second else f"{first} and {second} are both -"
        raise UsageFailure(f"{twice}: standard input can be read only once; save one of them in a file")


def _shown(name: str) -> str:
    return name if name.isupper() else f"--{name.replace('_', '-')}"

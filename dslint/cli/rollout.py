"""dslint rollout: kubectl's history, undo and status of a DaemonSet, offline, from saved objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import click

from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.parameters import one_of

KINDS = frozenset({"ds", "daemonset", "daemonsets"})
Raw = Mapping[str, Any]
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@click.group("rollout")
def command() -> None:
    """kubectl's rollout history, undo and status of a DaemonSet, from saved objects.

    Save them with: kubectl get daemonsets,controllerrevisions,pods -o json > objects.json
    """


def _asked(function: Decorated) -> Decorated:
    """What all three ask for: a DaemonSet, the file it stands in, and its namespace."""
    for decorate in (
        click.option("-n", "--namespace", metavar="NAME", help="Where the DaemonSet is; default unless told."),
        click.option(
            "-f",
            "--filename",
            "files",
            multiple=True,
            required=True,
            metavar="FILE",
            help="Saved objects as JSON; - is standard input. Repeatable.",
        ),
        click.argument("resources", nargs=-1, required=True, metavar="ds/NAME"),
    ):
        function = decorate(function)
    return function


@command.command("history")
@_asked
@click.option("--revision", type=int, default=0, metavar="N", help="Show this revision's pod template.")
def history(resources: Sequence[str], files: Sequence[str], namespace: str | None, revision: int) -> None:
    """The revisions that an undo can go back to, or one of them in full."""
    from dslint.rollout import kubectl

    _each(resources, files, namespace, lambda saved: kubectl.history(saved, revision), revision)


@command.command("status")
@_asked
@click.option(
    "-w", "--watch", is_flag=False, flag_value="true", expose_value=False, help="kubectl's; nothing is awaited."
)
def status(resources: Sequence[str], files: Sequence[str], namespace: str | None) -> None:
    """How far the rollout was when the objects were saved."""
    from dslint.rollout import kubectl

    _each(resources, files, namespace, kubectl.status)


@command.command("undo")
@_asked
@click.option(
    "--to-revision", type=int, default=0, metavar="N", help="Go back to this one; the one before unless told."
)
@click.option(
    "--dry-run",
    type=one_of(("none", "client", "server")),
    default="none",
    metavar="none|client|server",
    help="client prints the pod template; nothing is ever changed.",
)
def undo(resources: Sequence[str], files: Sequence[str], namespace: str | None, to_revision: int, dry_run: str) -> None:
    """What going back to an earlier revision does."""
    from dslint.rollout import kubectl

    _each(resources, files, namespace, lambda saved: kubectl.undo(saved, to_revision, dry_run).said)


def _each(
    resources: Sequence[str],
    files: Sequence[str],
    namespace: str | None,
    say: Callable[..., str],
    revision: int = 0,
) -> None:
    """Say it of each DaemonSet asked for; kubectl's errors are its own words and exit code."""
    from dslint.rollout import kubectl, saved

    names = _names(resources)
    objects = _objects(files)
    try:
        kubectl.check_revision(revision)
        for name in names or saved.names(objects, namespace):
            found = saved.find(objects, name, namespace)
            if found is None:
                _fail(f'Error from server (NotFound): daemonsets.apps "{name}" not found')
            click.echo(say(found), nl=False, color=True)
    except kubectl.KubectlError as error:
        _fail(f"error: {error}")


def _fail(message: str) -> None:
    click.echo(message, err=True)
    raise click.exceptions.Exit(ExitCode.FOUND)


def _names(resources: Sequence[str]) -> list[str]:
    """`ds/agent`, or `ds agent`; no name for `ds` alone, which means all."""
    if "/" in resources[0]:
        parts = [resource.partition("/") for resource in resources]
    else:
        parts = [(resources[0], "/", name) for name in resources[1:]] or [(resources[0], "/", "")]
    for kind, _, _ in parts:
        if kind.split(".")[0].lower() not in KINDS:
            raise UsageFailure(f"{kind} is no DaemonSet; write ds/NAME, only DaemonSets are read")
    return [name for _, _, name in parts if name]


def _objects(files: Sequence[str]) -> list[Raw]:
    """Every object of the files, lists unfolded. Raises InputFailure."""
    found = [item for file in files for item in _read(file)]
    if not any(item.get("kind") == "DaemonSet" for item in found):
        raise InputFailure(
            f"no DaemonSet in {', '.join(files)}; save it with kubectl get daemonsets,controllerrevisions,pods -o json"
        )
    return found


def _read(file: str) -> list[Raw]:
    import json

    try:
        with click.open_file(file, encoding="utf-8") as stream:
            value = json.load(stream)
    except json.JSONDecodeError as error:
        raise InputFailure(f"{file}:{error.lineno}: no JSON: {error.msg}; save it with -o json") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputFailure(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return list(_unfolded(value))


def _unfolded(value: Any) -> Iterator[Raw]:
    if not isinstance(value, dict):
        return
    if str(value.get("kind", "")).endswith("List"):
        for item in value.get("items") or ():
            yield from _unfolded(item)
    else:
        yield value

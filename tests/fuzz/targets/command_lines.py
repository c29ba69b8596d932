"""Command lines of what click knows of the commands: values that fit and that do not, too few and too many."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import click

from dslint.cli.group import command
from dslint.report.lint.formats import FORMATS
from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.scalars import odd_text
from tests.fuzz.targets import baselines, inventories, own_rules
from tests.fuzz.targets.options import GATES

LEFT_OUT = {"server": "waits for an editor"}
"""Commands that are left out, and why."""
FILES = ("ds.yaml", "nodes.yaml", "objects.json", "known.json", "expect.yaml", "cluster.yaml", "a\nb\x1b[1m.yaml", "-")
FOLDERS = (".", "dir", "own", "tests")
VERSIONS = ("1.36", "1.29..1.36", "1.36,1.20", "1.5..1.37", "1.30..", "..1.36", "1.37")
RULES = ("DS2", "DS231", "selector-mismatch", "DS", "XY001", "DS2,DS6")
NODES = ("w-1", "*", "w-*", "group=w", "zone=a", "w-[1-2]")
OPERATIONS = ("cordon *", "add w=2", "remove w-1", "taint * k=v:NoSchedule", "drain w-1; uncordon w-2", "label * a=b")
FITTING: dict[str, Sequence[str]] = {
    "PATH": (*FILES, *FOLDERS), "FILE": FILES, "FILE…": (*FILES, *FOLDERS), "DIR": FOLDERS, "MANIFEST": FILES,
    "VERSIONS": VERSIONS, "VERSION": ("1.36", "1.30", "1.16"), "[FROM": VERSIONS, "TO]": VERSIONS,
    "A=true,B=false": GATES, "OLD": (*FILES, "git:HEAD", "git:HEAD:ds.yaml"),
    "NAME": ("w-1", "default", "logging", "x.yaml"), "RULE": RULES, "RULES": RULES,
    "NAME[=FILE]": (*FORMATS, "json=out.json", "text=dir/out.txt"), "PATTERN": ("*.yaml", "dir/", "**/a.yaml"),
    "NAME=FILE": ("a=nodes.yaml", "b=nodes.yaml", "c=dir"), "N": ("0", "1", "2", "3"), "NODES": NODES, "NODE": NODES,
    "OPERATION": OPERATIONS, "OPERATIONS": OPERATIONS, "cpu=2,memory=4Gi": ("cpu=1", "cpu=100m,memory=1Gi", "pods=3"),
    "ds/NAME": ("ds/agent", "daemonset/agent", "ds"), "KEY": ("zone", "app", "kubernetes.io/hostname"),
    "kind": ("DaemonSet", "Pod", "Inventory", "Plan"), "folder": FOLDERS, "file": FILES, "watch": ("true", "false"),
}  # fmt: skip
"""Values that fit, by the metavar of a parameter, or by its name where it has none."""
SAVED = [["-f", "objects.json"]]
NEEDED = {
    ("plan",): [["--nodes", "nodes.yaml"]],
    **{("rollout", name): SAVED for name in ("history", "status", "undo")},
    ("migrate",): [["--to", "1.36"]],
}
"""Options without which a command does nothing."""
VALUES = (
    "ds.yaml", "nodes.yaml", "objects.json", ".", "dir", "nothing.yaml", "git:HEAD", "git:HEAD:ds.yaml",
    "-", "", "own", "known.json", "1.36",
    "1.29..1.36", "1.36..1.29", "1.30-1.36", "1.30..", "..1.36", "1.99", "json", "text", "json=out.json",
    "text=/nowhere/x", "html=dir", "sarif", "=x", "never", "DS2", "DS231", "selector-mismatch", "NodeSwap=true",
    "Nope=true", "ImageVolume", "ds/agent", "ds", "pod/x", "always", "w-1", "*", "cordon *", "add w=2", "0", "1",
    "-1", "99999999999999999999", "client", "default", "logging", "DaemonSet", "Pod", "a\x00b", "x" * 300,
    "\udcff.yaml", "--", "-k", "1.36,,1.35", ",", "٣.٤", "Inventory", "1.30", "/dev/null", "/nowhere/a",
)  # fmt: skip


class Drawn(NamedTuple):
    """A command with what click says of it: its options, and how many names it takes."""

    path: tuple[str, ...]
    options: tuple[click.Option, ...]
    arguments: tuple[click.Argument, ...]


@functools.cache
def commands() -> tuple[Drawn, ...]:
    """Each command of each group, groups themselves, and dslint alone."""
    return tuple(_walk(command, (), None))


def _walk(one: click.Command, path: tuple[str, ...], parent: click.Context | None) -> Iterator[Drawn]:
    ctx = click.Context(one, info_name="dslint", parent=parent, **one.context_settings)
    parameters = one.get_params(ctx)
    yield Drawn(
        path,
        tuple(each for each in parameters if isinstance(each, click.Option)),
        tuple(each for each in parameters if isinstance(each, click.Argument)),
    )
    for name in one.list_commands(ctx) if isinstance(one, click.Group) else ():
        below = one.get_command(ctx, name)
        if below is not None and name not in LEFT_OUT:
            yield from _walk(below, (*path, name), ctx)


def case(random: Random) -> Case:
    drawn = random.choice(commands())
    words = [_words(random, option) for option in _several(random, drawn.options)]
    if happens(random, 0.8):
        words += NEEDED.get(drawn.path, [])
    words += [[value(random, argument)] for argument in drawn.arguments for _ in range(random.choice((0, 1, 1, 1, 2)))]
    if happens(random, 0.2):
        words.append([random.choice((random.choice(VALUES), "--nope", "--", "-x"))])
    random.shuffle(words)
    arguments = (*drawn.path, *(word for group in words for word in group))
    return Case(arguments, files(random), random.choice((b"", b"kind: Pod\n", inventories.simple())))


def _several(random: Random, options: Sequence[click.Option]) -> list[click.Option]:
    """Help ends a run before it has begun, so it is drawn seldom; what a command needs is drawn nearly always."""
    chosen = [option for option in options if option.required and happens(random, 0.9)]
    usual = [option for option in options if "--help" not in option.opts or happens(random, 0.05)]
    return chosen + random.choices(usual, k=random.choice((0, 1, 2, 3, 5))) if usual else chosen


def _words(random: Random, option: click.Option) -> list[str]:
    name = random.choice([*option.opts, *option.secondary_opts])
    if option.is_flag or option.count:
        return [name]
    given = value(random, option)
    return [f"{name}={given}"] if name.startswith("--") and happens(random, 0.3) else [name, given]


def value(random: Random, parameter: click.Parameter) -> str:
    """Most of the time one that fits."""
    chance = random.random()
    if chance < 0.08:
        return odd_text(random)
    return random.choice(fitting(parameter) if chance < 0.8 else VALUES)


def fitting(parameter: click.Parameter) -> Sequence[str]:
    metavar = parameter.metavar or parameter.name or ""
    if "|" in metavar:
        return metavar.split("|")
    return FITTING[metavar.removesuffix("...").strip("[]") if metavar not in FITTING else metavar]


def files(random: Random) -> dict[str, bytes]:
    manifest = random.choice(corpus.manifest_texts()).encode("utf-8", "surrogatepass")
    return {
        "ds.yaml": manifest,
        "nodes.yaml": inventories.simple(),
        "objects.json": corpus.text_of("examples/rollback/objects.json").encode(),
        "cluster.yaml": b"apiVersion: v1\nkind: Namespace\nmetadata: {name: logging}\n",
        "expect.yaml": corpus.text_of("examples/expectations.yaml").encode(),
        "known.json": texts.flow(baselines.EXAMPLE).encode(),
        "own/a.yaml": texts.flow(own_rules.EXAMPLE).encode(),
        "dir/a.yaml": manifest,
        "a\nb\x1b[1m.yaml": manifest,
    }

"""Command lines: options with values that do not fit, too few and too many, names of files that are odd."""

from __future__ import annotations

from random import Random

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.scalars import odd_text
from tests.fuzz.targets import baselines, inventories, own_rules

VALUED = {
    "lint": (
        "-k", "--feature-gates", "--from", "--static-pods", "--node", "--select", "--ignore", "--format", "--fail-on",
        "--stdin-filename", "--config", "--baseline", "--write-baseline", "--rules", "--color",
    ),
    "plan": (
        "--nodes", "--nodes", "--from", "--nodes-after", "--unready", "--broken", "--what-if", "--expect",
        "--explain", "-k", "--feature-gates", "--format", "--color", "--fail-on",
    ),
    "explain": ("--format", "--rules", "--color", "-k"),
    "rules": ("--select", "--rules", "--format", "--color"),
    "rollout history": ("-f", "-f", "-n", "--revision"),
    "rollout undo": ("-f", "-f", "-n", "--to-revision", "--dry-run", "--nodes", "-k", "--format"),
    "rollout status": ("-f", "-f", "-n", "-w"),
    "inventory show": ("--what-if", "-k", "--format", "--color"),
    "inventory compress": ("--keep-label", "-o", "-k"),
    "inventory import": ("-o",),
    "config show": (),
    "versions": (),
    "schema": ("-k",),
    "init": (),
    "migrate-config": (),
    "rules test": (),
}  # fmt: skip
FLAGS = (
    "--statistics", "--allow-empty", "--no-respect-gitignore", "--strict", "--no-ignores", "--no-cache", "-q",
    "--trace", "--scores", "--all", "--together", "--anonymise", "--help", "--version", "--", "--nope", "-x",
)  # fmt: skip
VALUES = (
    "ds.yaml", "nodes.yaml", "objects.json", ".", "dir", "nothing.yaml", "git:HEAD", "git:HEAD:ds.yaml",
    "-", "", "own", "known.json", "1.36",
    "1.29..1.36", "1.36..1.29", "1.30-1.36", "1.30..", "..1.36", "1.99", "json", "text", "json=out.json",
    "text=/nowhere/x", "html=dir", "sarif", "=x", "never", "DS2", "DS231", "selector-mismatch", "NodeSwap=true",
    "Nope=true", "ImageVolume", "ds/agent", "ds", "pod/x", "always", "w-1", "*", "cordon *", "add w=2", "0", "1",
    "-1", "99999999999999999999", "client", "default", "logging", "DaemonSet", "Pod", "a\x00b", "x" * 300,
    "\udcff.yaml", "--", "-k", "1.36,,1.35", ",", "٣.٤", "Inventory", "1.30", "/dev/null", "/nowhere/a",
)  # fmt: skip


def case(random: Random) -> Case:
    command = random.choice(list(VALUED))
    arguments = command.split(" ")
    for _ in range(random.randint(0, 5)):
        chance = random.random()
        if chance < 0.4 and VALUED[command]:
            arguments += [random.choice(VALUED[command]), value(random)]
        elif chance < 0.55:
            arguments.append(random.choice(FLAGS))
        else:
            arguments.append(value(random))
    return Case(tuple(arguments), files(random), random.choice((b"", b"kind: Pod\n", inventories.simple())))


def value(random: Random) -> str:
    return odd_text(random) if random.random() < 0.15 else random.choice(VALUES)


def files(random: Random) -> dict[str, bytes]:
    manifest = random.choice(corpus.manifest_texts()).encode("utf-8", "surrogatepass")
    return {
        "ds.yaml": manifest,
        "nodes.yaml": inventories.simple(),
        "objects.json": corpus.text_of("examples/rollback/objects.json").encode(),
        "known.json": texts.flow(baselines.EXAMPLE).encode(),
        "own/a.yaml": texts.flow(own_rules.EXAMPLE).encode(),
        "dir/a.yaml": manifest,
        "a\nb\x1b[1m.yaml": manifest,
    }

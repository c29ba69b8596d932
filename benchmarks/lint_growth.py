"""How the cost of lint grows with what is many in its input, one thing at a time."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks.growing import Manifest, labels
from benchmarks.growing_containers import CONTAINERS, OBJECTS, POD, TEXTS, VALUES
from benchmarks.growing_fixes import FIXES
from benchmarks.growing_pods import METADATA, OTHERS, SCHEDULING, VOLUMES
from benchmarks.growth import Growth
from dslint.report.lint.formats import FORMATS

LINT = (sys.executable, "-m", "dslint", "lint", "--no-cache")

WIDTH = 2**30

TABLES = (METADATA, SCHEDULING, VOLUMES, OTHERS, CONTAINERS, VALUES, OBJECTS, TEXTS)


def growths() -> Iterator[Growth]:
    for table in TABLES:
        for name, (size, manifest) in table.items():
            yield of(f"lint: {name}", size, manifest)
    for name in ("objects with findings", "objects"):
        yield of(f"lint: JSON in one line: {name}", OBJECTS[name][0], OBJECTS[name][1], write=json_line)
    for name in ("bad env", "equal mounts", "env"):
        yield of(f"lint: JSON in one line: {name}", CONTAINERS[name][0], CONTAINERS[name][1], write=json_line)
    yield of("lint: YAML in one line: bad env", *CONTAINERS["bad env"], write=yaml_line)
    for name in FORMATS:
        yield of(f"lint: findings as {name}", *METADATA["bad labels"], options=("--format", name))
        yield of(f"lint: each finding as {name}", 800, labels("labels", bad), options=("--format", name, "--no-fold"))
    yield from further()


def further() -> Iterator[Growth]:
    """With other files, and with fixes."""
    yield with_files("lint: patterns in .gitignore", 1000, gitignore)
    yield with_files("lint: exclude", 1000, configured("exclude", "x{}/**"))
    ignore = "{{rules: [DS601], reason: x, kinds: [Pod], names: ['n{}-*']}}"
    yield with_files("lint: ignores", 1000, configured("ignores", ignore))
    yield with_files("lint: entries of a baseline", 2000, with_baseline)
    for name, (size, manifest) in FIXES.items():
        yield of(f"lint: fixes of {name}", size, manifest, options=("--fix", "--diff"))
        yield of(f"lint: places of fixes of {name}", size, manifest, options=("--no-fold", "--format", "json"))


def with_files(name: str, size: int, command: Callable[[Path, int], Sequence[str]]) -> Growth:
    return Growth(name, (size, 2 * size, 4 * size), command, least=1)


def bad(index: int) -> str:
    return f"-{index}-"


def of(
    name: str,
    size: int,
    manifest: Manifest,
    *,
    options: Sequence[str] = (),
    write: Callable[[object], str] | None = None,
) -> Growth:
    """The manifest of three sizes, written as YAML or otherwise, and linted with options."""
    written = write or yaml_text

    def command(folder: Path, number: int) -> Sequence[str]:
        value = manifest(number)
        file = folder / f"manifest.{'json' if written is json_line else 'yaml'}"
        file.write_text(value if isinstance(value, str) else written(value), encoding="utf-8")
        return (*LINT, *options, str(file))

    return Growth(name, (size, 2 * size, 4 * size), command, least=1)


class _Dumper(yaml.CSafeDumper):
    """Writes equal values in full."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the same for all values
        return True


def yaml_text(value: object) -> str:
    documents = value if isinstance(value, list) else [value]
    return yaml.dump_all(documents, Dumper=_Dumper, sort_keys=False, width=WIDTH)


def json_line(value: object) -> str:
    """As `jq -c` prints it."""
    listed = {"apiVersion": "v1", "kind": "List", "items": value} if isinstance(value, list) else value
    return json.dumps(listed)


def yaml_line(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, width=WIDTH, default_flow_style=True)


def inside(folder: Path, *, settings: str) -> Path:
    """A folder with a pod, a configuration and nothing else."""
    place = folder / "linted"
    place.mkdir(exist_ok=True)
    (place / "pod.yaml").write_text(POD, encoding="utf-8")
    (place / ".dslint.yaml").write_text(settings, encoding="utf-8")
    return place


def linted(place: Path, *options: str) -> Sequence[str]:
    return "sh", "-c", f"cd {shlex.quote(str(place))}; exec {shlex.join((*LINT, *options))}"


def gitignore(folder: Path, number: int) -> Sequence[str]:
    place = inside(folder, settings="")
    (place / ".git").mkdir(exist_ok=True)
    (place / ".gitignore").write_text("".join(f"x{index}/**/y*\n" for index in range(number)), encoding="utf-8")
    return linted(place)


def configured(key: str, entry: str) -> Callable[[Path, int], Sequence[str]]:
    """A configuration with so many entries of a list; each has its number in place of {}."""

    def command(folder: Path, number: int) -> Sequence[str]:
        entries = "".join(f"- {entry.format(index)}\n" for index in range(number))
        return linted(inside(folder, settings=f"{key}:\n{entries}"))

    return command


def with_baseline(folder: Path, number: int) -> Sequence[str]:
    finding = {"file": "pod.yaml", "code": "DS101", "object": "Pod a", "count": 1}
    findings = [{**finding, "pointer": f"/spec/foo{index}"} for index in range(number)]
    document = {"apiVersion": "dslint.dev/v1", "kind": "FindingsBaseline", "findings": findings}
    file = folder / "baseline.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return linted(inside(folder, settings=""), "--baseline", str(file))

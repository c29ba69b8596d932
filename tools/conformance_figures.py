"""The tables of docs/control-planes.md and README.md: how far dslint agrees with recorded control planes.

They are made from tests/conformance/figures.yaml and known_misses.yaml, which the tests keep current.
`python -m tools.generate_docs` writes them.
"""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

TOP = Path(__file__).parent.parent
FOLDER = TOP / "tests" / "conformance"
PAGE = TOP / "docs" / "control-planes.md"

FAMILIES = {
    "an object or update is accepted or rejected": r"(validation|update|admission) verdict|decoding|schema alone",
    "the fields that a rejection names": r"(validation|update) fields",
    "the words of a rejection": r"validation words|decoder's words|admission words",
    "warnings": r"(validation|admission) warnings",
    "what Kubernetes reads in YAML": r"yaml|values",
    "which admission policies the server takes, and what they say of pods": r"admission (policies \w+|pods \w+)",
    "what a kubelet makes of a folder of static pods": r"static \w+",
    "the state of a node or Pod: runs, pending, no pod": r"placement( old)? \S+( pod| tight| winners)?|\S+ placement",
    "the counts in the status of a DaemonSet": r"placement .* counts",
    "the reasons in the scheduler's message": r"placement .* reasons",
    "what admission rejects of a scenario, and in which words": r"placement .*(rejected|words)",
    "which pods are evicted": r".* victims",
    "a rollout: how far it comes, and whether it ends": r".* (bounds( narrow)?|blocked|stuck|end)|rollout rejected",
    "a rollout: every turn of the controller": r".* (steps|first turn)",
    "what makes a new revision": r"update new revision",
}
"""What is compared, and the groups of comparisons that it stands for, without `fresh` and the version."""

KINDS = {
    "chance": "the control plane decides at random, and another run would have ended otherwise",
    "artefact": "the recording shows what no cluster does, or ended too early",
    "text": "the server says what nobody can foretell, such as addresses of its memory",
    "not modelled": "dslint lacks the rule",
}


class Row(NamedTuple):
    """A family, the versions that it was recorded on, and how many comparisons agree."""

    family: str
    versions: tuple[str, ...]
    agree: int
    total: int


def rows() -> tuple[Row, ...]:
    return tuple(row for family in FAMILIES if (row := _row(family)).total)


def total() -> Row:
    found = rows()
    versions = sorted({version for row in found for version in row.versions}, key=_minor)
    return Row("all", tuple(versions), sum(row.agree for row in found), sum(row.total for row in found))


def percent(row: Row) -> str:
    """Rounded down, so that 100 % is all of them."""
    return f"{10000 * row.agree // row.total / 100:.2f} %".replace("100.00", "100")


def page(text: str) -> str:
    """The page with its tables as they are now."""
    return re.sub(
        r"(<!-- (\w+): generated -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n\n{found[3]}",
        text,
        flags=re.DOTALL,
    )


def agreement_table() -> str:
    head = ("| what is compared | versions | comparisons | agree |", "|---|---|--:|--:|")
    return "\n".join((*head, *map(_line, (*rows(), total()))))


def miss_table() -> str:
    count = misses()
    head = ("| why | comparisons |", "|---|--:|")
    return "\n".join((*head, *(f"| *{kind}*: {why} | {count[kind]} |" for kind, why in KINDS.items())))


def misses() -> collections.Counter[str]:
    """How many comparisons do not agree, by kind of reason."""
    found: collections.Counter[str] = collections.Counter()
    for entry in yaml.safe_load((FOLDER / "known_misses.yaml").read_text(encoding="utf-8")):
        found[entry["kind"]] += sum(map(len, entry["misses"].values()))
    return found


TABLES = {"agreement": agreement_table, "misses": miss_table}


def family(group: str) -> str | None:
    """The family of a group of comparisons."""
    name = re.sub(r" 1\.\d+$", "", re.sub(r"^fresh (targeted )?", "", group.replace("fresh/targeted", "fresh")))
    return next((title for title, groups in FAMILIES.items() if re.fullmatch(rf"(new )?({groups})", name)), None)


@functools.cache
def groups() -> dict[str, tuple[int, int]]:
    """How many comparisons agree, of how many, by group."""
    figures = yaml.safe_load((FOLDER / "figures.yaml").read_text(encoding="utf-8"))
    pairs = {group: figure.split("/") for group, figure in figures.items()}
    return {group: (int(agree), int(of)) for group, (agree, of) in pairs.items()}


def _row(title: str) -> Row:
    mine = {group: pair for group, pair in groups().items() if family(group) == title}
    return Row(title, _versions(mine), sum(a for a, _ in mine.values()), sum(of for _, of in mine.values()))


def _versions(named: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    """A group that names no version is of 1.36."""
    found = {match[0] if (match := re.search(r"1\.\d+$", group)) else "1.36" for group in named}
    return tuple(sorted(found, key=_minor))


def _line(row: Row) -> str:
    return f"| {row.family} | {', '.join(row.versions)} | {row.total:,} | {percent(row)} |"


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


def unmatched() -> Iterator[str]:
    """Groups that belong to no family."""
    yield from (group for group in groups() if family(group) is None)


def write() -> None:
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

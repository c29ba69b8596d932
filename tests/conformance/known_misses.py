"""known_misses.yaml: where dslint answers otherwise than a recording, by reason, group of comparisons and case."""

from __future__ import annotations

import collections
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "known_misses.yaml"
KINDS = ("chance", "artefact", "text", "not modelled")
HEAD = """\
# Where dslint answers otherwise than a recording, and why. Each reason is of a kind:
#   chance        the real control plane decides at random, and another run would have ended otherwise
#   artefact      the recorder did what no cluster does, or stopped too early
#   text          the server says what nobody can foretell
#   not modelled  dslint lacks a rule of Kubernetes
# `pytest tests/conformance -n0 --accept` takes out what agrees now, and lists new misses as "not modelled".
"""
NOT_MODELLED = {"kind": "not modelled", "reason": "dslint does not know the rule behind it yet"}
ADDRESSES = {
    "kind": "text",
    "reason": "the server prints addresses of its memory here, which nobody can foretell; dslint shows the value",
}
POINTER = re.compile(r"\(0x[0-9a-f]{6,}\)")


def entries() -> list[dict[str, Any]]:
    """A reason each, with its kind and the cases by group."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8")) or []


def by_group() -> dict[str, set[str]]:
    """The cases that are listed."""
    found: dict[str, set[str]] = collections.defaultdict(set)
    for entry in entries():
        for group, cases in entry["misses"].items():
            found[group].update(cases)
    return found


def accept(misses: Mapping[str, Mapping[str, str]]) -> None:
    """Rewrite the file so that it lists these misses, and no others of the same groups."""
    FILE.write_text(written(accepted(entries(), misses)), encoding="utf-8")


def accepted(listed: list[dict[str, Any]], misses: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The entries without what agrees now, and with new misses, by what was wanted and what came."""
    known = {group: {case for entry in listed for case in entry["misses"].get(group, ())} for group in misses}
    result = {
        entry["reason"]: {**entry, "misses": {**entry["misses"], **still(entry["misses"], misses)}} for entry in listed
    }
    for group, cases in misses.items():
        for case in sorted(set(cases) - known[group]):
            why = ADDRESSES if POINTER.search(cases[case]) else NOT_MODELLED
            result.setdefault(why["reason"], {**why, "misses": {}})["misses"].setdefault(group, []).append(case)
    for entry in result.values():
        entry["misses"] = {group: cases for group, cases in sorted(entry["misses"].items()) if cases}
    return [entry for entry in result.values() if entry["misses"]]


def still(listed: Mapping[str, list[str]], misses: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """The listed cases that are misses, of the groups that were compared."""
    return {
        group: [case for case in cases if case in misses[group]] for group, cases in listed.items() if group in misses
    }


def written(listed: list[dict[str, Any]]) -> str:
    """The text of the file."""
    text = yaml.safe_dump(listed, sort_keys=False, allow_unicode=True, width=1000, default_flow_style=False)
    return HEAD + (text if listed else "")

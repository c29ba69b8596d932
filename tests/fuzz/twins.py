"""A second run of the same case that must come to the same: again, cached, in processes, or by version."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from tests.fuzz.cases import Case, Outcome, Twin

Run = Callable[[Case], Outcome]
"""Runs a case where the one before has left its files, and its cache."""
WRITING = frozenset({"--fix", "--write-baseline", "--output-file", "--write", "-o", "--output"})
ONCE_EACH = frozenset({"--no-cache", "--help", "-h", "--statistics"})


def differences(case: Case, outcome: Outcome, run: Run) -> Iterator[str]:
    """What differs between the run and its twin, if it can have one."""
    if outcome.raised or outcome.code not in (0, 1, 2, 3) or writes(case):
        return
    if case.twin is Twin.AGAIN and run(case)[:3] != outcome[:3]:
        yield f"{case.command} says something else when it runs again"
    if case.twin is Twin.CACHED and case.command == "lint":
        yield from _cached(case, outcome, run)
    if case.twin is Twin.PROCESSES and case.command == "lint":
        yield from _in_processes(case, outcome, run)
    if case.twin is Twin.EACH_VERSION and case.command == "lint":
        yield from _each_version(case, outcome, run)


def writes(case: Case) -> bool:
    """Whether a second run may find other files."""
    formats = (value for option, value in itertools.pairwise(case.arguments) if option == "--format")
    named = {argument.partition("=")[0] for argument in case.arguments}
    return bool(WRITING & named) or any("=" in value for value in formats) or case.command == "init"


def _cached(case: Case, outcome: Outcome, run: Run) -> Iterator[str]:
    """The first run may fill the cache, the next ones read it, the last one does without."""
    others = tuple(argument for argument in case.arguments if argument != "--no-cache")
    filling, warm = (run(dataclasses.replace(case, arguments=others)) for _ in range(2))
    cold = run(dataclasses.replace(case, arguments=("lint", "--no-cache", *others[1:])))
    if not (filling[:3] == warm[:3] == cold[:3] == outcome[:3]):
        yield "lint says something else with a cache"


def _in_processes(case: Case, outcome: Outcome, run: Run) -> Iterator[str]:
    """Each process checks one text at a time, so that few files are enough for two."""
    arguments = ("lint", "--jobs", "2", "--no-cache", *(one for one in case.arguments[1:] if one != "--no-cache"))
    with mock.patch.multiple("dslint.linting.parallel_check", AT_ONCE=1, FIRST=0):
        shared = run(dataclasses.replace(case, arguments=arguments))
    if shared[:3] != outcome[:3]:
        yield "lint says something else in two processes"


def _each_version(case: Case, outcome: Outcome, run: Run) -> Iterator[str]:
    """Of a report of several versions: each version alone has exactly the findings that name it."""
    try:
        report = json.loads(outcome.out)
        versions, _ = report["kubernetesVersions"], report["findings"]
    except (ValueError, TypeError, KeyError):
        # Another format; the summary of jsonl is JSON, too, where nothing comes before it.
        return
    at = case.arguments.index("-k") if "-k" in case.arguments else None
    if len(versions) < 2 or at is None:
        return
    for version in (versions[0], versions[len(versions) // 2], versions[-1]):
        alone = run(dataclasses.replace(case, arguments=_with(case.arguments, at + 1, version)))
        if found(json.loads(alone.out)) != found(report, version):
            yield "lint says something else of a version alone than among others"
            return


def _with(arguments: tuple[str, ...], at: int, value: str) -> tuple[str, ...]:
    return (*arguments[:at], value, *arguments[at + 1 :])


def found(report: dict[str, Any], version: str | None = None) -> list[str]:
    """What is found, of all versions or of one."""
    return sorted(
        repr((one["code"], one["severity"], one["message"], one["pointer"], one["file"], one["line"], one["column"]))
        for one in report["findings"]
        if version is None or version in one["kubernetesVersions"]
    )

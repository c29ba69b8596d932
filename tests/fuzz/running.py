"""A case, run in this process as the command would run it."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import dslint
from dslint.cli.run import run
from tests.fuzz.cases import Call, Case, Effect, Outcome, files_of
from tests.fuzz.twins import differences

SURROUNDINGS = ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "COLUMNS")


def ran(case: Case | Call, folder: Path) -> Outcome:
    began, before = time.process_time(), _most_memory()
    outcome = _called(case, folder) if isinstance(case, Call) else _commanded(case, folder)
    measured = outcome._replace(seconds=time.process_time() - began, grown=_most_memory() - before)
    return measured if isinstance(case, Call) else _beside_twin(case, measured, folder)


def _beside_twin(case: Case, outcome: Outcome, folder: Path) -> Outcome:
    return outcome._replace(differs=tuple(differences(case, outcome, lambda other: _run(other, folder))))


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _commanded(case: Case, folder: Path) -> Outcome:
    case.laid_out(folder)
    before = files_of(folder)
    outcome = _run(case, folder)
    if case.effect is Effect.ONCE and not outcome.raised:
        before = files_of(folder)
        _run(case, folder)
    after = files_of(folder) if case.effect is not Effect.ANY else before
    changed = (name for name in before | after if before.get(name) != after.get(name))
    return outcome._replace(changed=tuple(sorted(changed)))


def _run(case: Case, folder: Path) -> Outcome:
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(case.stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="utf-8", write_through=True),
        "stderr": io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace", write_through=True),
    }
    code, raised = -1, ""
    with inside(folder), mock.patch.multiple(sys, **streams):
        try:
            code = int(run([possible(argument) for argument in case.arguments]))
        except (Exception, SystemExit) as fault:  # noqa: BLE001 - that is what is looked for
            raised = _described(fault)
        # The wrappers close what they wrap when they go.
        for stream in streams.values():
            stream.detach()
    return Outcome(code, out.getvalue().decode("utf-8", "replace"), err.getvalue().decode("utf-8", "replace"), raised)


def _called(call: Call, folder: Path) -> Outcome:
    """The interface may raise what it means to: a sentence in a ValueError, TypeError or OSError of its own."""
    with inside(folder):
        try:
            report = getattr(dslint, call.function)(**call.values).to_dict()
            return Outcome(0, json.dumps(report), "")
        except Exception as fault:  # noqa: BLE001 - that is what is looked for
            meant = isinstance(fault, (ValueError, TypeError, OSError)) and _raised_by_us(fault)
            return Outcome(2, "", str(fault), "" if meant else _described(fault))


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    kept = {name: value for name, value in os.environ.items() if name not in SURROUNDINGS}
    kept["XDG_CACHE_HOME"] = str(folder / ".git" / "cache")
    os.chdir(folder)
    try:
        with mock.patch.dict(os.environ, kept, clear=True):
            yield
    finally:
        os.chdir(before)


def possible(argument: str) -> str:
    """The argument as a system can hand it over: no NUL, and nothing that is no name of a file."""
    return os.fsdecode(
        argument.replace("\x00", "").encode("utf-8", "surrogateescape" if _is_name(argument) else "replace")
    )


def _is_name(argument: str) -> bool:
    return not any("\ud800" <= character <= "\udc7f" or "\udd00" <= character <= "\udfff" for character in argument)


def _raised_by_us(fault: Exception) -> bool:
    """Whether a raise statement of dslint did it, not an operation that failed."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{os.sep}dslint{os.sep}" in last.filename and "raise " in (last.line or "")


def _described(fault: BaseException) -> str:
    """Class, and the place of ours that it passed last."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}dslint{os.sep}" in frame.filename]
    place = (
        f"{ours[-1].filename.rpartition(f'{os.sep}dslint{os.sep}')[2]}:{ours[-1].lineno}"
        if ours
        else "no place of ours"
    )
    return f"{type(fault).__name__} at {place}"

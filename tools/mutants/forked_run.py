"""pytest in a fork of a process that has imported what the tests need: that costs half as much as a new process."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.requirements import TOP

OPTIONS = ("-q", "-x", "--assert=plain", "--hypothesis-seed=0", "-p", "no:cacheprovider", "-p", "no:xdist")
BYTES = 6 << 30
"""How much memory a run may take: a change can make a list grow for ever."""

HEAVY = (
    "click",
    "hypothesis.strategies",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "msgspec",
    "pathspec",
    "ruamel.yaml",
)


def import_heavy_packages() -> None:
    """Import what does not belong to the checkout, so that the forks need not."""
    for name in HEAVY:
        importlib.import_module(name)


def exit_code(copy: Path, arguments: Sequence[str], plugins: Sequence[object], seconds: float) -> int | None:
    """What pytest exits with in a copy of the checkout; None if it does not end in time."""
    process = multiprocessing.get_context("fork").Process(target=_run, args=(copy, arguments, plugins))
    process.start()
    process.join(seconds)
    code = process.exitcode
    if code is None:
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
    return code


def _run(copy: Path, arguments: Sequence[str], plugins: Sequence[object]) -> None:
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    os.chdir(copy)
    sys.path[:] = [str(copy), *(path for path in sys.path if Path(path).resolve() != TOP)]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("dslint", "tests", "tools")]:
        del sys.modules[name]
    # Compiled files tell the age of their source in whole seconds: one of a changed source must not be kept.
    sys.dont_write_bytecode = True
    os.environ.update(PYTHONPATH=str(copy), PYTHONDONTWRITEBYTECODE="1")
    for stream in (1, 2):
        os.dup2(os.open(copy / "pytest.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    # Not by returning: that waits for threads, which a changed module may never end.
    os._exit(pytest.main([*OPTIONS, *arguments], plugins=plugins))

"""Runs git to read objects. Nothing that a repository configures is run: no hooks, filters, monitors or transports."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dslint.source.programs import Answers, ProgramError, done, started


class GitError(ValueError):
    """What git cannot read; the message says what to do."""


class GitEndedError(GitError):
    """git cannot be run, was ended from outside, or hangs: nothing is known about what it was asked."""


# The system's and the user's own configuration stay in force: git takes safe.directory from nowhere else.
_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
)

_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # A partial clone would get missing objects from its remote. Versions of git that do not know the first variable
    # heed the second, over protocol.*.allow of any configuration: no transport has this name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}

_OF_A_REPOSITORY = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    }
)
"""Variables that name a repository: git sets them for hooks."""


class Answer(NamedTuple):
    """What a command prints; `error` is empty if it succeeds."""

    output: bytes
    error: str

    @property
    def line(self) -> str:
        return os.fsdecode(self.output.removesuffix(b"\n"))


class Git(NamedTuple):
    """git in a folder. `environment` are variables beside those that every command gets."""

    folder: str
    environment: Mapping[str, str]

    @classmethod
    def named_by_environment(cls) -> Git | None:
        """git as a hook runs it; None unless GIT_DIR is set."""
        return cls(os.getcwd(), dict(os.environ)) if os.environ.get("GIT_DIR") else None  # noqa: PTH109 - as git does

    @classmethod
    def of_folder(cls, folder: Path) -> Git:
        """git in a folder, whatever repository the environment names."""
        kept = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
        return cls(str(folder), kept)

    def ask(self, *words: str) -> Answer:
        """Raises GitError if git is missing, or does not answer."""
        try:
            told = done(self._command(words), environment=self._variables(), folder=self.folder)
        except ProgramError as error:
            raise GitEndedError(f"git {words[0]} {error}") from error
        except OSError as error:
            raise GitEndedError(f"git cannot be run: {error.strerror}") from error
        if not told.code:
            return Answer(told.output, "")
        said = told.errors.decode("utf-8", "replace").strip().splitlines()
        return Answer(told.output, said[0].removeprefix("fatal: ") if said else "git failed")

    @contextmanager
    def asked(self, *words: str) -> Iterator[Answers]:
        """A command that is asked and answers by pipes, until the block ends. Raises GitError if git is missing."""
        command, variables = self._command(words), self._variables()
        with started(command, environment=variables, folder=self.folder, asked=True) as process:
            yield Answers(process)

    def _command(self, words: tuple[str, ...]) -> list[str]:
        # What people typed stands behind --end-of-options.
        return [_executable(), *_OPTIONS, *words]

    def _variables(self) -> dict[str, str]:
        return {**self.environment, **_ENVIRONMENT}


def _executable() -> str:
    """Raises GitError. Only absolute folders of PATH count: what lies in the current folder is not to be run."""
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in os.get_exec_path():
        file = Path(folder, name)
        if file.is_absolute() and file.is_file() and os.access(file, os.X_OK):
            return str(file)
    raise GitError("git is not installed, or not in PATH; install it, or save what runs now and use --from FILE")

"""The repository of a path, and the commits that it names."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dslint.source.file_search import is_folder, lies_in
from dslint.source.git.commands import Git, GitError
from dslint.source.git.references import BY_MESSAGE, is_file_name

_REPOSITORY = ".git"
_MERGE_BASE = "..."
_CLONES_ARE_SHALLOW = "get it with git fetch (CI systems often clone one commit: fetch-depth: 0 gets all)"
_DUBIOUS = "dubious ownership"


class Repository(NamedTuple):
    """`top` is the real path of the working tree, "" for a bare repository."""

    git: Git
    top: str

    def holds(self, place: Path) -> bool:
        """Whether a real path lies in the working tree."""
        return bool(self.top) and lies_in(self.top, str(place))

    def commit(self, revision: str) -> str | None:
        """The name of the commit; None for a branch that has none yet, such as HEAD before the first commit.

        `main...` and `main...topic` are where HEAD, or the branch, parted from main. Raises GitError.
        """
        start, parted, end = revision.partition(_MERGE_BASE)
        if not parted or revision.startswith(BY_MESSAGE):
            return self._commit(revision)
        commits = [self._commit(start or "HEAD"), self._commit(end or "HEAD")]
        if None in commits:
            return None
        answer = self.git.ask("merge-base", *filter(None, commits))
        if not answer.line:
            raise GitError(
                f"git:{revision}: no commit that both have in this clone; get the history with git fetch --unshallow"
            )
        return answer.line

    def _commit(self, revision: str) -> str | None:
        # The text of a search would take the suffix for its own; what it finds is a commit.
        suffix = "" if revision.startswith(BY_MESSAGE) else "^{commit}"
        found = self.git.ask("rev-parse", "--verify", "--end-of-options", f"{revision}{suffix}")
        if not found.error:
            return found.line
        if self._is_unborn(revision):
            return None
        raise GitError(f"git:{revision}: the repository has no such commit; check the name, or {_CLONES_ARE_SHALLOW}")

    def _is_unborn(self, revision: str) -> bool:
        """Whether the revision is the current branch, and that has no commit."""
        branch = self.git.ask("symbolic-ref", "--quiet", "HEAD")
        if branch.error or not self.git.ask("rev-parse", "--verify", "--quiet", "HEAD").error:
            return False
        return revision in ("HEAD", "@", branch.line, branch.line.removeprefix("refs/heads/"))

    def path_in(self, path: str) -> str:
        """A path of a commit from the top; as for git, `./` begins one from the current folder. Raises GitError."""
        if not path.startswith(("./", "../")):
            return path.strip("/")
        place = Path(os.path.realpath(path))
        if not self.holds(place):
            raise GitError(f"{path}: not in the working tree of {self.git.folder}; give the path from its top")
        return self.path_of(place)

    def path_of(self, place: Path) -> str:
        """A real path relative to the top, with slashes; the top itself is ""."""
        below = place.relative_to(self.top).as_posix()
        return "" if below == "." else below


class Repositories:
    """Finds the repository of each path; each folder is looked at once."""

    def __init__(self) -> None:
        self._known: dict[Path, Repository] = {}
        self._folders: dict[str, tuple[Repository, Path]] = {}

    @cached_property
    def _named(self) -> Repository | None:
        """The one that GIT_DIR names, as git sets it for hooks."""
        git = Git.named_by_environment()
        return _repository(git) if git else None

    def of(self, path: Path) -> tuple[Repository, Path]:
        """The repository, and where the path really is in it. Raises GitError.

        Links are followed up to the last name: of a link, git has the link itself.
        """
        if not is_file_name(str(path)):
            raise GitError(f"{str(path)!r} is not a valid path")
        whole = os.path.abspath(path)  # noqa: PTH100 - without `..`
        if is_folder(path) and not path.is_symlink():
            return self._folder(whole)
        folder, name = os.path.split(whole)
        repository, place = self._folder(folder)
        return repository, place / name

    def _folder(self, folder: str) -> tuple[Repository, Path]:
        if folder not in self._folders:
            place = Path(os.path.realpath(folder))
            self._folders[folder] = self._holding(place), place
        return self._folders[folder]

    def _holding(self, place: Path) -> Repository:
        if self._named is not None and self._named.holds(place):
            return self._named
        top = next((above for above in (place, *place.parents) if os.path.lexists(above / _REPOSITORY)), None)
        if top is None:
            raise GitError(f"{place}: not in a git repository; use --from FILE for what runs now")
        if top not in self._known:
            self._known[top] = _repository(Git.of_folder(top))
        if not self._known[top].holds(place):
            raise GitError(f"{place}: not in the working tree of its git repository; use --from git:REF:PATH")
        return self._known[top]

    def current(self) -> Repository:
        """The repository of the current folder. Raises GitError."""
        return self._named or _repository(Git.of_folder(Path.cwd()))


def _repository(git: Git) -> Repository:
    """Raises GitError."""
    top = git.ask("rev-parse", "--show-toplevel")
    if not top.error:
        return Repository(git, os.path.realpath(top.line))
    if git.ask("rev-parse", "--is-bare-repository").line == "true":
        return Repository(git, "")
    cure = "; git config --global --add safe.directory FOLDER trusts it" if _DUBIOUS in top.error else ""
    raise GitError(f"{git.folder}: {top.error.rstrip('.')}{cure}")

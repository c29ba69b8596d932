"""Trees and files of a repository, from one `git cat-file`: as they are stored, without filters."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import NamedTuple

from dslint.limits import MANIFEST_FILE_BYTES
from dslint.source.bounded_input import TooLargeError
from dslint.source.git.commands import Git, GitEndedError, GitError
from dslint.source.programs import Answers, ProgramError


class Kind(Enum):
    """What an entry of a tree is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "symbolic link"
    SUBMODULE = "submodule"


_KINDS = {b"40000": Kind.FOLDER, b"120000": Kind.LINK, b"160000": Kind.SUBMODULE}
"""By git's modes; all others are files."""


class Entry(NamedTuple):
    """An entry of a tree: its kind, and the name of the object."""

    kind: Kind
    object: str


Tree = Mapping[str, Entry]
"""A folder: its entries by name."""


class Objects:
    """Reads objects by their names. Trees are kept: most paths share their first folders."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._trees: dict[str, Tree] = {}

    def tree(self, name: str) -> Tree:
        """A commit's tree, or a tree. Raises GitError."""
        if name not in self._trees:
            kind, content = self._read(f"{name}^{{tree}}", MANIFEST_FILE_BYTES)
            self._trees[name] = dict(_entries(content, len(name) // 2)) if kind == b"tree" else {}
        return self._trees[name]

    def find(self, commit: str, path: str) -> tuple[str, Entry] | None:
        """The entry of a path, or the link or submodule on the way to it, with the path of what was found."""
        found, passed = Entry(Kind.FOLDER, commit), ""
        for name in filter(None, path.split("/")):
            if found.kind is not Kind.FOLDER:
                return None if found.kind is Kind.FILE else (passed, found)
            entry = self.tree(found.object).get(name)
            if entry is None:
                return None
            found, passed = entry, f"{passed}/{name}" if passed else name
        return passed, found

    def content(self, entry: Entry) -> bytes:
        """Of a file. Raises GitError, and TooLargeError for more than what is read of a manifest."""
        return self._read(entry.object, MANIFEST_FILE_BYTES)[1]

    def _read(self, name: str, most: int) -> tuple[bytes, bytes]:
        try:
            self._answers.ask(os.fsencode(name))
            return self._answered(name, most)
        except ProgramError as error:
            raise GitEndedError(f"git cat-file {error}; run git fsck to check the repository") from error

    def _answered(self, name: str, most: int) -> tuple[bytes, bytes]:
        words = self._answers.line().split()
        if len(words) != 3 or not words[2].isdigit():
            raise GitError(
                f"object {name} is not in this clone, or cannot be read; if the clone is partial, get it with git fetch"
            )
        size = int(words[2])
        if size > most:
            self._answers.skip(size + 1)
            raise TooLargeError(most)
        return words[1], self._answers.take(size + 1)[:-1]


@contextmanager
def objects_of(git: Git) -> Iterator[Objects]:
    """Raises GitError if git is missing."""
    with git.asked("cat-file", "--batch") as answers:
        yield Objects(answers)


def _entries(content: bytes, size: int) -> Iterator[tuple[str, Entry]]:
    """`size` is the length of a hash: 20 bytes, or 32 in repositories with SHA-256."""
    at = 0
    while at < len(content):
        blank = content.index(b" ", at)
        end = content.index(b"\0", blank)
        name = os.fsdecode(content[blank + 1 : end])
        hash_ = content[end + 1 : end + 1 + size].hex()
        yield name, Entry(_KINDS.get(content[at:blank], Kind.FILE), hash_)
        at = end + 1 + size

"""`git:REF` and `git:REF:PATH`: a commit, and maybe a path in it."""

from __future__ import annotations

import os
from typing import NamedTuple

from dslint.source.inputs import COMMIT

BY_MESSAGE = ":/"
"""git's notation for the newest commit with a text in its message; the text may contain colons."""


class GitReferenceError(ValueError):
    """A reference that cannot name a commit; the message says what to write."""


class GitReference(NamedTuple):
    """`revision` is git's name of a commit: a branch, a tag, a hash, `HEAD~2`; `main...` is where HEAD left main.

    `path` is relative to the top of the repository; None stands for the paths of the run.
    """

    revision: str
    path: str | None = None

    def __str__(self) -> str:
        return f"{COMMIT}{self.revision}"

    def name_of(self, path: str) -> str:
        """What reports call a file of the commit; the path is relative to the top of the repository."""
        return f"{self}:{path}"


def reference_of(source: str) -> GitReference:
    """Raises GitReferenceError."""
    text = source.removeprefix(COMMIT)
    colon = -1 if text.startswith(BY_MESSAGE) else _first_colon(text)
    revision, path = (text, None) if colon < 0 else (text[:colon], text[colon + 1 :])
    if not revision:
        raise GitReferenceError(f"{source} names no commit; write git:HEAD, git:origin/main or git:REF:PATH")
    if "\n" in source or not is_file_name(source):
        raise GitReferenceError(f"{source!r} is not a valid git reference")
    return GitReference(revision, path)


def is_file_name(text: str) -> bool:
    """Whether the system can take the text for a file or an argument."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def _first_colon(text: str) -> int:
    """The colon before the path; `@{10:30}` and `^{/fix: this}` contain others."""
    depth = 0
    for index, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == ":" and depth <= 0:
            return index
    return -1

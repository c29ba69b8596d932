"""Patterns of .gitignore, as git reads and matches them, in time that grows with pattern and path and no faster.

git: dir.c (parse_path_pattern, match_basename, match_pathname) and wildmatch.c. All is bytes, as it is there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dslint.source.globs import matcher_of

if TYPE_CHECKING:
    from dslint.source.git.tracked_files import TrackedFiles

_SPECIAL = b"*?[\\"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class PatternError(ValueError):
    """A pattern that can never match."""


class Pattern(NamedTuple):
    """One line. It matches the last name of a path, or the whole path relative to the file's folder."""

    negated: bool
    of_folders: bool
    of_names: bool
    matches: Callable[[bytes], bool]


class IgnorePatterns:
    """The patterns of one file or list; the last one that matches decides."""

    __slots__ = ("_patterns",)

    def __init__(self, lines: Iterable[bytes]) -> None:
        found = (pattern_of(line) for line in lines)
        self._patterns = tuple(pattern for pattern in found if pattern is not None)[::-1]

    @classmethod
    def of_file(cls, content: bytes) -> IgnorePatterns:
        return cls(line.removesuffix(b"\r") for line in content.removeprefix(_BYTE_ORDER_MARK).split(b"\n"))

    def verdict(self, path: bytes, *, is_folder: bool) -> bool | None:
        """Whether a path, relative to the patterns' folder, is ignored; None if no pattern matches it."""
        name = path[path.rfind(b"/") + 1 :]
        for pattern in self._patterns:
            if pattern.matches(name if pattern.of_names else path) and (is_folder or not pattern.of_folders):
                return not pattern.negated
        return None

    def ignores_file(self, path: str) -> bool:
        """Whether a file is ignored, or a folder that it lies in."""
        parts = os.fsencode(path).split(b"/")
        for depth in range(1, len(parts)):
            if self.verdict(b"/".join(parts[:depth]), is_folder=True):
                return True
        return bool(self.verdict(os.fsencode(path), is_folder=False))


class Tracked:
    """The files with some suffixes that the repository at `place` (its `.git`) tracks, read when first asked for."""

    def __init__(self, place: Path, suffixes: tuple[str, ...]) -> None:
        self.place, self.suffixes = place, suffixes

    @cached_property
    def files(self) -> TrackedFiles:
        from dslint.source.git.tracked_files import tracked_files

        return tracked_files(self.place, self.suffixes)


class Ignoring(NamedTuple):
    """A folder's path from the top on, with a slash at its end, and the patterns that hold in it, innermost first.

    Each pattern comes with how much of the path lies above its file. In an ignored folder, `all_of_it` is ignored.
    """

    place: bytes
    patterns: tuple[tuple[int, IgnorePatterns], ...]
    tracked: Tracked | None = None
    all_of_it: bool = False

    def tracks(self, name: str, *, is_folder: bool) -> bool:
        """Whether git tracks a file, or a file in a folder."""
        if self.tracked is None:
            return False
        files = self.tracked.files
        return self.place + os.fsencode(name) in (files.folders if is_folder else files.names)

    def ignores(self, name: str, *, is_folder: bool) -> bool:
        """What the innermost file that says anything about it says."""
        if self.all_of_it:
            return True
        path = self.place + os.fsencode(name)
        for above, patterns in self.patterns:
            verdict = patterns.verdict(path[above:], is_folder=is_folder)
            if verdict is not None:
                return verdict
        return False

    def within(self, name: str) -> Ignoring:
        return self._replace(place=self.place + os.fsencode(name) + b"/")

    def also(self, patterns: IgnorePatterns) -> Ignoring:
        return self._replace(patterns=((len(self.place), patterns), *self.patterns))


@lru_cache(maxsize=32)
def patterns_of(lines: tuple[str, ...]) -> IgnorePatterns:
    """Those of a list, such as a configuration's."""
    return IgnorePatterns(map(os.fsencode, lines))


def checked(lines: Iterable[str]) -> tuple[str, ...]:
    """The patterns of a list. Raises PatternError for the first that matches nothing."""
    found = tuple(lines)
    for line in found:
        if line.startswith("#"):
            raise PatternError(f"{line!r} is a comment to git; write \\{line} for names that begin with #")
        if pattern_of(os.fsencode(line)) is None:
            raise PatternError(
                f"{line!r} matches nothing; write a pattern as in .gitignore, such as charts/ or *.tpl.yaml"
            )
    return found


def pattern_of(line: bytes) -> Pattern | None:
    """None for lines that match nothing: those that are empty, comments, or that git takes for invalid."""
    text = _without_trailing_blanks(line.partition(b"\0")[0])
    if not text or text.startswith(b"#"):
        return None
    negated = text.startswith(b"!")
    glob = text[negated:]
    of_folders = glob.endswith(b"/")
    glob = glob.removesuffix(b"/")
    of_names = b"/" not in glob
    matches = _matcher(glob if of_names else glob.removeprefix(b"/"), of_names=of_names)
    return Pattern(negated, of_folders, of_names, matches) if matches else None


def _matcher(glob: bytes, *, of_names: bool) -> Callable[[bytes], bool] | None:
    """The usual ones, a name and `*.suffix`, without a matcher of their own."""
    plain = next((index for index, byte in enumerate(glob) if byte in _SPECIAL), len(glob))
    if plain == len(glob):
        return glob.__eq__ if glob else None
    if of_names and glob.startswith(b"*") and not any(byte in _SPECIAL for byte in glob[1:]):
        end = glob[1:]
        return lambda text: text.endswith(end)
    return matcher_of(glob[:plain], glob[plain:])


def _without_trailing_blanks(line: bytes) -> bytes:
    """Without blanks at the end, unless they are escaped with a backslash."""
    end, index = 0, 0
    while index < len(line):
        if line[index] == ord("\\"):
            index += 1
            if index == len(line):
                return line
            end = index + 1
        elif line[index] != ord(" "):
            end = index + 1
        index += 1
    return line[:end]

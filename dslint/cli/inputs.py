"""The inputs of the paths on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dslint.cli.file_settings import FileSettings
from dslint.cli.parameters import STANDARD_INPUT
from dslint.findings import Note, Silenced, Silencer
from dslint.own_files.configuration.ignores import Ignore
from dslint.source.file_search import is_folder, lies_in
from dslint.source.inputs import NAMELESS, FoundText, Scope, Skipped, Text, files_of, standard_input, text_of

Input = Path | Text | Note | Skipped


class Inputs:
    """Reads paths. `empty` are folders without manifests, `excluded` counts excluded files by configuration.

    `found` are the files that nobody named: those in folders, and all if `names_count_as_found`, as for names that a
    hook or an editor passes. The configuration can exclude these. `texts` stand in place of files.
    """

    def __init__(
        self,
        configured: FileSettings,
        *,
        respect_gitignore: bool = True,
        stdin_filename: str = STANDARD_INPUT,
        names_count_as_found: bool = False,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self.configured = configured
        self.respect_gitignore = respect_gitignore
        self.stdin_filename = stdin_filename
        self.empty: list[str] = []
        self.excluded: list[Silenced] = []
        self.names_count_as_found = names_count_as_found
        self.given = texts or {}
        self.found: set[str] = set() if stdin_filename in NAMELESS else {stdin_filename}

    def of(self, paths: Sequence[str]) -> Iterator[Input]:
        for path in paths:
            if path in self.given:
                self.found.add(path)
                yield Text(path, self.given[path])
            elif path == STANDARD_INPUT:
                yield standard_input(self.stdin_filename)
            elif is_folder(Path(path)):
                yield from self._within(path)
            elif not self.names_count_as_found or self._is_taken(Path(path)):
                yield Path(path)

    def texts(self, paths: Sequence[str]) -> Iterator[Input]:
        """As `of`, with the texts of files that nobody named."""
        for one in self.of(paths):
            text = text_of(one, found=True) if isinstance(one, Path) and str(one) in self.found else one
            yield FoundText(*text) if isinstance(text, Text) and isinstance(one, Path) else text

    def scope(self, paths: Sequence[str]) -> Scope | None:
        """The same paths, for a commit; None if all of them are standard input without a name."""
        named = [self.stdin_filename if path == STANDARD_INPUT else path for path in paths]
        known = tuple(path for path in named if path not in NAMELESS)
        return None if named and not known else Scope(known, self._excluded)

    def _excluded(self, file: Path) -> bool:
        return bool(self.configured.excluder(str(file), file))

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(f"{folder}: no manifests in this folder (*.yaml, *.yml, *.json)" for folder in self.empty)

    def _within(self, folder: str) -> Iterator[Input]:
        count = 0
        for found in files_of(Path(folder), respect_gitignore=self.respect_gitignore):
            count += not isinstance(found, Skipped)
            if self._is_taken(found):
                yield found
        if not count:
            self.empty.append(folder)

    def _is_taken(self, found: Input) -> bool:
        """Notes a file that nobody named; False if the configuration excludes it."""
        by = self.configured.excluder(file_name(found), _path_of(found))
        if not by:
            self.found.add(file_name(found))
        elif isinstance(found, Path):
            self.excluded.append(Silenced(Silencer.EXCLUDE, by, 1))
        return not by


def judged(ignores: Sequence[Ignore], folder: Path | None, paths: Sequence[str]) -> tuple[Ignore, ...]:
    """The entries of the configuration in `folder`, judged if the paths cover all the files that it applies to."""
    if not ignores or folder is None:
        return tuple(ignores)
    here = os.path.realpath(folder)
    covered = any(lies_in(os.path.realpath(path), here) for path in paths if is_folder(Path(path)))
    return tuple(ignore._replace(judged=covered) for ignore in ignores)


def _path_of(found: Input) -> Path:
    """The path that exclude patterns are compared with. An unreadable folder is excluded if all its files are."""
    return found if isinstance(found, Path) else Path(file_name(found), "_")


def file_name(one: Input) -> str:
    """The name of the file, as in reports."""
    if isinstance(one, Skipped):
        return one.note.file
    return str(one) if isinstance(one, Path) else one[0]

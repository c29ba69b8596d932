"""The inputs of the paths on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dslint.cli.file_settings import Configured
from dslint.cli.parameters import STANDARD_INPUT
from dslint.findings import Note, Silenced, Silencer
from dslint.source.file_search import is_folder
from dslint.source.inputs import Skipped, Text, files_of, standard_input

Input = Path | Text | Note | Skipped


@dataclass(slots=True)
class Inputs:
    """Reads paths. `empty` are folders without manifests, `excluded` says which configuration leaves files out."""

    configured: Configured
    respect_gitignore: bool = True
    stdin_filename: str = STANDARD_INPUT
    empty: list[str] = field(default_factory=list)
    excluded: list[Silenced] = field(default_factory=list)

    def of(self, paths: Sequence[str]) -> Iterator[Input]:
        for path in paths:
            if path == STANDARD_INPUT:
                yield standard_input(self.stdin_filename)
            elif is_folder(Path(path)):
                yield from self._within(path)
            else:
                yield Path(path)

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(f"{folder}: no manifests in this folder (*.yaml, *.yml, *.json)" for folder in self.empty)

    def _within(self, folder: str) -> Iterator[Input]:
        count = 0
        for found in files_of(Path(folder), respect_gitignore=self.respect_gitignore):
            settings = self.configured.settings(name_of(found))
            count += not isinstance(found, Skipped)
            if not settings.excludes(_path_of(found)):
                yield found
            elif isinstance(found, Path):
                self.excluded.append(Silenced(Silencer.EXCLUDE, settings.called, 1))
        if not count:
            self.empty.append(folder)


def _path_of(found: Input) -> Path:
    """What the configuration excludes; a folder that could not be read is excluded by what excludes all in it."""
    return found if isinstance(found, Path) else Path(name_of(found), "_")


def name_of(one: Input) -> str:
    """The file's name, as reports call it."""
    if isinstance(one, Skipped):
        return one.note.file
    return str(one) if isinstance(one, Path) else one[0]

"""The inputs that paths of the command line stand for, and what was looked for where there are none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dslint.cli.configured import Configured
from dslint.cli.parameters import STANDARD_INPUT
from dslint.findings import Note, Silenced, Silencer
from dslint.linting.inputs import Text, decoded
from dslint.source.find import find_files

Input = Path | Text | Note


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
                yield decoded(sys.stdin.buffer.read(), self.stdin_filename)
            elif Path(path).is_dir():
                yield from self._within(path)
            else:
                yield Path(path)

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(f"{folder}: no manifests in this folder (*.yaml, *.yml, *.json)" for folder in self.empty)

    def _within(self, folder: str) -> Iterator[Path]:
        count = 0
        for file in find_files(Path(folder), respect_gitignore=self.respect_gitignore):
            settings = self.configured.settings(str(file))
            if settings.excludes(file):
                self.excluded.append(Silenced(Silencer.EXCLUDE, settings.called, 1))
            else:
                yield file
            count += 1
        if not count:
            self.empty.append(folder)


def name_of(one: Input) -> str:
    return str(one) if isinstance(one, Path) else one[0]

"""The settings of files in an editor: those of an untrusted workspace bring no rules or policies of their own."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

from dslint.cli.file_settings import FileSettings
from dslint.own_files.configuration.files import NAMES, PYPROJECT
from dslint.own_files.configuration.settings import ConfigurationError, Settings
from dslint.source.file_search import absolute

MOST_FILES = 2_000
"""The most files of a folder that are looked at for changes."""


class EditorSettings(FileSettings):
    """As FileSettings. `trusted` says whether the workspace is."""

    trusted = True

    def settings(self, file: str | None) -> Settings:
        """Raises ConfigurationError."""
        found = super().settings(file)
        return found if self.trusted else found._replace(rules=(), cluster=())


def state(file: str, given: str | None) -> Hashable:
    """Differs once a configuration that could apply to the file has changed; `given` is the only one if it is named."""
    return tuple(map(_state, [Path(given)] if given else _candidates(absolute(Path(file)).parent)))


def state_of_named(settings: Settings) -> Hashable:
    """Differs once a file that the configuration names has changed."""
    try:
        named = (*settings.rules_folders, *map(Path, settings.cluster_files), *map(Path, settings.inventory_files))
    except ConfigurationError:
        return None
    return tuple(map(_state, _files_of(named)))


def _candidates(folder: Path) -> Iterator[Path]:
    for one in (folder, *folder.parents):
        yield from (one / name for name in (*NAMES, PYPROJECT))
        yield one / ".git"


def _files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Each path, and if it is a folder the files in it."""
    for path in paths:
        yield path
        if path.is_dir():
            yield from _below(path)


def _below(folder: Path) -> Iterator[Path]:
    found = 0
    for top, _, names in os.walk(folder):
        for name in names:
            found += 1
            if found > MOST_FILES:
                return
            yield Path(top, name)


def _state(path: Path) -> Hashable:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    # What is in the folder .git does not matter, and changes often.
    return (found.st_mtime_ns, found.st_size) if path.name != ".git" else path.name

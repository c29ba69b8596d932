"""Errors in configurations, also where they are: in the files that they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from dslint.server.diagnostics import SOURCE, failure
from dslint.source.file_search import absolute

_PLACED = re.compile(r"(?P<file>[^\n]+?\.(?:ya?ml|toml|json)):(?P<line>\d+): (?P<message>[^\n]+)")


def placed(error: str) -> dict[str, list[types.Diagnostic]]:
    """The lines of an error that name a file and a line, as diagnostics by URI."""
    found: dict[str, list[types.Diagnostic]] = {}
    for match in map(_PLACED.fullmatch, error.split("\n")):
        uri = from_fs_path(str(absolute(Path(match["file"])))) if match else None
        if match and uri:
            line = max(int(match["line"]) - 1, 0)
            where = types.Range(types.Position(line, 0), types.Position(line + 1, 0))
            severity = types.DiagnosticSeverity.Error
            found.setdefault(uri, []).append(types.Diagnostic(where, match["message"], severity, source=SOURCE))
    return found


def of_text(uri: str, error: str) -> list[types.Diagnostic]:
    """What is shown of an error in the text that it keeps from being checked: the errors in it, if it has some."""
    if not error:
        return []
    return placed(error).get(uri) or [failure(error)]


class Published:
    """The diagnostics of files that are not checked themselves, as they were published last."""

    def __init__(self, publish: Callable[[types.PublishDiagnosticsParams], None]) -> None:
        self._publish = publish
        self._errors: dict[str, str] = {}
        self._shown: dict[str, list[types.Diagnostic]] = {}

    def update(self, uri: str, error: str | None) -> None:
        """`error` is what the check of a text has failed with: "" if it has not, None for a text that is closed."""
        if error is None:
            self._errors.pop(uri, None)
        else:
            self._errors[uri] = error
        now: dict[str, list[types.Diagnostic]] = {}
        for one in dict.fromkeys(filter(None, self._errors.values())):
            now.update(placed(one))
        for file in self._shown.keys() | now.keys():
            if now.get(file) != self._shown.get(file) and file not in self._errors:
                self._publish(types.PublishDiagnosticsParams(file, now.get(file, [])))
        self._shown = now

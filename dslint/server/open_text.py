"""A text that an editor has open, as it is at one moment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from lsprotocol import types
from pygls.uris import to_fs_path

from dslint.server.positions import UTF16, Positions

NAMELESS = "-"
"""The name of a text without a file."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class _Fields(NamedTuple):
    uri: str
    language: str
    version: int
    text: str
    encoding: str = UTF16


class OpenText(_Fields):
    """`encoding` is the one of the client's positions."""

    @classmethod
    def of(cls, item: types.TextDocumentItem, encoding: str) -> OpenText:
        return cls(item.uri, item.language_id, item.version, _valid(item.text), encoding)

    def changed(self, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]) -> OpenText:
        """The text after changes, each of which is about the text that the one before has made."""
        text = self.text
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                positions = Positions(text, self.encoding)
                start, end = positions.offset(change.range.start), positions.offset(change.range.end)
                text = text[:start] + change.text + text[max(start, end) :]
            else:
                text = change.text
        return OpenText(self.uri, self.language, version, _valid(text), self.encoding)

    @property
    def name(self) -> str:
        """The path of its file."""
        return to_fs_path(self.uri) or NAMELESS

    @cached_property
    def positions(self) -> Positions:
        return Positions(self.text, self.encoding)


def _valid(text: str) -> str:
    """JSON can hold halves of surrogate pairs, which no file can."""
    return _LONE_SURROGATE.sub("\ufffd", text)

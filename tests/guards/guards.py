"""The guards that keep what docs/security.md promises, each with the test that fails without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

TABLE = Path(__file__).with_name("guards.yaml")


class Guard(NamedTuple):
    """A guard is taken out of `file` by putting one text in the place of another; `test` is the name for pytest."""

    name: str
    test: str
    file: str
    replace: str
    by: str

    def out_of(self, text: str) -> str:
        """The text of the file without the guard. Raises ValueError if it is not there, or not once."""
        if text.count(self.replace) != 1:
            raise ValueError(f"{self.file} has {self.replace!r} {text.count(self.replace)} times, not once")
        return text.replace(self.replace, self.by)


def guards() -> Iterator[Guard]:
    for entry in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        yield Guard(entry.pop("guard"), **entry)

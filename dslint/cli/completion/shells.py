"""Completion in bash, zsh and fish: their scripts, and what dslint answers them.

A script passes the line up to the cursor, and gets lines of a type, a value and a description, separated by tabs: a
word (`plain`), or that a file (`file`) or folder (`dir`) may follow. The value of the latter two is the number of
characters of the word before its path: the path in `--format json=re` begins after five of them. click would split
these words, and offer no files besides values.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import ClassVar

from click.shell_completion import ShellComplete, add_completion_class

from dslint.cli.completion.command_line import Place, place_of, words_of
from dslint.cli.completion.names import Item
from dslint.cli.completion.values import items
from dslint.report.escapes import visible

_HARMLESS = re.compile(r"[\w.,=:/@%+-]+", re.ASCII)
"""What needs no quotes in any shell. Names in files are untrusted: a shell would run `$(…)` in what it completes."""


class _Shell(ShellComplete):
    """What the shells share: `complete` answers, `source` is the script."""

    name: ClassVar[str]

    def source(self) -> str:
        return script(self.name)

    def complete(self) -> str:
        line = os.environ.get("COMP_LINE", "")
        words, word = words_of(line)
        place = place_of(self.cli, words, word)
        if place is None:
            return ""
        return "\n".join(text for item in items(place) if (text := self.answer(item, place)))

    def answer(self, item: Item, place: Place) -> str:
        if item.type != "plain":
            return f"{item.type}\t{place.kept + len(item.before or '')}\t"
        word = place.word[: place.kept] + item.value
        return f"plain\t{self.shown(word, place)}\t{visible(item.help or '')}" if _HARMLESS.fullmatch(word) else ""

    def shown(self, word: str, _place: Place) -> str:
        return word


class _Bash(_Shell):
    name = "bash"

    def shown(self, word: str, place: Place) -> str:
        """bash breaks unquoted words also at `=` and `:`, and replaces only what is behind the last one."""
        breaks = os.environ.get("COMP_WORDBREAKS", "")
        if not os.environ.get("COMP_LINE", "").endswith(place.word):
            return word
        start = max((place.word.rfind(mark) for mark in breaks), default=-1) + 1
        return word[start:]


class _Zsh(_Shell):
    name = "zsh"


class _Fish(_Shell):
    name = "fish"


SHELLS = (_Bash.name, _Zsh.name, _Fish.name)


def script(shell: str) -> str:
    """The script that makes a shell complete `dslint`."""
    return (Path(__file__).parent / f"dslint.{shell}").read_text(encoding="utf-8")


def register() -> None:
    """Let click use these for `_DSLINT_COMPLETE`."""
    for shell in (_Bash, _Zsh, _Fish):
        add_completion_class(shell)

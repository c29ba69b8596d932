"""Globs as git's wildmatch reads them: `*` and `?` within a name, `**` across folders, `[a-z]`, backslashes.

A glob becomes an automaton whose states are the bits of one number, so that each byte of a text is one step: no pattern
takes longer than its length times that of the text. Regular expressions would go back and forth instead, and some
patterns of few stars never end.

git: wildmatch.c.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dslint.source.glob_classes import InvalidClassError, class_at

_ALL = (1 << 256) - 1
_SLASH = ord("/")
_NAME = _ALL & ~(1 << _SLASH)
"""Sets of bytes are the bits of a number, too."""


@dataclass(slots=True)
class _Automaton:
    """`accepted` holds for each state the bytes that lead to the next. In states of `names` and `paths` any byte of a
    name, or any at all, changes nothing. From one of `skips`, where `**/` begins, the two next states are reached
    without a byte: its star, and what follows.
    """

    accepted: list[int] = field(default_factory=list)
    names: int = 0
    paths: int = 0
    skips: int = 0
    _steps: dict[int, int] = field(default_factory=dict)

    def matches(self, text: bytes) -> bool:
        """Whether the last state is reached with the last byte."""
        states = self._skipped(1)
        for byte in text:
            stays = self.paths if byte == _SLASH else self.names | self.paths
            states = self._skipped(((states & self._step(byte)) << 1) | (states & stays))
            if not states:
                return False
        return bool(states >> len(self.accepted))

    def _step(self, byte: int) -> int:
        """The states that a byte leads on from."""
        if byte not in self._steps:
            bits = "".join("1" if accepted >> byte & 1 else "0" for accepted in reversed(self.accepted))
            self._steps[byte] = int(bits or "0", 2)
        return self._steps[byte]

    def _skipped(self, states: int) -> int:
        skipped = states & self.skips
        return states | skipped << 1 | skipped << 2 if skipped else states


def matcher_of(prefix: bytes, glob: bytes) -> Callable[[bytes], bool] | None:
    """Tells of texts whether they are a prefix, letter by letter, and then match a glob; None where no text does."""
    automaton = _Automaton()
    index = 0
    try:
        while index < len(glob):
            index = _read(automaton, glob, index)
    except InvalidClassError:
        return None
    matches, size = automaton.matches, len(prefix)
    return (lambda text: text.startswith(prefix) and matches(text[size:])) if prefix else matches


def _read(automaton: _Automaton, glob: bytes, index: int) -> int:
    """Read what begins at an index; where the next begins. Raises InvalidClassError."""
    byte = glob[index]
    if byte == ord("*"):
        return _stars(automaton, glob, index)
    if byte == ord("?"):
        automaton.accepted.append(_NAME)
        return index + 1
    if byte == ord("["):
        accepted, end = class_at(glob, index)
        automaton.accepted.append(accepted & _NAME)
        return end
    if byte == ord("\\"):
        index += 1
        if index == len(glob):
            raise InvalidClassError(glob)
    automaton.accepted.append(1 << glob[index])
    return index + 1


def _stars(automaton: _Automaton, glob: bytes, index: int) -> int:
    end = index
    while end < len(glob) and glob[end] == ord("*"):
        end += 1
    rest = glob[end : end + 2]
    alone = (index == 0 or glob[index - 1] == _SLASH) and (not rest or rest[0] == _SLASH or rest == b"\\/")
    here = 1 << len(automaton.accepted)
    if end - index < 2 or not alone:
        automaton.names |= here
    elif rest[:1] != b"/":
        automaton.paths |= here
    else:
        return _any_folders(automaton, glob, end + 1)
    return end


def _any_folders(automaton: _Automaton, glob: bytes, end: int) -> int:
    """`**/`, once or several times: any number of folders, or none."""
    while glob.startswith(b"**", end):
        after = len(glob) - len(glob[end:].lstrip(b"*"))
        if glob[after : after + 1] != b"/":
            break
        end = after + 1
    here = 1 << len(automaton.accepted)
    automaton.skips |= here
    automaton.paths |= here << 1
    automaton.accepted += [0, 1 << _SLASH]
    return end

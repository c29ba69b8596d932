"""Classes of bytes in globs: `[abc]`, `[!a-z]`, `[[:digit:]]`. git: wildmatch.c."""

from __future__ import annotations

from types import MappingProxyType

_ALL = (1 << 256) - 1
_DIGITS, _LOWER, _UPPER = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = _LOWER + _UPPER
_PRINTED = "".join(map(chr, range(0x21, 0x7F)))


class InvalidClassError(ValueError):
    """A class without an end or with a name that there is not, or a backslash with nothing behind: nothing matches."""


def _set(letters: str) -> int:
    return sum(1 << ord(letter) for letter in set(letters))


_NAMED = MappingProxyType(
    {
        b"alnum": _set(_DIGITS + _LETTERS),
        b"alpha": _set(_LETTERS),
        b"blank": _set(" \t"),
        b"cntrl": _set("".join(map(chr, range(0x20))) + "\x7f"),
        b"digit": _set(_DIGITS),
        b"graph": _set(_PRINTED),
        b"lower": _set(_LOWER),
        b"print": _set(_PRINTED + " "),
        b"punct": _set("".join(set(_PRINTED) - set(_DIGITS + _LETTERS))),
        b"space": _set(" \t\n\r"),
        b"upper": _set(_UPPER),
        b"xdigit": _set(_DIGITS + "abcdefABCDEF"),
    }
)


def class_at(glob: bytes, index: int) -> tuple[int, int]:
    """The bytes of the class that begins at an index, as the bits of a number, and where it ends.

    Raises InvalidClassError.
    """
    index += 1
    negated = glob[index : index + 1] in (b"!", b"^")
    index += negated
    found, previous, first = 0, 0, True
    while first or glob[index : index + 1] != b"]":
        first = False
        added, previous, index = _member(glob, index, previous)
        found |= added
    return (_ALL & ~found if negated else found), index + 1


def _member(glob: bytes, index: int, previous: int) -> tuple[int, int, int]:
    """What one member adds, the byte that a range may begin with (0 for none), and where the next begins."""
    byte = _byte(glob, index)
    if byte == ord("-") and previous and glob[index + 1 : index + 2] not in (b"", b"]"):
        last, end = _escaped(glob, index + 1)
        return sum(1 << inner for inner in range(previous, last + 1)), 0, end
    if glob.startswith(b"[:", index):
        end = glob.find(b"]", index + 2)
        if end < 0:
            raise InvalidClassError(glob)
        if glob[end - 1 : end] == b":" and end - 1 >= index + 2:
            return _named(glob, glob[index + 2 : end - 1]), 0, end + 1
        return 1 << byte, byte, index + 1
    byte, end = _escaped(glob, index)
    return 1 << byte, byte, end


def _named(glob: bytes, name: bytes) -> int:
    if name not in _NAMED:
        raise InvalidClassError(glob)
    return _NAMED[name]


def _escaped(glob: bytes, index: int) -> tuple[int, int]:
    index += _byte(glob, index) == ord("\\")
    return _byte(glob, index), index + 1


def _byte(glob: bytes, index: int) -> int:
    if index >= len(glob):
        raise InvalidClassError(glob)
    return glob[index]

"""How to write what was probably meant by a text that is no Kubernetes version."""

from __future__ import annotations

import re

Version = tuple[int, int]

_MINOR = r"(?<![0-9])(?<![0-9]\.)([0-9]{1,3}\.[0-9]{1,3})(?![0-9])"
"""A minor anywhere in a text."""

_APART = r"[0-9.v\s]+"
"""Versions separated by spaces only."""

_OPEN_END = r">.*|.*[-+…]\s*|.*\.\.\s*"
_OPEN_START = r"<.*|\s*\.\..*"


def how_to_write(text: str, oldest: Version, newest: Version, default: str) -> str:
    """`write it as 1.36`, or the list or the range that the text seems to be, of the versions from oldest to newest."""
    found = [minor for minor in re.findall(_MINOR, text) if oldest <= _pair(minor) <= newest]
    if not found:
        return "write it as 1.36"
    low, high = min(found, key=_pair), max(found, key=_pair)
    if len(found) > 1:
        either = f"{','.join(found)} or " if re.fullmatch(_APART, text) and ".." not in text else ""
        return f"write {either}{low}..{high}"
    if re.fullmatch(_OPEN_START, text):
        return f"write {_shown(oldest)}..{high}"
    if re.fullmatch(_OPEN_END, text):
        return f"write {low}..{max(default, low, key=_pair)}"
    return f"write it as {low}"


def why_unknown(text: str, version: Version, oldest: Version, newest: Version) -> str:
    """Why there is no such version. YAML reads 1.30 as the number 1.3."""
    longer = (version[0], version[1] * 10)
    cut = f"; if YAML has cut {_shown(longer)}, write it in quotes" if oldest < longer <= newest else ""
    return f"Kubernetes {text} is not known; dslint knows {_shown(oldest)} to {_shown(newest)}{cut}"


def _shown(version: Version) -> str:
    return f"{version[0]}.{version[1]}"


def _pair(version: str) -> Version:
    major, _, minor = version.partition(".")
    return int(major), int(minor)

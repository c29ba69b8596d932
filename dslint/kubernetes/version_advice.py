"""How to write what was probably meant by a text that is no Kubernetes version."""

from __future__ import annotations

import re

from dslint.kubernetes.release import DEFAULT_VERSION, NEWEST, OLDEST, Version, show

_MINOR = r"(?<![0-9])(?<![0-9]\.)([0-9]{1,3}\.[0-9]{1,3})(?![0-9])"
"""A minor anywhere in a text."""

_APART = r"[0-9.v\s]+"
"""Versions separated by spaces only."""

_OPEN_END = r">.*|.*[-+…]\s*|.*\.\.\s*"
_OPEN_START = r"<.*|\s*\.\..*"


def how_to_write(text: str) -> str:
    """`write it as 1.36`, or the list or the range that the text seems to be."""
    found = [*filter(_is_known, re.findall(_MINOR, text))]
    if not found:
        return "write it as 1.36"
    low, high = min(found, key=_pair), max(found, key=_pair)
    if len(found) > 1:
        either = f"{','.join(found)} or " if re.fullmatch(_APART, text) and ".." not in text else ""
        return f"write {either}{low}..{high}"
    if re.fullmatch(_OPEN_START, text):
        return f"write {show(OLDEST)}..{high}"
    if re.fullmatch(_OPEN_END, text):
        return f"write {low}..{max(DEFAULT_VERSION, low, key=_pair)}"
    return f"write it as {low}"


def _is_known(minor: str) -> bool:
    return OLDEST <= _pair(minor) <= NEWEST


def _pair(version: str) -> Version:
    major, _, minor = version.partition(".")
    return int(major), int(minor)

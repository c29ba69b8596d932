"""semver(): semantic versions. In the library a version travels as a map of its text."""

from __future__ import annotations

import re
from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, overload
from dslint.kubernetes.go_quoting import quoted

SEMVER = "kubernetes.Semver"

Map = dict[str, Any]

_LETTERS = re.compile("[0-9A-Za-z-]+")


def _parsed(text: str) -> tuple[list[int], list[str]]:
    """The three numbers and the parts of the pre-release. Faults are worded as by github.com/blang/semver."""
    if not text:
        raise FunctionError("Version string empty")
    numbers = text.split(".", 2)
    if len(numbers) != 3:
        raise FunctionError("No Major.Minor.Patch elements found")
    core, plus, build = numbers[2].partition("+")
    patch, dash, pre = core.partition("-")
    found = [_number(one, name) for one, name in ((numbers[0], "major"), (numbers[1], "minor"), (patch, "patch"))]
    parts = pre.split(".") if dash else []
    for part in parts:
        _check_part(part)
    for part in build.split(".") if plus else []:
        if not part:
            raise FunctionError("Build meta data is empty")
        if not _LETTERS.fullmatch(part):
            raise FunctionError(f"Invalid character(s) found in build meta data {quoted(part)}")
    return found, parts


def _number(text: str, name: str) -> int:
    if not re.fullmatch("[0-9]+", text):
        raise FunctionError(f"Invalid character(s) found in {name} number {quoted(text)}")
    if len(text) > 1 and text.startswith("0"):
        raise FunctionError(f"{name.capitalize()} number must not contain leading zeroes {quoted(text)}")
    return int(text[:30])


def _check_part(part: str) -> None:
    if not part:
        raise FunctionError("Prerelease is empty")
    if part.isdigit() and len(part) > 1 and part.startswith("0"):
        raise FunctionError(f"Numeric PreRelease version must not contain leading zeroes {quoted(part)}")
    if not _LETTERS.fullmatch(part):
        raise FunctionError(f"Invalid character(s) found in prerelease {quoted(part)}")


def _normalized(text: str) -> str:
    """A `v` goes, missing numbers are 0, and zeros at the front of a number go."""
    parts = [_without_zeros(part) for part in text.removeprefix("v").split(".", 2)]
    if len(parts) < 3:
        if re.search("[+-]", parts[-1]):
            raise FunctionError("short version cannot contain PreRelease/Build meta data")
        parts += ["0"] * (3 - len(parts))
    return ".".join(parts)


def _without_zeros(part: str) -> str:
    if len(part) < 2:
        return part
    rest = part.lstrip("0")
    return rest if rest and rest[0] in "0123456789" else f"0{rest}"


def _semver(text: str, *normalize: bool) -> Map:
    text = _normalized(text) if any(normalize) else text
    _parsed(text)
    return {"@type": SEMVER, "text": text}


def _is_semver(text: str, *normalize: bool) -> bool:
    try:
        _semver(text, *normalize)
    except FunctionError:
        return False
    return True


def compare(one: Map, other: Map) -> int:
    (first, pre), (second, other_pre) = _parsed(one["text"]), _parsed(other["text"])
    if first != second:
        return 1 if first > second else -1
    if not pre or not other_pre:
        return bool(other_pre) - bool(pre)
    left, right = map(_rank, pre), map(_rank, other_pre)
    ranks = list(left), list(right)
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])


def _rank(part: str) -> tuple[bool, int, str]:
    """Numbers come before texts."""
    return (False, int(part), "") if part.isdigit() else (True, 0, part)


_ON = f"<{SEMVER}>"

SEMANTIC_VERSIONS = (
    overload(f"semver(string) -> {SEMVER}", _semver),
    overload(f"semver(string, bool) -> {SEMVER}", _semver),
    overload("isSemver(string) -> bool", _is_semver),
    overload("isSemver(string, bool) -> bool", _is_semver),
    overload(f"{_ON}.isGreaterThan({SEMVER}) -> bool", lambda one, other: compare(one, other) > 0),
    overload(f"{_ON}.isLessThan({SEMVER}) -> bool", lambda one, other: compare(one, other) < 0),
    overload(f"{_ON}.compareTo({SEMVER}) -> int", compare),
    *(
        overload(f"{_ON}.{name}() -> int", lambda one, at=at: _parsed(one["text"])[0][at])
        for at, name in enumerate(("major", "minor", "patch"))
    ),
)

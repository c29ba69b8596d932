"""One Kubernetes release: its version, its feature gates, and what behaves differently in it.

Everybody who must know a version asks a Release: `release.enabled("PodLevelResources")` for a feature gate,
`release.has(SOME_BEHAVIOUR)` for a difference that no gate names. Behaviours are constants in the table of the room
that asks (`placement/behaviours.py`, `validation/behaviours.py` …), so version numbers stand in tables only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dslint.kubernetes.digits import whole
from dslint.kubernetes.feature_gates import GATES, Gate
from dslint.kubernetes.nearest import hint

OLDEST = (1, 5)
NEWEST = (1, 37)
NEWEST_RECORDED = (1, 36)
"""The newest release that recordings of real control planes exist for; later ones follow its rules."""

DEFAULT_VERSION = "1.36"

_VERSION = re.compile(r"v?(\d+)\.(\d+)(?:\.\d+)?(?:[-+].*)?")

Version = tuple[int, int]


class UnknownVersionError(ValueError):
    """A version that is no Kubernetes minor between 1.5 and 1.37; the text says what to write instead."""


class UnknownGateError(ValueError):
    """A feature gate that dslint has no table entry for."""


def parse_version(text: str) -> Version:
    """`1.36`, `v1.36.2` -> (1, 36).

    Raises UnknownVersionError for other texts and for minors outside 1.5 … 1.37.
    """
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise UnknownVersionError(f"{text!r} is no Kubernetes version; write it as 1.36")
    version = (whole(match[1]), whole(match[2]))
    if not OLDEST <= version <= NEWEST:
        raise UnknownVersionError(f"Kubernetes {text} is not known; dslint knows {show(OLDEST)} to {show(NEWEST)}")
    return version


def parse_versions(text: str) -> tuple[str, ...]:
    """`1.36`, `1.27,1.33`, `1.29..1.36` -> the minors meant, ascending, each once.

    Raises UnknownVersionError.
    """
    found: set[Version] = set()
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        first, dots, last = part.partition("..")
        low = parse_version(first)
        high = parse_version(last) if dots else low
        if high < low:
            raise UnknownVersionError(f"{part!r} ends before it starts; write {last}..{first}")
        found.update((1, minor) for minor in range(low[1], high[1] + 1))
    if not found:
        raise UnknownVersionError("no Kubernetes version given; write 1.36, 1.27,1.33 or 1.29..1.36")
    return tuple(show(version) for version in sorted(found))


def show(version: Version) -> str:
    return f"{version[0]}.{version[1]}"


def reservations(versions: Iterable[str]) -> tuple[str, ...]:
    """What has to be said of answers for these versions: for some, no control plane was watched."""
    newest = show(NEWEST_RECORDED)
    unseen = [version for version in versions if parse_version(version) > NEWEST_RECORDED]
    return tuple(
        f"Kubernetes {one} has a schema of its own here; all other rules are those of {newest}" for one in unseen
    )


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something that holds from one minor (`since`) until before another (`until`); None leaves a side open."""

    since: str | None = None
    until: str | None = None

    def holds(self, version: Version) -> bool:
        after = self.since is None or version >= parse_version(self.since)
        return after and (self.until is None or version < parse_version(self.until))


@dataclass(frozen=True, slots=True)
class Release:
    """A Kubernetes minor with its feature gates, at their defaults unless set."""

    version: Version
    gates: Mapping[str, bool] = field(default_factory=dict)
    _answers: dict[Behaviour | str, bool] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, text: str, gates: Mapping[str, bool] | None = None) -> Release:
        """Raises UnknownVersionError and, for a gate without an entry in the table, UnknownGateError."""
        for name in gates or {}:
            if name not in GATES:
                raise UnknownGateError(f"feature gate {name} is not known{hint(name, GATES)}")
        return cls(parse_version(text), dict(gates or {}))

    def __str__(self) -> str:
        return show(self.version)

    @property
    def rules(self) -> Version:
        """The version whose rules apply: later ones than the recordings follow the newest recorded."""
        return min(self.version, NEWEST_RECORDED)

    def enabled(self, gate: str) -> bool:
        """Whether the feature is on: as set, else the gate's default in this version."""
        answer = self._answers.get(gate)
        if answer is None:
            default = GATES[gate].on(self.rules)
            answer = self._answers[gate] = self.gates.get(gate, default)
        return answer

    def has(self, behaviour: Behaviour) -> bool:
        answer = self._answers.get(behaviour)
        if answer is None:
            answer = self._answers[behaviour] = behaviour.holds(self.rules)
        return answer


__all__ = [
    "DEFAULT_VERSION",
    "Behaviour",
    "Gate",
    "Release",
    "UnknownGateError",
    "UnknownVersionError",
    "parse_version",
    "parse_versions",
    "reservations",
    "show",
]

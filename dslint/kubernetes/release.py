"""A Kubernetes release: its version, its feature gates, and its behaviours.

Code that depends on the version asks a Release: `release.enabled("PodLevelResources")` for a feature gate,
`release.has(SOME_BEHAVIOUR)` for a difference without one. Behaviours are constants in tables of each package
(`placement/behaviours.py`, `validation/behaviours.py`), so version numbers occur in tables only. When several releases
are judged together, each question is noted (release_range.py): those that answer alike are judged once. So ask only
where the answer matters: first look for the field, then whether its gate is on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from dslint.kubernetes.feature_gates import GATES, Gate

OLDEST = (1, 5)
NEWEST = (1, 37)
NEWEST_RECORDED = (1, 36)
"""The newest release with recordings of real control planes; the rules of later ones are the same."""

DEFAULT_VERSION = "1.36"

_VERSION = re.compile(r"v?([0-9]{1,3})\.([0-9]{1,3})(?:\.[0-9]+(?:[-+](?!v?1\.[0-9]{1,2}(?![0-9a-z])).*)?)?")
"""A minor, or a whole version with what a build adds to it: v1.27.3-gke.100, v1.30.4+k3s1. 1.30.0-1.36.0 is neither."""

Version = tuple[int, int]
Answer = TypeVar("Answer")


class UnknownVersionError(ValueError):
    """A version that is not a Kubernetes minor from 1.5 to 1.37. The text says what to write instead."""


def parse_version(text: object) -> Version:
    """`1.36`, `v1.36.2` -> (1, 36).

    Raises UnknownVersionError for other texts and for minors outside 1.5 … 1.37.
    """
    if not isinstance(text, str):
        raise UnknownVersionError(f"{text!r} is not a string; write the version in quotes, such as {DEFAULT_VERSION!r}")
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        if "," in text or ".." in text:
            raise UnknownVersionError(f"{text!r} is not one Kubernetes version; write one, such as 1.36")
        raise UnknownVersionError(f"{text!r} is not a Kubernetes version; {_advice(text)}")
    version = (int(match[1]), int(match[2]))
    if not OLDEST <= version <= NEWEST:
        from dslint.kubernetes.version_advice import why_unknown

        raise UnknownVersionError(why_unknown(text, version, OLDEST, NEWEST))
    return version


def parse_versions(text: object) -> tuple[str, ...]:
    """`1.36`, `1.27,1.33`, `1.29..1.36` -> the minors, ascending and unique.

    Raises UnknownVersionError.
    """
    if not isinstance(text, str):
        return parse_versions(show(parse_version(text)))
    if not text.strip():
        raise UnknownVersionError("no Kubernetes version given; write 1.36, 1.27,1.33 or 1.29..1.36")
    found: set[Version] = set()
    for part in map(str.strip, text.split(",")):
        if not part:
            raise UnknownVersionError(f"{text!r} has an empty entry; write a list as 1.27,1.33")
        found.update(_minors(part))
    return tuple(show(version) for version in sorted(found))


def all_versions(texts: object) -> tuple[str, ...]:
    """The minors of one or more texts, ascending and unique. Raises UnknownVersionError."""
    each = texts if isinstance(texts, Iterable) and not isinstance(texts, str) else (texts,)
    found = {version for text in each for version in parse_versions(text)}
    return tuple(sorted(found, key=parse_version)) or parse_versions("")


def _minors(part: str) -> Iterable[Version]:
    """The minors of one entry of a list."""
    first, dots, last = (piece.strip() for piece in part.partition(".."))
    if not dots:
        return [parse_version(part)]
    if not first or not last:
        missing = "end" if first else "start"
        raise UnknownVersionError(f"{part!r} has no {missing}; {_advice(part)}")
    if ".." in last or not (_VERSION.fullmatch(first) and _VERSION.fullmatch(last)):
        raise UnknownVersionError(f"{part!r} is not a range of Kubernetes versions; {_advice(part)}")
    low, high = parse_version(first), parse_version(last)
    if high < low:
        raise UnknownVersionError(f"{part!r} ends before it starts; write {last}..{first}")
    return [(low[0], minor) for minor in range(low[1], high[1] + 1)]


def _advice(text: str) -> str:
    from dslint.kubernetes.version_advice import how_to_write

    return how_to_write(text, OLDEST, NEWEST, DEFAULT_VERSION)


def show(version: Version) -> str:
    return f"{version[0]}.{version[1]}"


def reservations(versions: Iterable[str]) -> tuple[str, ...]:
    """Remarks on versions newer than the recordings of real control planes."""
    newest = show(NEWEST_RECORDED)
    unseen = [version for version in versions if parse_version(version) > NEWEST_RECORDED]
    return tuple(
        f"Kubernetes {one} has a schema of its own here; all other rules are those of {newest}" for one in unseen
    )


class Behaviour(NamedTuple):
    """A difference between releases without a feature gate: from `since` on, before `until`; None leaves it open.

    `source` says where the difference can be read: a file of kubernetes/kubernetes, mostly with the function that
    changed, a KEP or a changelog.
    """

    since: str | None = None
    until: str | None = None
    source: str = ""

    def holds(self, version: Version) -> bool:
        after = self.since is None or version >= parse_version(self.since)
        return after and (self.until is None or version < parse_version(self.until))


class Release:
    """A Kubernetes minor with its feature gates, which have their defaults unless set.

    `given` are the gates as the cluster sets them; `gates` are those of them that have an effect.
    """

    __slots__ = ("_answers", "_gates", "_given", "_version")

    def __init__(
        self, version: Version, gates: Mapping[str, bool] | None = None, given: Mapping[str, bool] | None = None
    ) -> None:
        self._version = version
        self._gates, self._given = gates or {}, given or {}
        self._answers: dict[Behaviour | str, bool] = {}

    @property
    def version(self) -> Version:
        return self._version

    @property
    def gates(self) -> Mapping[str, bool]:
        return self._gates

    @property
    def given(self) -> Mapping[str, bool]:
        return self._given

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Release) and (self.version, self.gates) == (other.version, other.gates)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Release(version={self.version}, gates={self.gates})"

    @classmethod
    def of(cls, text: str, gates: Mapping[str, bool] | None = None) -> Release:
        """The release of a version with these gates set, also AllAlpha and AllBeta. Raises UnknownVersionError."""
        version = parse_version(text)
        if not gates:
            return cls(version)
        from dslint.kubernetes.feature_gate_settings import effective

        return cls(version, effective(gates, min(version, NEWEST_RECORDED)), dict(gates))

    def __str__(self) -> str:
        return show(self.version)

    @property
    def rules(self) -> Version:
        """The version whose rules apply: at most the newest recorded one."""
        return min(self.version, NEWEST_RECORDED)

    @property
    def newest(self) -> Release:
        """The newest of the releases that are judged together with this one."""
        return self

    @property
    def together(self) -> tuple[Version, ...]:
        """The versions of all releases that are judged together."""
        return (self.version,)

    def enabled(self, gate: str) -> bool:
        """Whether the feature gate is on: as set, otherwise its default in this version."""
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

    def knows(self, gate: str) -> bool:
        """Whether the feature gate exists in this version."""
        return GATES[gate].known(self.rules)

    def is_before(self, version: Version) -> bool:
        """Whether the rules are those of a release before this version."""
        return self.rules < version

    def of_version(self, function: Callable[..., Answer], *args: object) -> Answer:
        """What `function(*args, version)` is. The other arguments can be keys of a map."""
        return function(*args, self.version)

    def version_alike(self, alike: Callable[[Version, tuple[Version, ...]], int]) -> Version:  # noqa: ARG002
        """The version, of which only that counts in which it equals others: the function gives them, one bit each."""
        return self.version

    def newest_alike(self, alike: Callable[[Version, tuple[Version, ...]], int]) -> Version:  # noqa: ARG002
        """As version_alike, but the newest of the versions that are equal in it, so that fewer are looked into."""
        return self.version

    def first_like(self, value: Answer, essence: Callable[[Answer], object]) -> Answer:  # noqa: ARG002
        """The value, or one of a release that is judged with this one, if both have the same essence."""
        return value

    def once(self, step: Callable[..., Answer], *args: object) -> Answer:
        """The result of `step(*args, release)`, which nobody changes. The step depends on nothing else."""
        return step(*args, self)

    def once_a_part(self, step: Callable[..., Answer], *args: object) -> Answer:
        """As `once`, for one of many parts of an object: its result is not compared with those of other parts."""
        return step(*args, self)

    def results(
        self, releases: Sequence[Release], function: Callable[[Release], Answer]
    ) -> Iterator[tuple[Release, Answer]]:
        """Each of the releases, of which this is one, with what the function gives for it."""
        return ((release, function(release)) for release in releases)


def releases_of(versions: str | Iterable[str], gates: Mapping[str, bool] | None) -> list[Release]:
    """The releases of these versions with these gates set. Raises UnknownVersionError, and TypeError."""
    return [Release.of(version, gates) for version in all_versions(texts_of_versions(versions))]


def texts_of_versions(versions: str | Iterable[str]) -> list[str]:
    """Each text of one or more. Raises TypeError for what is no text."""
    found = [versions] if isinstance(versions, str) or not isinstance(versions, Iterable) else list(versions)
    for version in found:
        if not isinstance(version, str):
            raise TypeError(f'a Kubernetes version must be a str such as "1.36", not {version!r}')
    return found


def remarks_on(releases: Sequence[Release]) -> tuple[str, ...]:
    """What is said of releases as such: reservations on their rules, and settings of feature gates without effect."""
    found = reservations(map(str, releases))
    given = releases[0].given if releases else {}
    if not given:
        return found
    from dslint.kubernetes.feature_gate_settings import remarks

    return (*found, *remarks(given, {str(release): release.rules for release in releases}))


__all__ = [
    "DEFAULT_VERSION",
    "Behaviour",
    "Gate",
    "Release",
    "UnknownVersionError",
    "all_versions",
    "parse_version",
    "parse_versions",
    "releases_of",
    "remarks_on",
    "reservations",
    "show",
    "texts_of_versions",
]

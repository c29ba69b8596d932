"""Several releases that are judged together: what does not differ between them is judged once.

A step of judging asks its release questions: whether a feature gate is on, whether a behaviour holds, what a function
says of its version. Each answer is noted with the releases that answer alike; those that answer all questions of a step
alike share its result. What asks for the version itself shares nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, is_
from typing import Any, NamedTuple

from dslint.kubernetes.release import Answer, Behaviour, Release, Version


class Done(NamedTuple):
    """A step that was done: what it was given, its result, and the releases of this result, one bit each."""

    given: tuple[object, ...]
    result: Any
    releases: int


class ReleaseRange(Sequence[Release]):
    """Releases that are judged together. Each pass over them is for one subject, which shares nothing with others."""

    def __init__(self, releases: Iterable[Release]) -> None:
        self.plain = tuple(releases)
        self.versions = tuple(release.version for release in self.plain)
        self.everyone = (1 << len(self.plain)) - 1
        self.done: dict[Callable[..., Any], list[Done]] = {}
        self.texts: dict[int, str] = {}
        self.releases = tuple(ComparedRelease(self, number) for number in range(len(self.plain)))

    def __iter__(self) -> Iterator[Release]:
        self.done, self.texts = {}, {}
        return iter(self.releases)

    def __len__(self) -> int:
        return len(self.releases)

    def __getitem__(self, index: Any) -> Any:
        return self.releases[index]

    def __reduce__(self) -> tuple[type[ReleaseRange], tuple[object]]:
        return ReleaseRange, (self.plain,)

    def alike(self, number: int, question: Callable[..., Any], *args: object) -> tuple[Any, int]:
        """What a release answers, and the releases that answer the same."""
        answers = [question(release, *args) for release in self.plain]
        return answers[number], bits(answer == answers[number] for answer in answers)

    def first_of_equals(self, result: Answer, known: Iterable[Done]) -> Answer:
        """The result, or an equal one of other releases, so that steps that are given it are shared too."""
        for done in known:
            if self.are_equal(done.result, result):
                return done.result  # type: ignore[no-any-return]
        return result

    def are_equal(self, known: object, other: object) -> bool:
        """Whether a result that is kept equals another. 1 and True, and maps of another order, have other texts."""
        try:
            if known is other or known != other:
                return known is other
            text = self.texts.get(id(known))
            if text is None:
                text = self.texts[id(known)] = repr(known)
            return text == repr(other)
        except RecursionError:
            return False


class ComparedRelease(Release):
    """One of several releases. `alike` are those that have answered all questions of the step so far as it did."""

    __slots__ = ("_known", "_number", "_own", "_range", "_release", "alike")

    def __init__(self, of: ReleaseRange, number: int) -> None:
        self._range, self._number, self._release = of, number, of.plain[number]
        self._own = 1 << number
        self._known: dict[object, tuple[Any, int]] = {}
        self.alike = of.everyone

    def _answer(self, key: object, question: Callable[..., Any], *args: object) -> Any:
        """What `question(release, *args)` is; the key tells it from other questions."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._range.alike(self._number, question, *args)
        self.alike &= known[1]
        return known[0]

    @property
    def version(self) -> Version:
        self.alike &= self._own
        return self._release.version

    @property
    def rules(self) -> Version:
        return self._answer("rules", attrgetter("rules"))  # type: ignore[no-any-return]

    @property
    def gates(self) -> Mapping[str, bool]:
        return self._answer("gates", attrgetter("gates"))  # type: ignore[no-any-return]

    @property
    def given(self) -> Mapping[str, bool]:
        return self._answer("given", attrgetter("given"))  # type: ignore[no-any-return]

    def enabled(self, gate: str) -> bool:
        return self._answer(gate, Release.enabled, gate)  # type: ignore[no-any-return]

    def has(self, behaviour: Behaviour) -> bool:
        return self._answer(behaviour, Release.has, behaviour)  # type: ignore[no-any-return]

    def knows(self, gate: str) -> bool:
        return self._answer(("known", gate), Release.knows, gate)  # type: ignore[no-any-return]

    def is_before(self, version: Version) -> bool:
        return self._answer(version, Release.is_before, version)  # type: ignore[no-any-return]

    def of_version(self, function: Callable[..., Answer], *args: object) -> Answer:
        return self._answer((function, args), Release.of_version, function, *args)  # type: ignore[no-any-return]

    def version_alike(self, alike: Callable[[Version, tuple[Version, ...]], int]) -> Version:
        self.alike &= alike(self._release.version, self._range.versions)
        return self._release.version

    def first_like(self, value: Answer, essence: Callable[[Answer], object]) -> Answer:
        known = self._range.done.setdefault(essence, [])
        for done in known:
            if done.given[0] is value:
                return done.result[0]  # type: ignore[no-any-return]
        found = essence(value)
        first = next((done.result[0] for done in known if self._range.are_equal(done.result[1], found)), value)
        known.append(Done((value,), (first, found), self._range.everyone))
        return first

    def once(self, step: Callable[..., Answer], *args: object) -> Answer:
        known = self._range.done.setdefault(step, [])
        # The release before mostly had the same.
        for done in reversed(known):
            if done.releases & self._own and all(map(is_, done.given, args)):
                self.alike &= done.releases
                return done.result  # type: ignore[no-any-return]
        outer, self.alike = self.alike, self._range.everyone
        try:
            result = self._range.first_of_equals(step(*args, self), known)
            known.append(Done(args, result, self.alike))
        finally:
            self.alike &= outer
        return result


def bits(which: Iterable[bool]) -> int:
    """Those of several releases or versions for which it holds, one bit each."""
    return sum(1 << number for number, holds in enumerate(which) if holds)


__all__ = ["ComparedRelease", "ReleaseRange", "bits"]

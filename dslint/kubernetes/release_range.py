"""Several releases that are judged together: what does not differ between them is judged once.

A step of judging asks its release questions: whether a feature gate is on, whether a behaviour holds, what a function
says of its version. Each answer is noted with the releases that answer alike; those that answer all questions of a step
alike share its result. What asks for the version itself shares nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from dslint.kubernetes.release import Answer, Behaviour, Release, Version


class Done(NamedTuple):
    """A step that was done: what it was given, its result, and the releases of this result, one bit each.

    What it was given is kept so that nothing else gets its id.
    """

    given: tuple[object, ...]
    result: Any
    releases: int


class ReleaseRange(Sequence[Release]):
    """Releases that are judged together. Each pass over them is for one subject, which shares nothing with others.

    `done` are the steps by what they were given, by identity; `results` are their different results.
    """

    def __init__(self, releases: Iterable[Release]) -> None:
        self.plain = tuple(releases)
        self.versions = tuple(release.version for release in self.plain)
        self.everyone = (1 << len(self.plain)) - 1
        self.done: dict[tuple[object, ...], list[Done]] = {}
        self.results: dict[Callable[..., Any], list[Any]] = {}
        self.likes: dict[Callable[..., Any], list[tuple[Any, object]]] = {}
        self.releases = tuple(ComparedRelease(self, number) for number in range(len(self.plain)))

    def __iter__(self) -> Iterator[Release]:
        self.done, self.results, self.likes = {}, {}, {}
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

    def first_of_equals(self, result: Answer, step: Callable[..., Answer]) -> Answer:
        """The result, or an equal one of other releases, so that steps that are given it are shared too."""
        results = self.results.setdefault(step, [])
        for known in results:
            if self.are_equal(known, result):
                return known  # type: ignore[no-any-return]
        results.append(result)
        return result

    def are_equal(self, known: object, other: object) -> bool:
        """Whether a result that is kept equals another. 1 and True, and maps of another order, have other texts."""
        try:
            return known is other or (known == other and have_one_text(known, other))
        except RecursionError:
            return False


class ComparedRelease(Release):
    """One of several releases. `alike` are those that have answered all questions of the step so far as it did."""

    __slots__ = ("_known", "_number", "_range", "_release", "_text", "alike", "own")

    def __init__(self, of: ReleaseRange, number: int) -> None:
        self._range, self._number, self._release = of, number, of.plain[number]
        self.own = 1 << number
        self._known: dict[object, tuple[Any, int]] = {}
        self._text = str(self._release)
        self.alike = of.everyone

    def __str__(self) -> str:
        self.alike &= self.own
        return self._text

    def _answer(self, key: object, question: Callable[..., Any], *args: object) -> Any:
        """What `question(release, *args)` is; the key tells it from other questions."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._range.alike(self._number, question, *args)
        self.alike &= known[1]
        return known[0]

    @property
    def version(self) -> Version:
        self.alike &= self.own
        return self._release.version

    @property
    def newest(self) -> Release:
        return self._range.releases[-1]

    @property
    def together(self) -> tuple[Version, ...]:
        return self._range.versions

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

    def newest_alike(self, alike: Callable[[Version, tuple[Version, ...]], int]) -> Version:
        found = alike(self._release.version, self._range.versions)
        self.alike &= found
        return self._range.versions[found.bit_length() - 1]

    def first_like(self, value: Answer, essence: Callable[[Answer], object]) -> Answer:
        known = self._range.done.get((essence, id(value)))
        if known is None:
            found, likes = essence(value), self._range.likes.setdefault(essence, [])
            first = next((one for one, other in likes if self._range.are_equal(other, found)), value)
            if first is value:
                likes.append((value, found))
            known = self._range.done[essence, id(value)] = [Done((value,), first, self._range.everyone)]
        return known[0].result  # type: ignore[no-any-return]

    def once(self, step: Callable[..., Answer], *args: object) -> Answer:
        return self._once(step, args, self._range.first_of_equals)

    def once_a_part(self, step: Callable[..., Answer], *args: object) -> Answer:
        return self._once(step, args, None)

    def results(
        self, releases: Sequence[Release], function: Callable[[Release], Answer]
    ) -> Iterator[tuple[Release, Answer]]:
        found: list[tuple[int, Answer]] = []
        for release in self._range.releases if releases is self._range else ():
            # Not even a step is asked that has been done for them: most releases have the result of the one before.
            known = next((one for one in reversed(found) if one[0] & release.own), None)
            if known is None:
                release.alike = self._range.everyone
                result = function(release)
                known = release.alike, result
                found.append(known)
            yield release, known[1]

    def _once(
        self,
        step: Callable[..., Answer],
        args: tuple[object, ...],
        first_of_equals: Callable[[Answer, Callable[..., Answer]], Answer] | None,
    ) -> Answer:
        key = (step, *map(id, args))
        known = self._range.done.get(key)
        if known is None:
            known = self._range.done[key] = []
        # The release before mostly had the same.
        for done in reversed(known):
            if done.releases & self.own:
                self.alike &= done.releases
                return done.result  # type: ignore[no-any-return]
        outer, self.alike = self.alike, self._range.everyone
        try:
            result = step(*args, self)
            if first_of_equals is not None:
                result = first_of_equals(result, step)
            known.append(Done(args, result, self.alike))
        finally:
            self.alike &= outer
        return result


def have_one_text(one: object, other: object) -> bool:
    """Whether two equal values are also written alike. What they share is not looked at: they mostly share a lot."""
    kind = type(one)
    if kind in _SCALARS or kind is not type(other):
        return one == other and kind is type(other)
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = zip(one.items(), other.items(), strict=True)
        return all(
            have_one_text(a, b) and (v is w or have_one_text(v, w))
            for (a, v), (b, w) in pairs
            if a is not b or v is not w
        )
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return all(v is w or have_one_text(v, w) for v, w in zip(one, other, strict=True))
    return repr(one) == repr(other)


_SCALARS = frozenset({str, int, bool, type(None)})


def bits(which: Iterable[bool]) -> int:
    """Those of several releases or versions for which it holds, one bit each."""
    return sum(1 << number for number, holds in enumerate(which) if holds)


__all__ = ["ComparedRelease", "ReleaseRange", "bits"]

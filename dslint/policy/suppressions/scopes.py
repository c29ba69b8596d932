"""The findings that a suppression covers: by lines, by object, or by an entry of the configuration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dslint.findings import Finding, ObjectRef


@dataclass(frozen=True, slots=True)
class LineScope:
    """Lines of a file from `first` to `last`. 0 also covers findings without a line; None is the end of the file."""

    file: str
    first: int
    last: int | None

    def __call__(self, finding: Finding) -> bool:
        if finding.file != self.file:
            return False
        if finding.span is None:
            return self.first == 0
        return finding.span.line >= self.first and (self.last is None or finding.span.line <= self.last)


@dataclass(frozen=True, slots=True)
class ObjectScope:
    """An object of a file."""

    file: str | None
    object: ObjectRef | None

    def __call__(self, finding: Finding) -> bool:
        return finding.object == self.object and finding.file == self.file


Scope: TypeAlias = Callable[[Finding], bool]


def covered(findings: Sequence[Finding], scopes: Sequence[Scope]) -> list[list[int]]:
    """For each finding the indices of the scopes that cover it, ascending, without trying every scope."""
    found: list[list[int]] = [[] for _ in findings]
    for number, at in _by_object(findings, scopes):
        found[number].extend(at)
    for number, at in _by_line(findings, scopes):
        found[number].extend(at)
    others = [index for index, scope in enumerate(scopes) if not isinstance(scope, (LineScope, ObjectScope))]
    for finding, at in zip(findings, found, strict=True):
        at.extend(index for index in others if scopes[index](finding))
        at.sort()
    return found


def _by_object(findings: Sequence[Finding], scopes: Sequence[Scope]) -> Iterator[tuple[int, list[int]]]:
    objects: defaultdict[tuple[str | None, ObjectRef | None], list[int]] = defaultdict(list)
    for index, scope in enumerate(scopes):
        if isinstance(scope, ObjectScope):
            objects[scope.file, scope.object].append(index)
    for number, finding in enumerate(findings):
        yield number, objects.get((finding.file, finding.object), [])


def _by_line(findings: Sequence[Finding], scopes: Sequence[Scope]) -> Iterator[tuple[int, list[int]]]:
    """Down the lines of each file; `open_` are the scopes that cover the line of the finding."""
    starting: defaultdict[str, list[tuple[int, int, LineScope]]] = defaultdict(list)
    for index, scope in enumerate(scopes):
        if isinstance(scope, LineScope):
            starting[scope.file].append((scope.first, index, scope))
    for waiting in starting.values():
        waiting.sort(reverse=True)
    open_: defaultdict[str, list[tuple[int, LineScope]]] = defaultdict(list)
    for line, number, file in sorted(_lines(findings)):
        waiting = starting[file]
        while waiting and waiting[-1][0] <= line:
            open_[file].append(waiting.pop()[1:])
        open_[file] = [(index, scope) for index, scope in open_[file] if scope.last is None or scope.last >= line]
        yield number, [index for index, _ in open_[file]]


def _lines(findings: Sequence[Finding]) -> Iterator[tuple[int, int, str]]:
    for number, finding in enumerate(findings):
        if finding.file is not None:
            yield 0 if finding.span is None else finding.span.line, number, finding.file

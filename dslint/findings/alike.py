"""Findings that come by the thousand: the first few of a kind are told, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from dslint.limits import ALIKE_TOLD

if TYPE_CHECKING:
    from typing_extensions import Self

    from dslint.findings.report import Finding


class _Counted(Protocol):
    """A finding; `more` is the number of those like it that are not told."""

    @property
    def more(self) -> int: ...

    def _replace(self, *, more: int) -> Self: ...


One = TypeVar("One", bound=_Counted)


def summed_up(found: Sequence[One], kind: Callable[[One], Hashable], *, most: int = ALIKE_TOLD) -> Sequence[One]:
    """The first `most` findings of each kind, in their order; a kind with one more than that has all."""
    if len(found) <= most + 1:
        return found
    kinds = [kind(one) for one in found]
    numbers = Counter(kinds)
    if max(numbers.values()) <= most + 1:
        return found
    told: Counter[Hashable] = Counter()
    kept: list[One] = []
    for one, its in zip(found, kinds, strict=True):
        told[its] += 1
        left = numbers[its] - most
        if left <= 1 or told[its] < most:
            kept.append(one)
        elif told[its] == most:
            kept.append(one._replace(more=one.more + left))
    return kept


def kind_of(finding: Finding) -> Hashable:
    """What alike findings of an object share: the rule, the kind of place, and how they can be fixed."""
    place = tuple("" if isinstance(key, int) else key for key in finding.path[:-1])
    fix = finding.fix and finding.fix.safe
    return finding.file, finding.object_number, finding.code, finding.severity, place, fix

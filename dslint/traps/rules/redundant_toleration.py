"""A toleration that has no effect, because another one covers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dslint.findings import Fix, Problem, Related
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Toleration
from dslint.traps.rules.redundant_default_toleration import is_automatic
from dslint.traps.support.workload import Workload, problem

CODE = "DS519"

_EXISTS = "Exists"
_Reach = tuple[str, str, str, str]
"""Key, effect, operator and value; Exists has no value."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if workload.is_record:  # The DaemonSet controller has added its own tolerations to those of the template.
        return
    if len(workload.tolerations) < 2:
        return
    reaching = _by_reach(workload.tolerations)
    for position, toleration in enumerate(workload.tolerations):
        cover = _cover(workload.tolerations, position, reaching)
        if cover is None or is_automatic(toleration, workload, release):
            continue
        same = workload.tolerations[cover] == toleration
        message = "is a duplicate" if same else f"is covered by {_text(workload.tolerations[cover])}"
        related = (Related("the toleration that covers it", workload.at("tolerations", cover)),)
        path = workload.at("tolerations", position)
        # A covered one counts again as soon as somebody narrows the one that covers it.
        fix = Fix.removing("remove the toleration", path, safe=same)
        yield problem(CODE, message, path, related=related, fix=fix)


def _by_reach(tolerations: tuple[Toleration, ...]) -> dict[_Reach, list[int]]:
    """The positions of tolerations with the same reach."""
    # Tolerations with tolerationSeconds cover nothing and are covered by nothing.
    found: dict[_Reach, list[int]] = defaultdict(list)
    for position, toleration in enumerate(tolerations):
        if toleration.seconds is None:
            value = "" if toleration.operator == _EXISTS else toleration.value
            found[toleration.key, toleration.effect, toleration.operator, value].append(position)
    return found


def _cover(tolerations: tuple[Toleration, ...], position: int, reaching: Mapping[_Reach, Sequence[int]]) -> int | None:
    """The position of the first toleration that covers this one; of two equal ones, the first covers the second."""
    covered = tolerations[position]
    if covered.seconds is not None:
        return None
    forms = {(_EXISTS, ""), (covered.operator, "" if covered.operator == _EXISTS else covered.value)}
    wider = ((key, effect, *form) for key in {"", covered.key} for effect in {"", covered.effect} for form in forms)
    firsts = (
        next((other for other in reaching.get(reach, ()) if other < position or tolerations[other] != covered), None)
        for reach in wider
    )
    return min((first for first in firsts if first is not None), default=None)


def _text(toleration: Toleration) -> str:
    key, effect = toleration.key or "every taint", toleration.effect
    value = "" if toleration.operator == _EXISTS else f"={toleration.value}"
    return f"the toleration of {key}{value}" + (f" with effect {effect}" if effect else "")

"""A toleration that has no effect, because another one covers it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem, Related
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Toleration
from dslint.traps.rules.redundant_default_toleration import is_automatic
from dslint.traps.support.workload import Workload, problem

CODE = "DS519"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if workload.is_record:  # The DaemonSet controller has added its own tolerations to those of the template.
        return
    for position, toleration in enumerate(workload.tolerations):
        cover = _cover(workload.tolerations, position)
        if cover is None or is_automatic(toleration, workload, release):
            continue
        same = workload.tolerations[cover] == toleration
        message = "is a duplicate" if same else f"is covered by {_text(workload.tolerations[cover])}"
        related = (Related("the toleration that covers it", workload.at("tolerations", cover)),)
        path = workload.at("tolerations", position)
        # A covered one counts again as soon as somebody narrows the one that covers it.
        fix = Fix.removing("remove the toleration", path, safe=same)
        yield problem(CODE, message, path, related=related, fix=fix)


def _cover(tolerations: tuple[Toleration, ...], position: int) -> int | None:
    """The position of a toleration that covers this one; of two equal ones, the first covers the second."""
    covered = tolerations[position]
    for other, toleration in enumerate(tolerations):
        if other != position and _covers(toleration, covered) and (toleration != covered or other < position):
            return other
    return None


def _covers(wide: Toleration, narrow: Toleration) -> bool:
    # Tolerations with tolerationSeconds cover nothing and are covered by nothing.
    if wide.seconds is not None or narrow.seconds is not None:
        return False
    if wide.key not in ("", narrow.key) or wide.effect not in ("", narrow.effect):
        return False
    return wide.operator == "Exists" or (wide.operator, wide.value) == (narrow.operator, narrow.value)


def _text(toleration: Toleration) -> str:
    key, effect = toleration.key or "every taint", toleration.effect
    value = "" if toleration.operator == "Exists" else f"={toleration.value}"
    return f"the toleration of {key}{value}" + (f" with effect {effect}" if effect else "")

"""Taints and tolerations, and which toleration matches which taint.

Kubernetes: api/core/v1/toleration.go (ToleratesTaint).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dslint.kubernetes.quantity import whole

NO_SCHEDULE = "NoSchedule"
PREFER_NO_SCHEDULE = "PreferNoSchedule"
NO_EXECUTE = "NoExecute"
EFFECTS = (NO_SCHEDULE, PREFER_NO_SCHEDULE, NO_EXECUTE)
BLOCKING = frozenset({NO_SCHEDULE, NO_EXECUTE})

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")


class TaintSyntaxError(ValueError):
    """A text that is not a taint in the short form of kubectl."""


class Taint(NamedTuple):
    """A taint of a node; `value` is "" where it has none."""

    key: str
    value: str
    effect: str

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Taint:
        return cls(raw.get("key") or "", raw.get("value") or "", raw.get("effect") or "")

    @classmethod
    def parse(cls, text: str) -> Taint:
        """kubectl's short form: `key=value:Effect`, `key:Effect`.

        Raises TaintSyntaxError.
        """
        head, colon, effect = text.rpartition(":")
        key, _, value = head.partition("=")
        if not colon or not key or effect not in EFFECTS:
            raise TaintSyntaxError(
                f"{text!r} is not a taint; write it as key=value:NoSchedule (or PreferNoSchedule, NoExecute)"
            )
        return cls(key, value, effect)

    def __str__(self) -> str:
        return f"{self.key}={self.value}:{self.effect}" if self.value else f"{self.key}:{self.effect}"


class Toleration(NamedTuple):
    """A toleration of a pod; an empty key or effect matches all."""

    key: str
    operator: str
    value: str
    effect: str
    seconds: int | None = None

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Toleration:
        return cls(
            raw.get("key") or "",
            raw.get("operator") or "Equal",
            raw.get("value") or "",
            raw.get("effect") or "",
            raw.get("tolerationSeconds"),
        )

    def tolerates(self, taint: Taint, *, comparison: bool = False) -> bool:
        """`comparison`: whether the gate TaintTolerationComparisonOperators is on."""
        if self.effect not in ("", taint.effect) or self.key not in ("", taint.key):
            return False
        if self.operator == "Equal":
            return self.value == taint.value
        if self.operator == "Exists":
            return True
        return comparison and _compares(self.operator, taint.value, self.value)

    def __str__(self) -> str:
        return f"{self.key}:{self.operator}:{self.effect}"


def _compares(operator: str, of_taint: str, of_toleration: str) -> bool:
    # The taint's value is compared with the toleration's: Gt tolerates taints with a larger value.
    taint, toleration = _integer(of_taint), _integer(of_toleration)
    if taint is None or toleration is None:
        return False
    if operator == "Gt":
        return taint > toleration
    return operator == "Lt" and taint < toleration


def _integer(text: str) -> int | None:
    """A decimal integer of 64 bits without plus and leading zeros; None for other texts.

    Kubernetes: content.IsDecimalInteger and strconv.ParseInt.
    """
    if not _INTEGER.fullmatch(text):
        return None
    number = whole(text)
    return number if -(2**63) <= number < 2**63 else None


def untolerated(
    taints: Iterable[Taint],
    tolerations: Iterable[Toleration],
    effects: frozenset[str] = BLOCKING,
    *,
    comparison: bool = False,
) -> list[Taint]:
    """The taints with one of the effects that no toleration matches, in the node's order."""
    known = tuple(tolerations)
    return [
        taint
        for taint in taints
        if taint.effect in effects
        and not any(toleration.tolerates(taint, comparison=comparison) for toleration in known)
    ]

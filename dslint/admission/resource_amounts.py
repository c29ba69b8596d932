"""Quantities that can be added and printed, as LimitRange and ResourceQuota compare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from dslint.kubernetes.quantity_text import DECIMAL, canonical, written
from dslint.kubernetes.release import Release


class Amount(NamedTuple):
    """An exact value and the format for printing; `kept` is its text if the server keeps it as written."""

    exact: Fraction
    format: str = DECIMAL
    kept: str = ""

    @classmethod
    def of(cls, text: str | int | float) -> Amount:
        read = canonical(text)
        return cls(read.amount, read.format, read.kept)

    def plus(self, other: Amount) -> Amount:
        """The sum, in the format of this amount, or of the other one if this is zero."""
        return Amount(self.exact + other.exact, self.format if self.exact else other.format)

    def __str__(self) -> str:
        return self.kept or written(self.exact, self.format)


Amounts = dict[str, Amount]


def amounts(raw: Mapping[str, Any] | None) -> Amounts:
    return {name: Amount.of(text) for name, text in (raw or {}).items()}


def added(one: Amounts, other: Amounts) -> Amounts:
    return _joined(one, other, Amount.plus)


def pod_amounts(spec: Mapping[str, Any], part: str, release: Release) -> Amounts:
    """Requests or limits (`part`) of a pod without its overhead: containers, sidecars, init containers, pod level.

    Kubernetes: plugin/pkg/admission/limitranger/admission.go (podRequests, podLimits).
    """
    total: Amounts = {}
    for container in spec.get("containers") or ():
        total = added(total, _of_container(container, part))
    sidecars: Amounts = {}
    peak: Amounts = {}
    for container in spec.get("initContainers") or ():
        needs = _of_container(container, part)
        if container.get("restartPolicy") == "Always" and release.enabled("SidecarContainers"):
            total, sidecars = added(total, needs), added(sidecars, needs)
            needs = sidecars
        else:
            needs = added(needs, sidecars)
        peak = _joined(peak, needs, max)
    total = _joined(total, peak, max)
    if release.enabled("PodLevelResources"):
        total |= amounts((spec.get("resources") or {}).get(part))
    return total


def _of_container(container: Mapping[str, Any], part: str) -> Amounts:
    return amounts((container.get("resources") or {}).get(part))


def _joined(one: Amounts, other: Amounts, join: Callable[[Amount, Amount], Amount]) -> Amounts:
    return {**one, **{name: join(one[name], more) if name in one else more for name, more in other.items()}}

"""The sum of requests or limits of the containers of a pod spec.

Kubernetes: AggregateContainerRequests and AggregateContainerLimits in component-helpers/resource.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dslint.kubernetes.quantity import QuantityError, parse
from dslint.kubernetes.quantity_text import canonical, written

if TYPE_CHECKING:
    from fractions import Fraction

Map = Mapping[str, Any]


def aggregate(spec: Map, which: str) -> dict[str, str]:
    """The sum of `which` (requests or limits) by resource, as canonical quantities.

    For each resource it is the larger of what running containers and what starting ones need. Sidecars count for both.
    Invalid quantities are left out.
    """
    running: dict[str, Fraction] = {}
    formats: dict[str, str] = {}
    for container in _containers(spec, "containers"):
        _add(running, _amounts(container, which, formats))
    sidecars: dict[str, Fraction] = {}
    starting: dict[str, Fraction] = {}
    for container in _containers(spec, "initContainers"):
        amounts = _amounts(container, which, formats)
        if container.get("restartPolicy") == "Always":
            _add(running, amounts)
            _add(sidecars, amounts)
            amounts = {}
        together = dict(sidecars)
        _add(together, amounts)
        _raise(starting, together)
    _raise(running, starting)
    return {name: written(amount, formats[name]) for name, amount in running.items()}


def _amounts(container: Map, which: str, formats: dict[str, str]) -> dict[str, Fraction]:
    amounts: dict[str, Fraction] = {}
    for name, quantity in ((container.get("resources") or {}).get(which) or {}).items():
        try:
            amounts[name] = parse(quantity)
        except QuantityError:
            continue
        if name not in formats or not amounts[name]:
            formats[name] = canonical(quantity).format
    return amounts


def _add(total: dict[str, Fraction], amounts: dict[str, Fraction]) -> None:
    for name, amount in amounts.items():
        total[name] = total[name] + amount if name in total else amount


def _raise(total: dict[str, Fraction], amounts: dict[str, Fraction]) -> None:
    for name, amount in amounts.items():
        total[name] = max(total.get(name, amount), amount)


def _containers(spec: Map, kind: str) -> Iterator[Map]:
    yield from (container for container in spec.get(kind) or () if isinstance(container, dict))

"""The size of a workload on the command line: `cpu=2,memory=4Gi`."""

from __future__ import annotations

import click

from dslint.kubernetes.quantity import QuantityError, base_units


def workload_size(text: str) -> tuple[tuple[str, int], ...]:
    """Amounts by resource in base units."""
    found: dict[str, int] = {}
    for part in text.split(","):
        resource, _, amount = (word.strip() for word in part.partition("="))
        if not (resource and amount) or resource in found:
            raise click.BadParameter(f"{text!r} is not a size; write it as cpu=2,memory=4Gi")
        try:
            found[resource] = base_units(resource, amount)
        except QuantityError as error:
            raise click.BadParameter(str(error)) from error
        if found[resource] <= 0:
            raise click.BadParameter(f"{resource}={amount} is not an amount above zero")
    return tuple(found.items())

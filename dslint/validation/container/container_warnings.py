"""Warnings about containers: hidden environment variables, and fractions of a byte in resources.

Kubernetes: pkg/api/pod/warnings.go. Its `MilliValue() % 1000` overflows for the largest amounts, so the API server
warns about a fraction in 1Ei. dslint does the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from dslint.findings import FieldPath, Fix, Problem, Related
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.quantity_text import canonical, rounded_to_milli
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.pod.pod_under_validation import CONTAINER_LISTS, PodUnderValidation, listed

HIDDEN_VARIABLE = "DS309"


def container_warnings(subject: PodUnderValidation) -> Problems:
    for name in CONTAINER_LISTS:
        for position, container in enumerate(subject.spec.get(name) or ()):
            if container is None:
                continue
            # Fields are made only where there may be something to say, which is rare.
            if _has_odd_amounts(container):
                place = subject.place.item(name, position).child("resources")
                for kind in ("limits", "requests"):
                    yield from fraction_warnings(map_of(container, "resources", kind), place.child(kind))
            names = [variable.get("name") or "" for variable in container.get("env") or () if variable is not None]
            if len(set(names)) < len(names):
                yield from _variable_warnings(container, subject.place.item(name, position))


def _has_odd_amounts(container: Map) -> bool:
    """Whether an amount of bytes is not written as a small whole number."""
    for kind in ("limits", "requests"):
        amounts = map_of(container, "resources", kind)
        if any(name in amounts and not _WHOLE.fullmatch(str(amounts[name])) for name in BYTES):
            return True
    return False


def _variable_warnings(container: Map, place: Field) -> Problems:
    first: dict[str, Field] = {}
    for variable, here in listed(container, "env", place):
        name = variable.get("name") or ""
        if name in first and _hides(variable, name):
            message = f"hides previous definition of {quoted(name)}, which may be dropped when using apply"
            related = (Related("the first definition", first[name].path),)
            yield Problem(HIDDEN_VARIABLE, message, here.path, here.field, related=related)
        first.setdefault(name, here)


def _hides(variable: Map, name: str) -> bool:
    """Whether the variable hides the one before. A value that extends it does not: PATH=$(PATH):/opt/bin."""
    value, reference = variable.get("value") or "", f"$({name})"
    return variable.get("valueFrom") is not None or value == reference or reference not in value


FRACTION = "DS308"
BYTES = ("memory", "ephemeral-storage")
LARGEST = 2**63
_WHOLE = re.compile(r"[1-9][0-9]{0,5}(?:[kMG]|[KMG]i)?")
"""How most amounts are written: they are whole, and their thousandths less than LARGEST."""


def fraction_warnings(amounts: Map, place: Field, names: Iterable[str] = BYTES) -> Problems:
    for name in names:
        text = amounts.get(name)
        if text is not None and _has_fraction(str(text)):
            here = place.key(name)
            shown = quoted(rounded_to_milli(text))
            message = f"fractional byte value {shown} is invalid, must be an integer"
            help_, fix = _help_for_fraction(str(text)), _whole(str(text), here.path)
            yield Problem(FRACTION, message, here.path, here.field, help=help_, fix=fix)


MEBIBYTE = 2**20


def _help_for_fraction(text: str) -> str | None:
    """The amount in whole MiB; None for less, where the suffix m is the mistake."""
    amount = canonical(text).amount
    if amount * 1000 >= LARGEST:
        return "write less than 8Pi: the API server cannot count the thousandths of more"
    return f"write a whole number, such as {math.ceil(amount / MEBIBYTE)}Mi" if amount >= MEBIBYTE else None


def _whole(text: str, path: FieldPath) -> Fix | None:
    """The next whole number of MiB; Mi in place of m, which nobody means of bytes."""
    from dslint.kubernetes.value_advice import in_mebibytes

    amount = canonical(text).amount
    if MEBIBYTE <= amount < LARGEST // 1000:
        meant = f"{math.ceil(amount / MEBIBYTE)}Mi"
        return Fix.setting(f"write {meant}", path, meant)
    return in_mebibytes(text, path)


def _has_fraction(text: str) -> bool:
    try:
        quantity = canonical(text)
    except QuantityError:
        return False
    thousandths = quantity.amount * 1000
    if thousandths.denominator != 1 or abs(thousandths) < LARGEST:
        return thousandths % 1000 != 0
    if quantity.scale > 0:
        return False
    # Go's product overflows for digits without a suffix; with a decimal suffix it returns 0.
    wrapped = (int(thousandths) + LARGEST) % (2 * LARGEST) - LARGEST
    return abs(wrapped) % 1000 != 0

"""The API server's field errors as problems: their codes, and the sentence that stands before the detail.

Kubernetes: apimachinery/pkg/util/validation/field/errors.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dslint.findings import Problem, Related
from dslint.kubernetes.nearest import did_you_mean
from dslint.kubernetes.quoting import quoted
from dslint.validation.behaviours import TOO_LONG_MAY_NOT
from dslint.validation.place import Place
from dslint.validation.values import Value, shown

REQUIRED = "DS201"
INVALID = "DS202"
UNSUPPORTED = "DS203"
DUPLICATE = "DS204"
FORBIDDEN = "DS205"
NOT_FOUND = "DS206"
TOO_LONG = "DS207"
TOO_MANY = "DS208"

Problems = Iterator[Problem]
At = Literal["key", "value"]


def required(place: Place, detail: str = "", *, code: str = REQUIRED, at: At = "value") -> Problem:
    return Problem(code, _with("Required value", detail), place.path, place.field, at)


def invalid(
    place: Place,
    value: Value,
    detail: str,
    *,
    code: str = INVALID,
    at: At = "value",
    related: tuple[Related, ...] = (),
) -> Problem:
    message = _with(f"Invalid value: {shown(value, place.release)}", detail)
    return Problem(code, message, place.path, place.field, at, related)


def each_invalid(place: Place, value: Value, details: Iterable[str], *, at: At = "value") -> Problems:
    for detail in details:
        yield invalid(place, value, detail, at=at)


def unsupported(place: Place, value: Value, supported: Sequence[str], *, code: str = UNSUPPORTED) -> Problem:
    values = ", ".join(quoted(item) for item in supported)
    message = f"Unsupported value: {shown(value, place.release)}: supported values: {values}"
    return Problem(code, message, place.path, place.field, help=did_you_mean(value, supported))


def duplicate(place: Place, value: str, *, code: str = DUPLICATE, first: Place | None = None) -> Problem:
    related = (Related("the first one", first.path),) if first else ()
    return Problem(code, f"Duplicate value: {quoted(value)}", place.path, place.field, related=related)


def forbidden(
    place: Place, detail: str, *, code: str = FORBIDDEN, at: At = "value", related: tuple[Related, ...] = ()
) -> Problem:
    return Problem(code, _with("Forbidden", detail), place.path, place.field, at, related)


def not_found(place: Place, value: str, detail: str = "", *, code: str = NOT_FOUND, help: str | None = None) -> Problem:  # noqa: A002
    return Problem(code, _with(f"Not found: {quoted(value)}", detail), place.path, place.field, help=help)


def too_long(place: Place, limit: int) -> Problem:
    wording = "may not be more than" if place.release.has(TOO_LONG_MAY_NOT) else "must have at most"
    return Problem(TOO_LONG, f"Too long: {wording} {limit} bytes", place.path, place.field)


def too_many(place: Place, count: int, limit: int) -> Problem:
    return Problem(TOO_MANY, f"Too many: {count}: must have at most {limit} items", place.path, place.field)


def _with(kind: str, detail: str) -> str:
    return f"{kind}: {detail}" if detail else kind

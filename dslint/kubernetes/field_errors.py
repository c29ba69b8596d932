"""The API server's field errors as problems: their codes and their wording.

Kubernetes: apimachinery/pkg/util/validation/field/errors.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dslint.findings import Fix, Problem, Related
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import ResourceName, Value, shown
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.release import Behaviour
from dslint.kubernetes.suggestions import did_you_mean, only_near
from dslint.limits import NAMES_LISTED

TOO_LONG_MAY_NOT = Behaviour(
    since="1.32", source="staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go: TooLong"
)

REQUIRED = "DS201"
INVALID = "DS202"
UNSUPPORTED = "DS203"
DUPLICATE = "DS204"
FORBIDDEN = "DS205"
NOT_FOUND = "DS206"
TOO_LONG = "DS207"
TOO_MANY = "DS208"

CODES = {
    "Required": REQUIRED,
    "Invalid": INVALID,
    "NotSupported": UNSUPPORTED,
    "Forbidden": FORBIDDEN,
    "TooLong": TOO_LONG,
}
"""The codes of the types of field errors that the schemas name (`x-kubernetes-error`)."""

Problems = Iterator[Problem]
At = Literal["key", "value"]


def required(place: Field, detail: str = "", *, code: str = REQUIRED, at: At = "value") -> Problem:
    return Problem(code, _with("Required value", detail), place.path, place.field, at)


def invalid(
    place: Field,
    value: Value,
    detail: str,
    *,
    code: str = INVALID,
    at: At = "value",
    related: tuple[Related, ...] = (),
) -> Problem:
    message = _with(f"Invalid value: {shown(value, place.release)}", detail)
    if code != INVALID:
        return Problem(code, message, place.path, place.field, at, related)
    from dslint.kubernetes.value_advice import value_advice, value_fix

    help_, fix = value_advice(detail), value_fix(detail, value, place.path)
    return Problem(code, message, place.path, place.field, at, related, help_, fix=fix)


def each_invalid(place: Field, value: Value, details: Iterable[str], *, at: At = "value") -> Problems:
    for detail in details:
        yield invalid(place, value, detail, at=at)


def unsupported(place: Field, value: Value, supported: Sequence[str], *, code: str = UNSUPPORTED) -> Problem:
    values = ", ".join(quoted(item) for item in supported)
    message = f"Unsupported value: {shown(value, place.release)}: supported values: {values}"
    text = value.value if isinstance(value, ResourceName) else value
    return Problem(
        code,
        message,
        place.path,
        place.field,
        help=did_you_mean(text, supported),
        fix=fix_of_word(place, text, supported),
    )


def fix_of_word(place: Field, text: object, supported: Sequence[str]) -> Fix | None:
    """The value that can only be meant: nearly the one that is there, in other case or misspelled."""
    if not isinstance(text, str) or not text or text in supported:
        return None
    meant = only_near(text, filter(None, supported))
    return Fix.setting(f"write {meant}", place.path, meant) if meant else None


def duplicate(place: Field, value: str | ResourceName, *, code: str = DUPLICATE, first: Field | None = None) -> Problem:
    related = (Related("the first one", first.path),) if first else ()
    return Problem(code, f"Duplicate value: {shown(value, place.release)}", place.path, place.field, related=related)


def forbidden(
    place: Field, detail: str, *, code: str = FORBIDDEN, at: At = "value", related: tuple[Related, ...] = ()
) -> Problem:
    return Problem(code, _with("Forbidden", detail), place.path, place.field, at, related)


def not_found(place: Field, value: str, detail: str = "", *, code: str = NOT_FOUND, help: str | None = None) -> Problem:  # noqa: A002
    return Problem(code, _with(f"Not found: {quoted(value)}", detail), place.path, place.field, help=help)


def too_long(place: Field, limit: int, *, old_wording: str = "must have at most {} bytes") -> Problem:
    """`old_wording` is that of releases before 1.32, which had two."""
    wording = "may not be more than {} bytes" if place.release.has(TOO_LONG_MAY_NOT) else old_wording
    return Problem(TOO_LONG, f"Too long: {wording.format(limit)}", place.path, place.field)


def too_many(place: Field, count: int, limit: int) -> Problem:
    return Problem(TOO_MANY, f"Too many: {count}: must have at most {limit} items", place.path, place.field)


def names_listed(names: Sequence[str]) -> str:
    """The names in a message, with commas; of very many, how many more there are."""
    shown = ", ".join(names[:NAMES_LISTED])
    return f"{shown} and {len(names) - NAMES_LISTED:,} more" if len(names) > NAMES_LISTED else shown


def _with(kind: str, detail: str) -> str:
    return f"{kind}: {detail}" if detail else kind

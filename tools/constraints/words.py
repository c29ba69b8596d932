"""Functions to write constraints with: each returns a JSON Schema, and the API server's error for what it rejects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

Fragment = dict[str, Any]

INT32 = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint on one field, from one minor (`since`) until before another.

    `within` is the part of the field meant: its value, the items of a list, the keys or the values of a map.
    """

    field: str
    refuses_all_but: Fragment
    error: Fragment
    since: str | None = None
    until: str | None = None
    within: str = "value"
    absent: bool = False

    def of(self, **changes: Any) -> Constraint:
        return replace(self, **changes)


def elsewhere(constraint: Constraint) -> Constraint:
    """For editors only: dslint/validation reports it, because the message depends on more than the value."""
    return constraint.of(error={**constraint.error, "elsewhere": True})


def required(field: str, detail: str = "", empty: object = "") -> Constraint:
    """A member that may not be missing, null or empty."""
    return Constraint(field, {"not": {"enum": [None, empty]}}, {"type": "Required", "detail": detail}, absent=True)


def not_empty(field: str) -> Constraint:
    """A member that may be missing, but not given as ""."""
    return Constraint(field, {"not": {"const": ""}}, {"type": "Required", "detail": ""})


def names_its_secret(field: str = "secretRef") -> Constraint:
    """A reference that must have a name if it is set."""
    named_one = {"required": ["name"], "properties": {"name": {"not": {"enum": [None, ""]}}}}
    return Constraint(
        field, {"anyOf": [{"const": None}, named_one]}, {"type": "Required", "detail": "", "member": "name"}
    )


def one_of(field: str, *values: str, empty: bool = True) -> Constraint:
    """`empty`: "" is filled in, or means no choice."""
    taken = [*values, *([""] if empty and "" not in values else []), None]
    return Constraint(field, {"enum": taken}, {"type": "NotSupported", "values": list(values)})


def invalid(field: str, fragment: Fragment, detail: str) -> Constraint:
    return Constraint(field, fragment, {"type": "Invalid", "detail": detail})


def between(field: str, least: int, most: int, detail: str = "") -> Constraint:
    message = detail or f"must be between {least} and {most}, inclusive"
    return invalid(field, {"minimum": least, "maximum": most}, message)


def not_negative(field: str) -> Constraint:
    return invalid(field, {"minimum": 0}, "must be greater than or equal to 0")


def positive(field: str, detail: str = "must be greater than zero") -> Constraint:
    return invalid(field, {"minimum": 1}, detail)


def named(field: str, form: str, *, empty: bool = False) -> Constraint:
    """A string in one of Kubernetes' forms, as in dslint/kubernetes/names.py; `empty` accepts "" as well."""
    return Constraint(field, form_of(form, empty=empty), {"type": "Invalid", "form": form})


def form_of(form: str, *, empty: bool = False) -> Fragment:
    return {"$ref": f"#/$defs/{form}{'-or-empty' if empty else ''}"}


def without(pattern: str) -> Fragment:
    """Texts that are not allowed; null is always allowed."""
    return {"type": "string", "pattern": pattern}


_QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"

_FORMS: dict[str, Fragment] = {
    "annotation-key": {
        "pattern": f"^({_SUBDOMAIN}/)?{_QUALIFIED}$".replace("a-z0-9]", "A-Za-z0-9]"),
        "allOf": [{"pattern": "^([-A-Za-z0-9.]{1,253}/)?[-A-Za-z0-9_.]{1,63}$"}],
    },
    "config-key": {"pattern": "^[-._a-zA-Z0-9]+$", "maxLength": 253, "not": without(r"^\.(\.|$)")},
    "csi-driver": {"pattern": f"^{_SUBDOMAIN}$".replace("a-z", "A-Za-z")},
    "dns-label": {"pattern": f"^{_LABEL}$", "maxLength": 63},
    "dns-subdomain": {"pattern": f"^{_SUBDOMAIN}$", "maxLength": 253},
    "environment-name": {"pattern": "^[ -<>-~]+$"},
    "http-header": {"pattern": "^[-A-Za-z0-9]+$"},
    "label-key": {
        "pattern": f"^({_SUBDOMAIN}/)?{_QUALIFIED}$",
        "allOf": [{"pattern": "^([-a-z0-9.]{1,253}/)?[-A-Za-z0-9_.]{1,63}$"}],
    },
    "label-value": {"pattern": f"^({_QUALIFIED})?$", "maxLength": 63},
    "name-prefix": {"pattern": rf"^{_LABEL}(\.{_LABEL})*-?$", "maxLength": 253},
    "port-name": {
        "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        "maxLength": 15,
        "allOf": [{"pattern": "[a-z]"}, {"not": without("--")}],
    },
    "strict-environment-name": {"pattern": "^[-._a-zA-Z][-._a-zA-Z0-9]*$", "not": without(r"^\.(\.|$)")},
}
FORMS: dict[str, Fragment] = {
    name: fragment
    for form, shape in _FORMS.items()
    for name, fragment in ((form, shape), (f"{form}-or-empty", {"anyOf": [{"const": ""}, form_of(form)]}))
}
"""Definitions in the schemas' $defs in addition to the types."""


def at_most(field: str, length: int) -> Constraint:
    return Constraint(field, {"maxLength": length}, {"type": "TooLong", "limit": length})


def label_key(field: str) -> Constraint:
    return named(field, "label-key")


def dns_label(field: str, *, empty: bool = True) -> Constraint:
    return named(field, "dns-label", empty=empty)


def dns_subdomain(field: str, *, empty: bool = True) -> Constraint:
    return named(field, "dns-subdomain", empty=empty)


def object_name() -> tuple[Constraint, ...]:
    """The names that objects of a kind may have. A template has the same metadata type, but its name is not checked."""
    return (
        named("metadata", "dns-subdomain").of(refuses_all_but=_member("name", "dns-subdomain")),
        named("metadata", "name-prefix").of(refuses_all_but=_member("generateName", "name-prefix")),
    )


def _member(name: str, form: str) -> Fragment:
    return {"properties": {name: form_of(form, empty=True)}}


NO_BACKSTEPS = {"not": without(r"(^|/)\.\.(/|$)")}


def no_backsteps(field: str) -> Constraint:
    return invalid(field, NO_BACKSTEPS, "must not contain '..'")


def relative_path(field: str) -> tuple[Constraint, ...]:
    return invalid(field, {"not": without("^/")}, "must be a relative path"), no_backsteps(field)


def relative_path_not_reserved(field: str) -> tuple[Constraint, ...]:
    """Names that begin with two dots are reserved for the kubelet."""
    reserved = invalid(field, {"not": without(r"^\.\.([^/]|$)")}, "must not start with '..'")
    return *relative_path(field), reserved


def file_mode(field: str) -> Constraint:
    return between(field, 0, 0o777, "must be a number between 0 and 0777 (octal), both inclusive")

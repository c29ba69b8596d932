"""Which profiles an object declares, in its annotations or in the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.suggestions import did_you_mean
from dslint.policy.policies import Policies
from dslint.policy.profiles import ANNOTATION, Profile
from dslint.policy.view import Part, PolicyView

UNKNOWN_PROFILE = "DS698"

_KEY: FieldPath = ("metadata", "annotations", ANNOTATION)


class Declaration(NamedTuple):
    """The profiles that apply. `declares_any` is whether any was declared, known or unknown."""

    profiles: tuple[Profile, ...]
    declares_any: bool
    problems: tuple[Problem, ...]


def declared(view: PolicyView, policies: Policies) -> Declaration:
    """The profiles in the annotations of the object and its template; without any, those of the configuration."""
    places = {part.place(_KEY): _annotation(part) for part in (view.object, view.pod)}
    named = [(name, path) for path, names in places.items() for name in names]
    named = named or [(name, ("metadata", "name")) for name in _configured(view, policies.chosen)]
    known = tuple(policies.profiles[name] for name, _ in named if name in policies.profiles)
    unknown = (_unknown(name, path, policies) for name, path in named if name not in policies.profiles)
    return Declaration(known, bool(named), tuple(unknown))


def _annotation(part: Part) -> list[str]:
    metadata = part.value.get("metadata") or {}
    text = (metadata.get("annotations") or {}).get(ANNOTATION) or ""
    return [name.strip() for name in text.split(",") if name.strip()]


def _configured(view: PolicyView, chosen: Mapping[str, Sequence[str]]) -> Sequence[str]:
    metadata = view.object.value.get("metadata") or {}
    name = f"{metadata.get('namespace') or 'default'}/{metadata.get('name') or ''}"
    return next((names for pattern, names in chosen.items() if _matches(name, pattern)), ())


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern if "/" in pattern else f"*/{pattern}")


def _unknown(name: str, path: FieldPath, policies: Policies) -> Problem:
    similar = did_you_mean(name, policies.profiles)
    hint = similar or f"the profiles are {', '.join(sorted(policies.profiles))}"
    return Problem(UNKNOWN_PROFILE, f"unknown profile {name}; {hint}", path)

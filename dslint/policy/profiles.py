"""Profiles: what a kind of node agent needs from its node. A manifest declares its profile in an annotation.

A need becomes a JSON Schema: policies about that need do not report values that match it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Fix, Problem
from dslint.kubernetes.suggestions import did_you_mean, only_near
from dslint.policy.view import Part, PolicyView, cleaned

ANNOTATION = "dslint.dev/profile"
UNKNOWN_PROFILE = "DS698"

CONTROL_PLANE = "control-plane-static-pod"
"""The profile of the four static pods that make a control plane."""

_CONTROL_PLANE_CONTAINERS = frozenset({"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"})

_KEY: FieldPath = ("metadata", "annotations", ANNOTATION)

_NEED_SCHEMAS: Mapping[str, Callable[[Any], Any]] = {
    "capabilities": lambda names: {"enum": [*names, *(f"CAP_{name}" for name in names)]},
    "hostPaths": lambda paths: {"anyOf": [_host_path(path) for path in paths]},
    "hostPorts": lambda ports: ports if isinstance(ports, bool) else {"enum": ports},
    "seLinuxTypes": lambda names: {"enum": names},
    "sysctls": lambda names: {"enum": names},
}
"""Functions that turn a need into the schema of the values that it excuses. All other needs are true or false."""


class _Fields(NamedTuple):
    name: str
    title: str
    needs: Mapping[str, Any]
    excuses: frozenset[str]
    signs: Mapping[str, Any]


class Profile(_Fields):
    """`needs` are the needs by name, `excuses` the codes of rules that do not apply to such an agent.

    `signs` identify such an agent: host paths, and under `images` parts of the names of images
    and objects.
    """

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Profile:
        """The profile of a file's value, which schemas/profile.schema.json describes."""
        return cls(
            name=value["profile"],
            title=value["title"],
            needs=value.get("needs", {}),
            excuses=frozenset(value.get("excuses", ())),
            signs=value.get("signs", {}),
        )

    def excuse(self, need: str) -> Any:
        """The JSON Schema of the values that the profile excuses for a need; None without that need."""
        declared = self.needs.get(need)
        if not declared:
            return None
        schema_of = _NEED_SCHEMAS.get(need)
        return schema_of(declared) if schema_of else True

    @cached_property
    def excuse_texts(self) -> Mapping[str, str]:
        """The JSON Schemas of the values that the profile excuses, as texts, by need."""
        schemas = {need: self.excuse(need) for need in self.needs}
        return {need: json.dumps(schema) for need, schema in schemas.items() if schema is not None}

    @property
    def breadth(self) -> int:
        """How much the profile excuses: the number of things that it needs, and of rules that do not apply."""
        return len(self.excuses) + sum(len(need) if isinstance(need, list) else 1 for need in self.needs.values())

    def is_mounted_at(self, path: str) -> bool:
        """Whether a host path identifies such an agent."""
        return f"{path}/".startswith(self._sign_paths)

    def is_named_in(self, names: str) -> bool:
        """Whether a text of names identifies such an agent."""
        return any(sign in names for sign in self.signs.get("images", ()))

    @cached_property
    def _sign_paths(self) -> tuple[str, ...]:
        return tuple(f"{cleaned(path)}/" for path in self.signs.get("hostPaths", ()))


def _host_path(declared: Mapping[str, Any]) -> dict[str, Any]:
    path = cleaned(declared["path"])
    pattern = "^/$" if path == "/" else f"^{re.escape(path)}(/|$)"
    properties: dict[str, Any] = {"path": {"pattern": pattern}}
    if not declared.get("writable"):
        properties["readOnly"] = {"const": True}
    return {"properties": properties}


class Declaration(NamedTuple):
    """The profiles that apply. `declares_any` is whether any was declared, known or unknown."""

    profiles: tuple[Profile, ...]
    declares_any: bool
    problems: tuple[Problem, ...]


_NOTHING_DECLARED = Declaration((), declares_any=False, problems=())


def declared(
    view: PolicyView, profiles: Mapping[str, Profile], configured: Mapping[str, Sequence[str]], assumed: str = ""
) -> Declaration:
    """The profiles in the annotations of the object and its template; without any, those of the configuration.

    An object with neither has the `assumed` one.
    """
    if not configured and not assumed and not any(map(_annotation, (view.object, view.pod))):
        return _NOTHING_DECLARED
    places = {part.place(_KEY): _annotation(part) for part in (view.object, view.pod)}
    named = [(name, path) for path, names in places.items() for name in names]
    named = named or [(name, ("metadata", "name")) for name in _configured(view, configured)]
    named = named or ([(assumed, ())] if assumed in profiles else [])
    known = tuple(profiles[name] for name, _ in named if name in profiles)
    unknown = (_unknown(name, path, profiles, places.get(path, ())) for name, path in named if name not in profiles)
    return Declaration(known, bool(named), tuple(unknown))


def profile_of_static_pod(value: Mapping[str, Any]) -> str:
    """The profile of a Pod of a manifest folder that needs to declare none; "" if it has to."""
    containers = (value.get("spec") or {}).get("containers") or ()
    names = {container.get("name") for container in containers}
    return CONTROL_PLANE if names & _CONTROL_PLANE_CONTAINERS else ""


def _annotation(part: Part) -> list[str]:
    metadata = part.value.get("metadata") or {}
    text = (metadata.get("annotations") or {}).get(ANNOTATION) or ""
    return [name.strip() for name in text.split(",") if name.strip()]


def _configured(view: PolicyView, configured: Mapping[str, Sequence[str]]) -> Sequence[str]:
    metadata = view.object.value.get("metadata") or {}
    name = f"{metadata.get('namespace') or 'default'}/{metadata.get('name') or ''}"
    return next((names for pattern, names in configured.items() if _matches(name, pattern)), ())


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern if "/" in pattern else f"*/{pattern}")


def _unknown(name: str, path: FieldPath, profiles: Mapping[str, Profile], annotated: Sequence[str]) -> Problem:
    """The problem of a profile; `annotated` are those of the annotation at the path, if it is one."""
    similar = did_you_mean(name, profiles)
    hint = similar or f"the profiles are {', '.join(sorted(profiles))}"
    meant = only_near(name, profiles) if len(annotated) == 1 else None
    fix = Fix.setting(f"declare {meant}", path, meant) if meant else None
    return Problem(UNKNOWN_PROFILE, f"unknown profile {name}; {hint}", path, fix=fix)

"""The fix of a policy: the fields that it sets and removes, as its rule file says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.kubernetes.field_path import EACH
from dslint.policy.field_paths import keys_of
from dslint.policy.view import Part

NOT_WRITTEN = frozenset({"class", "pod"})
"""What policies see of a container and no manifest has there."""


def fix_of(given: Mapping[str, Any], part: Part, path: FieldPath) -> Fix:
    """The fix of what a policy finds at a path of a part. Each [] of the fix is the item of the finding."""
    edits = (
        *(Edit(Operation.SET, part.place(_filled(field, path)), value) for field, value in _set(given)),
        *(Edit(Operation.REMOVE, part.place(_filled(field, path))) for field in given.get("remove", ())),
    )
    return Fix(given.get("summary") or _summary(given), edits, safe=given["safe"], since=given.get("since", ""))


def fix_errors(given: Mapping[str, Any], path: str, *, of_containers: bool) -> Iterator[tuple[FieldPath, str]]:
    """What is wrong with the fix of a rule beyond its schema: where, and what."""
    fields = [("set", field) for field, _ in _set(given)] + [("remove", field) for field in given.get("remove", ())]
    for where, field in fields:
        if of_containers and keys_of(field)[0] in NOT_WRITTEN:
            yield (where,), f"{field}: no container has that field in a manifest; write another"
        if not _has_its_items(keys_of(field), keys_of(path)):
            yield (where,), f"{field}: each [] must be one that path has too; begin it as {path} begins"


def _set(given: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return list(given.get("set", {}).items())


def _has_its_items(keys: Sequence[str], path: Sequence[str]) -> bool:
    last = max((index for index, key in enumerate(keys) if key == EACH), default=-1)
    return list(keys[: last + 1]) == list(path[: last + 1])


def _filled(field: str, path: FieldPath) -> FieldPath:
    """The keys of a field, with the indices that the path has in place of []."""
    return tuple(path[index] if key == EACH else key for index, key in enumerate(keys_of(field)))


def _summary(given: Mapping[str, Any]) -> str:
    parts = [f"set {_name(field)} to {_shown(value)}" for field, value in _set(given)]
    return " and ".join([*parts, *(f"remove {_name(field)}" for field in given.get("remove", ()))])


def _name(field: str) -> str:
    """The field as people call it: without the lists and the view of the policy that lead to it."""
    keys = [key for key in keys_of(field) if key != EACH]
    return ".".join("securityContext" if key == "security" else key for key in keys[-2:] if key != "spec")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

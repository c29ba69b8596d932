"""The fix of an annotation that was a field in the making: its JSON becomes the field."""

from __future__ import annotations

import json
from typing import Any

from dslint.findings import Fix
from dslint.kubernetes.annotation_fixes import moved, put, removed
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Behaviour
from dslint.traps.support.behaviours import FIELDS_OF_PODS
from dslint.traps.support.workload import Workload


def fix_of_annotation(workload: Workload, key: str, field: str, since: Behaviour = FIELDS_OF_PODS) -> Fix | None:
    """Move a text or the JSON of an annotation to a field of the pod's spec. None if it cannot be read.

    The field wins where both are there: then the annotation just goes.
    """
    if workload.written_spec.get(field):
        return removed(workload.metadata_path, key, f"which has no effect; {field} is set")
    value = _value(map_of(workload.metadata, "annotations")[key], field)
    if value is None:
        return None
    edits = [put(workload.at(field), value)] if value else []
    return moved(workload.metadata_path, key, edits, field, since)


KINDS: dict[str, type] = {"affinity": dict, "tolerations": list, "initContainers": list}
"""Of the fields whose annotation is JSON. That of the others is their text."""


def _value(text: Any, field: str) -> Any:
    kind = KINDS.get(field)
    if kind is None or not text:
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return None
    items = value if isinstance(value, list) else [value]
    return value if isinstance(value, kind) and all(isinstance(item, dict) for item in items) else None

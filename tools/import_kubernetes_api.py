"""Imports the API types of Kubernetes minors into tools/kubernetes-api/. schemas/ is generated from it.

    python tools/import_kubernetes_api.py FOLDER

FOLDER contains one `v1.N.json` per minor: `kinds` (apiVersion, kind, definition) and `definitions` (properties with
type, format, items, additionalProperties, $ref), as in Kubernetes' OpenAPI document, without prose. Only definitions
that our kinds refer to are imported. A definition that is the same in several minors is written once:
`name -> [{since, until, definition}]`, where `until` is exclusive, and null if the definition is current.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "kubernetes-api"
SINGLE = (
    *("DaemonSet", "Pod", "Node", "Namespace", "PersistentVolume", "PersistentVolumeClaim", "StorageClass", "CSINode"),
    *("PriorityClass", "PodDisruptionBudget", "RuntimeClass", "LimitRange", "ResourceQuota", "ControllerRevision"),
    *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
)
KINDS = frozenset(SINGLE) | {f"{kind}List" for kind in SINGLE}
KEPT = ("type", "format", "items", "additionalProperties", "$ref")
TIME = {"type": "string", "format": "date-time"}

Definition = dict[str, Any]


def main(folder: Path, facts: Path = FACTS) -> None:
    minors = sorted(
        (int(match[1]), path) for path in folder.iterdir() if (match := re.fullmatch(r"v1\.(\d+)\.json", path.name))
    )
    definitions: dict[str, dict[int, Definition]] = {}
    kinds: dict[str, dict[int, Definition]] = {}
    for minor, path in minors:
        document = json.loads(path.read_text())
        for entry in document["kinds"]:
            if entry["kind"] in KINDS:
                kinds.setdefault(f"{entry['apiVersion']} {entry['kind']}", {})[minor] = entry["definition"]
        for name, definition in reached(document).items():
            definitions.setdefault(name, {})[minor] = definition
    fill_formats(definitions)
    newest = minors[-1][0]
    write(facts / "definitions.json", {name: ranges(of, newest) for name, of in sorted(definitions.items())})
    write(facts / "kinds.json", {name: ranges(of, newest) for name, of in sorted(kinds.items())})


def reached(document: dict[str, Any]) -> dict[str, Definition]:
    """The definitions that our kinds refer to, directly or not, with the types of their properties only."""
    known = document["definitions"]
    found: dict[str, Definition] = {}
    pending = [entry["definition"] for entry in document["kinds"] if entry["kind"] in KINDS]
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found[name] = reduced(name, known[name])
        pending.extend(references(found[name]))
    return found


def reduced(name: str, definition: Definition) -> Definition:
    if name in {"runtime.RawExtension", "meta.v1.FieldsV1"}:
        return {"any": True}
    properties = definition.get("properties", {})
    return {field: kept(schema) for field, schema in sorted(properties.items())}


def kept(schema: Definition) -> Definition:
    if schema.get("$ref") == "meta.v1.Time":
        return TIME
    slim = {key: schema[key] for key in KEPT if key in schema}
    for inner in ("items", "additionalProperties"):
        if isinstance(slim.get(inner), dict):
            slim[inner] = kept(slim[inner])
    return slim


def references(schema: object) -> Iterator[str]:
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("$ref"), str):
        yield schema["$ref"]
    for inner in schema.values():
        yield from references(inner)


def fill_formats(definitions: dict[str, dict[int, Definition]]) -> None:
    """The oldest minors list integers without their size; it never changed, so it is taken from later minors."""
    for by_minor in definitions.values():
        known = {
            field: schema["format"]
            for minor in sorted(by_minor, reverse=True)
            for field, schema in by_minor[minor].items()
            if isinstance(schema, dict) and schema.get("type") == "integer" and "format" in schema
        }
        for definition in by_minor.values():
            for field, schema in definition.items():
                if isinstance(schema, dict) and schema.get("type") == "integer" and "format" not in schema:
                    schema["format"] = known.get(field, "int32")


def ranges(by_minor: dict[int, Any], newest: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for minor in sorted(by_minor):
        last = found[-1] if found else None
        if last and last["until"] == f"1.{minor}" and last["definition"] == by_minor[minor]:
            last["until"] = f"1.{minor + 1}"
            continue
        found.append({"since": f"1.{minor}", "until": f"1.{minor + 1}", "definition": by_minor[minor]})
    for entry in found:
        if entry["until"] == f"1.{newest + 1}":
            entry["until"] = None
    return found


def write(path: Path, content: dict[str, list[dict[str, Any]]]) -> None:
    """One range a line, so that a new minor shows as the lines it changes."""
    blocks = []
    for name, entries in content.items():
        lines = ",\n".join("  " + json.dumps(entry, separators=(",", ":")) for entry in entries)
        blocks.append(f"{json.dumps(name)}: [\n{lines}\n ]")
    path.write_text("{\n " + ",\n ".join(blocks) + "\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

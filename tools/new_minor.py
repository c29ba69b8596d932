"""Adds a Kubernetes minor: imports its API types, moves NEWEST, generates the schemas, and lists what is left to do.

    python -m tools.new_minor VERSION TYPES

VERSION is the minor after the newest one. TYPES is its api/openapi-spec/swagger.json from kubernetes/kubernetes, or a
file as tools/import_kubernetes_api.py describes it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dslint.kubernetes.release import NEWEST
from tools import generate_schemas
from tools.import_kubernetes_api import FACTS, KINDS, fill_formats, reached, write

ROOT = Path(__file__).parent.parent
NEWEST_IN = {
    "dslint/kubernetes/release.py": r"(?m)^(NEWEST = \(1, )(\d+)(\))",
    "tools/generate_schemas.py": r"(?m)^(OLDEST, NEWEST = 5, )(\d+)()",
}
"""Where the newest minor is written: the file, and a pattern around its number."""

SCALARS = {"api.resource.Quantity": "quantity", "util.intstr.IntOrString": "int-or-string"}

CHECKLIST = """\
{version}: wrote tools/kubernetes-api/, schemas/ and NEWEST. Next, as in CONTRIBUTING.md, "A new Kubernetes minor":
  .venv/bin/pytest tests/house/test_hand_kept_tables.py    # names each field that is not decided yet
  git grep -n '1\\.{before}' -- dslint README.md docs tests    # texts and tests that name the newest minor"""

Facts = dict[str, list[dict[str, Any]]]


class MinorError(ValueError):
    """A minor that cannot be added; the message says why."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make new-minor", description=__doc__)
    parser.add_argument("version", help="the minor after the newest one, such as 1.38")
    parser.add_argument("types", type=Path, help="its swagger.json, or a file of its API types")
    options = parser.parse_args()
    try:
        minor = checked(options.version)
        add(minor, document(options.types))
    except MinorError as error:
        sys.exit(f"new_minor: {error}")
    print(CHECKLIST.format(version=options.version, before=minor - 1))


def checked(version: str) -> int:
    """The number of the minor. Raises MinorError unless it is the one after the newest."""
    minor = NEWEST[1] + 1
    if version != f"1.{minor}":
        raise MinorError(f"{version} is not the next minor; write 1.{minor}, and add one after the other")
    return minor


def document(path: Path) -> dict[str, Any]:
    """Raises MinorError for a file that contains no API types."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MinorError(f"{path} cannot be read: {error}") from error
    if isinstance(value, dict) and "swagger" in value:
        return types_of(value)
    if not isinstance(value, dict) or not {"kinds", "definitions"} <= value.keys():
        raise MinorError(f"{path} has no kinds and definitions; give the minor's api/openapi-spec/swagger.json")
    return value


def types_of(openapi: dict[str, Any]) -> dict[str, Any]:
    """Kubernetes' OpenAPI document, converted to the form that is imported."""
    definitions = openapi.get("definitions", {})
    kinds = [
        {
            "apiVersion": "/".join(filter(None, (kind["group"], kind["version"]))),
            "kind": kind["kind"],
            "definition": short(name),
        }
        for name, definition in definitions.items()
        for kind in definition.get("x-kubernetes-group-version-kind", ())
        if len(definition["x-kubernetes-group-version-kind"]) == 1
    ]
    return {
        "kinds": kinds,
        "definitions": {short(name): typed(value, definitions) for name, value in definitions.items()},
    }


def typed(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema with short names of definitions; a reference to a scalar is replaced by its type."""
    reference = schema.get("$ref", "").removeprefix("#/definitions/")
    if reference:
        name, target = short(reference), definitions[reference]
        if name in SCALARS:
            return {"type": SCALARS[name]}
        is_scalar = target.get("type") not in (None, "object") and name != "meta.v1.Time"
        return {key: target[key] for key in ("type", "format") if key in target} if is_scalar else {"$ref": name}
    result = dict(schema)
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            result[inner] = typed(schema[inner], definitions)
    if "properties" in schema:
        result["properties"] = {field: typed(value, definitions) for field, value in schema["properties"].items()}
    return result


def short(name: str) -> str:
    """`io.k8s.api.core.v1.Pod` -> `core.v1.Pod`, and `io.k8s.apimachinery.pkg.runtime.RawExtension` without `pkg`."""
    return ".".join(name.split(".")[-3:]).removeprefix("pkg.")


def add(minor: int, types: dict[str, Any], root: Path = ROOT) -> None:
    """Writes the facts, the newest minor and the schemas below `root`."""
    facts = root / FACTS.relative_to(ROOT)
    definitions = {name: {minor: definition} for name, definition in reached(types).items()}
    fill_formats(definitions)
    kinds = {f"{kind['apiVersion']} {kind['kind']}": kind for kind in types["kinds"] if kind["kind"] in KINDS}
    extend(facts / "definitions.json", minor, {name: by_minor[minor] for name, by_minor in definitions.items()})
    extend(facts / "kinds.json", minor, {name: kind["definition"] for name, kind in kinds.items()})
    for name, pattern in NEWEST_IN.items():
        file = root / name
        text, count = re.subn(pattern, rf"\g<1>{minor}\g<3>", file.read_text(encoding="utf-8"))
        if count != 1:
            raise MinorError(f"{name}: the newest minor is not where it was; set it to {minor} by hand")
        file.write_text(text, encoding="utf-8")
    generate_schemas.NEWEST = minor
    generate_schemas.FACTS = facts
    generate_schemas.main(root / "schemas")


def extend(path: Path, minor: int, found: Mapping[str, Any]) -> None:
    facts: Facts = json.loads(path.read_text(encoding="utf-8"))
    write(path, extended(facts, minor, found))


def extended(facts: Facts, minor: int, found: Mapping[str, Any]) -> Facts:
    """The facts with one more minor: unchanged entries continue, changed and removed ones end, new ones begin."""
    version = f"1.{minor}"
    result: Facts = {}
    for name in sorted(facts.keys() | found.keys()):
        entries = [dict(entry) for entry in facts.get(name, ())]
        last = entries[-1] if entries and entries[-1]["until"] is None else None
        if last and (name not in found or last["definition"] != found[name]):
            last["until"] = version
            last = None
        if name in found and last is None:
            entries.append({"since": version, "until": None, "definition": found[name]})
        result[name] = entries
    return result


if __name__ == "__main__":
    main()

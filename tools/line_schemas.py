"""The schemas of JSON Lines, made from those of the reports whose parts the lines are.

A line has the keys of its part, and apiVersion and kind before them. Each schema is complete, as editors and validators
without a network need it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.schema_text import text_of

SCHEMAS = Path(__file__).parent.parent / "schemas"
ADDRESS = "https://dslint.dev/schemas"

Schema = dict[str, Any]

PARTS_OF_PLAN = {
    "workloads": ("WorkloadPlan", "workload"),
    "expectations": ("Expectation", "expectation"),
    "findings": ("Finding", "finding"),
    "staticPods": ("StaticPodPlan", "staticPod"),
}
"""The lists of a plan whose items are lines: their kinds, and their definitions."""


def files() -> dict[str, str]:
    return {"lint-lines.schema.json": text_of(of_lint()), "plan-lines.schema.json": text_of(of_plan())}


def of_lint() -> Schema:
    report = _report("lint-report")
    lines = {
        "findingLine": _line("Finding", report["$defs"]["finding"]),
        "summaryLine": _line("LintSummary", report, without=("findings",)),
    }
    return _lines_of("lint", report["$defs"], lines)


def of_plan() -> Schema:
    definitions = _report("plan")["$defs"]
    about = {
        "cluster": {"description": "The cluster, where there are several.", "type": "string"},
        "kubernetesVersions": {"description": "The versions of the plan.", "$ref": "#/$defs/versions"},
    }
    lines = {
        f"{definition}Line": _line(kind, definitions[definition], about) for kind, definition in PARTS_OF_PLAN.values()
    }
    lines["planLine"] = _line("PlanSummary", definitions["plan"], about, without=tuple(PARTS_OF_PLAN))
    lines["planListLine"] = _line("PlanListSummary", definitions["planList"], without=("items",))
    return _lines_of("plan", definitions, lines)


def _report(name: str) -> Schema:
    schema: Schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def _lines_of(command: str, definitions: Schema, lines: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{ADDRESS}/{command}-lines.schema.json",
        "title": f"A line of dslint {command} --format jsonl",
        "description": "Within v1, fields and kinds may be added, but not removed or changed in meaning.",
        "type": "object",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in lines],
        "$defs": {**definitions, **lines},
    }


def _line(kind: str, part: Schema, about: Schema | None = None, without: tuple[str, ...] = ()) -> Schema:
    further = about or {}
    required = [*further, *part["required"]] if "kubernetesVersions" in further else part["required"]
    kept = [key for key in dict.fromkeys(required) if key not in (*without, "cluster", "apiVersion", "kind")]
    properties = {key: value for key, value in part["properties"].items() if key not in without}
    named = {"apiVersion": {"const": "dslint.dev/v1"}, "kind": {"const": kind}}
    return {
        "type": "object",
        "required": ["apiVersion", "kind", *kept],
        "additionalProperties": False,
        "properties": {**properties, **further, **named},
    }

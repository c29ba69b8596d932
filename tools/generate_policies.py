"""Generates rules/policies.json from the policies and profiles in rules/, so that a run reads only one file.

python -m tools.generate_policies
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "rules"
FILE = "policies.json"

_DECIDING = (
    "code",
    "strict",
    "kubernetes",
    "match",
    "path",
    "required",
    "assert",
    "needs",
    "message",
    "messageForSeveral",
    "fix",
)
_OF_PROFILES = ("profile", "title", "needs", "excuses", "signs")


def text() -> str:
    """The content of rules/policies.json, one entry per line."""
    rules = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    policies = [_some(rule, _DECIDING) for rule in rules if "assert" in rule]
    profiles = [_some(_read(path), _OF_PROFILES) for path in sorted((FOLDER / "profiles").glob("*.yaml"))]
    return f'{{\n"policies": [\n{_lines(policies)}\n],\n"profiles": [\n{_lines(profiles)}\n]\n}}\n'


def _read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return value


def _some(value: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value[key] for key in keys if key in value}


def _lines(values: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)


if __name__ == "__main__":
    (FOLDER / FILE).write_text(text(), encoding="utf-8")

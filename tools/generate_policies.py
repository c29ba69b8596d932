"""Generates rules/policies.json and rules/rules.jsonl from the files in rules/, so that a run does not read these.

The one has all policies and profiles, the other what findings tell of each rule, one rule per line.

python -m tools.generate_policies
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from dslint.policy import catalogue, policies

FOLDER = Path(__file__).parent.parent / "rules"

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
_TOLD = ("code", "name", "severity", "origin", "summary", "label", "help")


def texts() -> dict[str, str]:
    """The content of each file, by its name, with one entry per line."""
    return {policies.INDEX: _policies(_rules(FOLDER)), catalogue.INDEX: told(FOLDER)}


def told(folder: Path) -> str:
    """What findings tell of the rules in a folder."""
    return "".join(f"{_line(_told(rule))}\n" for rule in _rules(folder))


def _rules(folder: Path) -> list[dict[str, Any]]:
    return [_read(path) for path in sorted(folder.glob("*.yaml"))]


def _told(rule: dict[str, Any]) -> dict[str, Any]:
    fixable = catalogue.fixable_of(rule)
    return {**_some(rule, _TOLD), **({"fixable": fixable.value} if fixable else {})}


def _policies(rules: list[dict[str, Any]]) -> str:
    deciding = [_some(rule, _DECIDING) for rule in rules if "assert" in rule]
    profiles = [_some(_read(path), _OF_PROFILES) for path in sorted((FOLDER / "profiles").glob("*.yaml"))]
    return f'{{\n"policies": [\n{_lines(deciding)}\n],\n"profiles": [\n{_lines(profiles)}\n]\n}}\n'


def _read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return value


def _some(value: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value[key] for key in keys if key in value}


def _lines(values: list[dict[str, Any]]) -> str:
    return ",\n".join(map(_line, values))


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

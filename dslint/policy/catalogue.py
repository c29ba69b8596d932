"""The catalogue of rules: one file in rules/ for each, found by its name and read on demand.

A file is called `<CODE>-<name>.yaml`; schemas/rule.schema.json describes its content. What findings tell of their rules
is in rules/rules.jsonl, too, because to read it from the files would take longer than all else that is done for a
manifest. `python -m tools.generate_policies` generates it from them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dslint.data import rules_folder
from dslint.findings import Fixable, Origin, Rule, Severity
from dslint.kubernetes.suggestions import suggestion

if TYPE_CHECKING:
    from dslint.policy.rule_page import Page

INDEX = "rules.jsonl"
_CODE = slice(len('{"code":"'), len('{"code":"DS001'))
_NAME_BEGINS = len('{"code":"DS001","name":"')
"""Where each line of the index has the rule's code and name."""


OF_PLANS = ("planning.", "expectations.")
WITH_FURTHER_INPUT = (
    *OF_PLANS,
    "linting.cluster_admission.",
    "validation.daemonset.daemonset.daemonset_update_errors",
    "validation.metadata.metadata_update_errors",
    "validation.pod.pod_update.",
)
"""Where the rules are decided that need more than manifests: nodes, what else is in the cluster, or what runs now."""


class UnknownRuleError(LookupError):
    """An unknown code or name; the message suggests a similar one."""


def rule(code: str) -> Rule:
    """The rule of this code. Raises UnknownRuleError."""
    line = _lines().get(code)
    if line is None:
        raise UnknownRuleError(f"unknown rule {code}{_nearest(code)}")
    return _rule(line)


@cache
def _lines() -> dict[str, str]:
    """The lines of the index by code: a run needs a few of them."""
    text = (rules_folder() / INDEX).read_text(encoding="utf-8")
    return {line[_CODE]: line for line in text.splitlines()}


@cache
def _rule(line: str) -> Rule:
    value = json.loads(line)
    return Rule(
        code=value["code"],
        name=value["name"],
        summary=value["summary"],
        severity=Severity(value["severity"]),
        origin=Origin(value["origin"]),
        help=value["help"],
        fixable=fixable_of(value),
        label=value.get("label", ""),
    )


def fixable_of(value: Mapping[str, Any]) -> Fixable | None:
    """Which findings of a rule file's rule can be fixed: a policy says it with its fix."""
    if "fix" in value:
        return Fixable.SAFE if value["fix"]["safe"] else Fixable.UNSAFE
    return Fixable(value["fixable"]) if "fixable" in value else None


def page(code: str) -> Page:
    """The content of the rule's file. Raises UnknownRuleError."""
    from dslint.policy.rule_page import page_of

    return page_of(rule(code), _read(_file(code)))


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(rule(code) for code in names())


def find(code_or_name: str) -> Rule:
    """`DS231`, `ds231` or `selector-mismatch` -> its rule. Raises UnknownRuleError."""
    return rule(code_of(code_or_name))


def code_of(code_or_name: str) -> str:
    """The code of a rule given by code, name or former name. Raises UnknownRuleError."""
    text = code_or_name.lower()
    for code, name in names().items():
        if text in (code.lower(), name):
            return code
    former = _code_by_former_name(text)
    if former is None:
        raise UnknownRuleError(f"unknown rule {code_or_name}{_nearest(code_or_name)}")
    return former


@cache
def names() -> MappingProxyType[str, str]:
    """The name of every rule by code, from the index."""
    lines = _lines().items()
    return MappingProxyType({code: line[_NAME_BEGINS : line.index('"', _NAME_BEGINS)] for code, line in lines})


@cache
def decided_in(rooms: tuple[str, ...]) -> frozenset[str]:
    """The codes of the rules that a function of these rooms or modules decides."""
    marks = [f"\ndecidedBy: dslint.{room}" for room in rooms]
    texts = ((code, path.read_text(encoding="utf-8")) for code, path in _files().items())
    return frozenset(code for code, text in texts if any(mark in text for mark in marks))


@cache
def _files() -> dict[str, Path]:
    file_name = re.compile(r"(?P<code>DS\d{3})-(?P<name>[a-z0-9-]+)\.yaml")
    found = ((file_name.fullmatch(path.name), path) for path in rules_folder().iterdir())
    return dict(sorted((match["code"], path) for match, path in found if match))


def _code_by_former_name(name: str) -> str | None:
    """Reads the files of rules only here, and parses only those that contain the name."""
    for code, path in _files().items():
        if name in _text(path) and name in _read(path).get("formerNames", ()):
            return code
    return None


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _file(code: str) -> Path:
    path = _files().get(code)
    if path is None:
        raise UnknownRuleError(f"unknown rule {code}{_nearest(code)}")
    return path


@cache
def _read(path: Path) -> dict[str, Any]:
    """With the reader of manifests, which a run has loaded anyway."""
    from dslint.source.document_reader import read_text

    [document] = read_text(path.read_text(encoding="utf-8"), str(path)).documents
    value: dict[str, Any] = document.value
    return value


def _nearest(text: str) -> str:
    """A similar name. Similar codes are not suggested, because they belong to other rules."""
    return suggestion(text, names().values(), otherwise="; dslint rules lists them")

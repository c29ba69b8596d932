"""The page of a rule: why it matters, the versions it applies to, and examples, which are also tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dslint.findings import Rule, json_form

EXAMPLE = "example.yaml"
"""The default file name of an example."""

_MARK = re.compile(r"#\s*(?:error|warning|info):\s*(?P<codes>[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)")


class ExampleOptions(NamedTuple):
    """How an example is linted: for which versions, as an update of `baseline`, as a static pod of `node`.

    `cluster` is what else is there. With an `inventory`, it is planned on its nodes, and the plan is checked against
    `expectations`. `alongside` are other files of the folder, by name; `good_name` is the file name of the good
    example, if it differs, `encoding` that of the bad example's file.
    """

    kubernetes_versions: tuple[str, ...] = ()
    baseline: str | None = None
    cluster: str | None = None
    inventory: str | None = None
    expectations: str | None = None
    node: str | None = None
    name: str = EXAMPLE
    good_name: str | None = None
    encoding: str = "utf-8"
    alongside: tuple[tuple[str, str], ...] = ()


class Example(NamedTuple):
    """A manifest with a finding of the rule and one without.

    `expected` are the lines of `bad`, from 1, where a finding starts, each with its code.
    """

    bad: str
    good: str
    expected: tuple[tuple[int, str], ...]
    options: ExampleOptions


class Page(NamedTuple):
    """A rule with its explanation. It applies to Kubernetes versions from `since` to `until` (exclusive)."""

    rule: Rule
    reason: str
    since: str | None
    until: str | None
    references: tuple[str, ...]
    examples: tuple[Example, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            **json_form(self.rule),
            "reason": self.reason,
            "kubernetes": {"since": self.since, "until": self.until},
            "references": list(self.references),
            "examples": [{"bad": unmarked(example.bad), "good": example.good} for example in self.examples],
        }


def page_of(rule: Rule, value: dict[str, Any]) -> Page:
    """The page of a rule file's value, which schemas/rule.schema.json describes."""
    versions = value.get("kubernetes", {})
    return Page(
        rule=rule,
        reason=value["reason"].strip(),
        since=versions.get("since"),
        until=versions.get("until"),
        references=tuple(value.get("references", ())),
        examples=tuple(_example(example) for example in value["examples"]),
    )


def unmarked(text: str) -> str:
    """An example without the comments that mark its expected findings."""
    return "\n".join(_MARK.sub("", line).rstrip() if _MARK.search(line) else line for line in text.split("\n"))


def _example(value: dict[str, Any]) -> Example:
    options = value.get("options", {})
    declared = tuple((entry["line"], entry["code"]) for entry in value.get("expect", ()))
    return Example(
        bad=value["bad"],
        good=value["good"],
        expected=(*declared, *_marked(value["bad"])),
        options=ExampleOptions(
            kubernetes_versions=tuple(options.get("kubernetesVersions", ())),
            baseline=options.get("baseline"),
            cluster=options.get("cluster"),
            inventory=options.get("inventory"),
            expectations=options.get("expectations"),
            node=options.get("node"),
            name=options.get("name", EXAMPLE),
            good_name=options.get("goodName"),
            encoding=options.get("encoding", "utf-8"),
            alongside=tuple(options.get("alongside", {}).items()),
        ),
    )


def _marked(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        match = _MARK.search(line)
        if match:
            yield from ((number, code.strip()) for code in match["codes"].split(","))

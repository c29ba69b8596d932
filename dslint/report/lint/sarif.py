"""SARIF 2.1.0, for code scanning services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from dslint.findings import Finding, Fix, LintReport, Note, Rule, Severity, Span, json_form
from dslint.policy import catalogue
from dslint.report.escapes import json_text
from dslint.report.lint import wording
from dslint.report.lint.fingerprint import fingerprints
from dslint.report.rule_page import markdown
from dslint.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PACKAGE = "pkg:pypi/kube-dslint"
"""The URL of the package (purl), which names its version wherever it is published."""

_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def lines(report: LintReport, properties: Mapping[str, Any] | None = None) -> Iterator[str]:
    """`properties` are further ones of the run."""
    codes = sorted({finding.code for finding in report.findings})
    run = {
        "tool": {
            "driver": {
                "name": "dslint",
                "semanticVersion": __version__,
                "informationUri": f"{_PACKAGE}@{__version__}",
                "rules": [_rule(code, report.rules.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            _result(finding, fingerprint, codes.index(finding.code))
            for finding, fingerprint in fingerprints(report.findings)
        ],
        "properties": {**_properties(report), **(properties or {})},
    }
    yield json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _properties(report: LintReport) -> dict[str, Any]:
    properties: dict[str, Any] = {"kubernetesVersions": list(report.kubernetes_versions)}
    if report.silenced:
        properties["silenced"] = json_form(report.silenced)
    return properties


def _rule(code: str, own: Rule | None) -> dict[str, Any]:
    """A rule: dslint's own with its page, a user's with what the report contains."""
    if own is not None:
        return {**_descriptor(own), "help": {"text": own.help}}
    page = catalogue.page(code)
    help_ = {"text": f"{page.reason}\n\n{page.rule.help}", "markdown": markdown(page)}
    descriptor = {**_descriptor(page.rule), "fullDescription": {"text": page.reason}, "help": help_}
    if page.references:
        descriptor["helpUri"] = page.references[0]
    return descriptor


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["kubernetes", rule.origin.value]},
    }


def _invocation(report: LintReport) -> dict[str, Any]:
    unread = [_notification(note, "error") for note in report.unreadable]
    skipped = [_notification(note, "note") for note in report.skipped]
    return {"executionSuccessful": not unread, "toolExecutionNotifications": [*unread, *skipped]}


def _notification(note: Note, level: str) -> dict[str, Any]:
    region = {"region": {"startLine": note.line}} if note.line else {}
    location = {"physicalLocation": {"artifactLocation": _artifact(note.file), **region}}
    return {"level": level, "message": {"text": note.message}, "locations": [location]}


def _result(finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        "partialFingerprints": {"dslint/v1": fingerprint},
        "properties": {
            "origin": finding.origin.value,
            "pointer": finding.pointer,
            "kubernetesVersions": list(finding.kubernetes_versions),
        },
    }
    related = [
        {
            "id": number,
            "message": {"text": place.message},
            "physicalLocation": _physical(place.file or finding.file, place.span),
        }
        for number, place in enumerate(finding.related)
        if (place.file or finding.file) is not None
    ]
    if finding.folded:
        result["properties"]["folded"] = json_form(finding.folded)
    if finding.fix and finding.fix.placed and finding.file is not None:
        result["fixes"] = [_fix(finding.fix, finding.file)]
    return {**result, "relatedLocations": related} if related else result


def _fix(fix: Fix, file: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(Span(*edit[:4])), "insertedContent": {"text": edit.text}} for edit in fix.placed
    ]
    change = {"artifactLocation": _artifact(file), "replacements": replacements}
    return {"description": {"text": fix.summary}, "artifactChanges": [change]}


def _message(finding: Finding) -> str:
    return f"{wording.sentence(finding)}\n{finding.help}" if finding.help else wording.sentence(finding)


def _location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.file is not None:
        location["physicalLocation"] = _physical(finding.file, finding.span)
    if finding.object:
        logical = {"fullyQualifiedName": str(finding.object), "kind": "object"}
        location["logicalLocations"] = [logical]
    return location


def _physical(file: str | None, span: Span | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(file or "")}
    if span:
        physical["region"] = _region(span)
    return physical


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _artifact(file: str) -> dict[str, str]:
    """Bytes of a name that are not UTF-8 are percent-encoded; other lone surrogates are replaced."""
    path = PurePath(_NO_BYTE.sub("\ufffd", file))
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix(), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}

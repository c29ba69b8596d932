"""The configurations of kube-linter, polaris and checkov."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from dslint.edit.other_linters.checks import CHECKOV, KUBE_LINTER, POLARIS
from dslint.edit.other_linters.ignored_checks import Check, Ignored, Left, Settings
from dslint.edit.other_linters.linter import Linter
from dslint.edit.other_linters.values import at, line_of, texts, words
from dslint.source.documents import Document

_OWN_CHECK = "write it as a rule of your own, in a folder that `rules` names"
_SEVERITIES = {"danger": "error", "warning": "warning"}
_SCHEME = ("/**/", "**/")
_PLAIN_PATH = re.compile(r"[\w./@+-]+")


def kube_linter(document: Document, file: str) -> Settings:
    """`exclude`, `ignorePaths`, and the default checks that `doNotAutoAddDefaults` leaves out."""
    ignored = [*words(document, "checks", "exclude")]
    if at(document.value, "checks", "doNotAutoAddDefaults") is True:
        line = line_of(document, ("checks", "doNotAutoAddDefaults"))
        included = {check.name for check in words(document, "checks", "include")}
        ignored += [Check(name, line) for name in sorted(KUBE_LINTER.defaults - included)]
    excluded, left = _paths(document, file, KUBE_LINTER, ("checks", "ignorePaths"), _pattern_of_glob)
    left += _own_checks(document, file, KUBE_LINTER)
    if at(document.value, "checks", "addAllBuiltIn") is True:
        line = line_of(document, ("checks", "addAllBuiltIn"))
        why = "`strict: true` enables the strict rules of dslint"
        left.append(Left(file, line, "kube-linter: addAllBuiltIn", why, lost=False))
    return Settings(_all(KUBE_LINTER, file, ignored), excluded, left=tuple(left))


def checkov(document: Document, file: str) -> Settings:
    """`skip-check`, `skip-path`, and the checks that `check` leaves out."""
    ignored = [*words(document, "skip-check")]
    only = [CHECKOV.plain(check.name) for check in words(document, "check")]
    if any("K8S" in name for name in only):
        line = line_of(document, ("check",))
        ignored += [Check(name, line) for name in CHECKOV.rules if name not in only]
    ours = [check for check in ignored if "K8S" in check.name.upper() or "*" in check.name]
    excluded, left = _paths(document, file, CHECKOV, ("skip-path",), _pattern_of_expression)
    return Settings(_all(CHECKOV, file, ours), excluded, left=tuple(left))


def polaris(document: Document, file: str) -> Settings:
    """The severities of checks, and exemptions."""
    found = at(document.value, "checks")
    checks = found if isinstance(found, dict) else {}
    ignored = [Check(name, line_of(document, ("checks", name))) for name, value in checks.items() if value == "ignore"]
    severities: dict[str, str] = {}
    for name, value in checks.items():
        severity = _SEVERITIES.get(value) if isinstance(value, str) else None
        for code in POLARIS.rules.get(name, ()) if severity else ():
            severities[code] = "error" if "error" in (severity, severities.get(code)) else "warning"
    return Settings(
        (*_all(POLARIS, file, ignored), *_exemptions(document, file)),
        severities=tuple(sorted(severities.items())),
        left=tuple(_own_checks(document, file, POLARIS)),
    )


def _exemptions(document: Document, file: str) -> Iterator[Ignored]:
    entries = at(document.value, "exemptions")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        line = line_of(document, ("exemptions", index))
        rules = texts(entry, "rules")
        checks = tuple(Check(name, line) for name in rules or POLARIS.rules)
        namespace = at(entry, "namespace")
        yield Ignored(
            POLARIS,
            file,
            checks,
            namespaces=(namespace,) if isinstance(namespace, str) and namespace else (),
            names=tuple(f"{name}*" for name in texts(entry, "controllerNames") if name),
            containers=texts(entry, "containerNames"),
        )


def _all(linter: Linter, file: str, checks: list[Check]) -> tuple[Ignored, ...]:
    return (Ignored(linter, file, tuple(checks)),) if checks else ()


def _own_checks(document: Document, file: str, linter: Linter) -> list[Left]:
    """Checks that the configuration defines itself: a list of them, or a map."""
    found: Any = at(document.value, "customChecks")
    named: list[tuple[Any, Any]] = []
    if isinstance(found, dict):
        named = [(key, key) for key in found]
    elif isinstance(found, list):
        named = [(index, at(entry, "name")) for index, entry in enumerate(found)]
    return [
        Left(
            file,
            line_of(document, ("customChecks", key)),
            f"{linter.name}: customChecks {name or ''}".rstrip(),
            _OWN_CHECK,
        )
        for key, name in named
    ]


def _paths(
    document: Document, file: str, linter: Linter, keys: tuple[str, ...], pattern: Callable[[str], str | None]
) -> tuple[tuple[str, ...], list[Left]]:
    """Paths that are not looked at, as patterns of .gitignore."""
    excluded, left = [], []
    for path in words(document, *keys):
        found = pattern(path.name)
        if found is None:
            why = "not a path below this folder that `exclude` could name; write it as in .gitignore"
            left.append(Left(file, path.line, f"{linter.name}: {keys[-1]} {path.name}", why))
        else:
            excluded.append(found)
    return tuple(excluded), left


def _pattern_of_glob(path: str) -> str | None:
    for start in _SCHEME:
        if path.startswith(start):
            return f"**/{path.removeprefix(start)}"
    return None if path[:1] in "~/" or path.startswith("../") else f"/{path.removeprefix('./')}"


def _pattern_of_expression(path: str) -> str | None:
    """A regular expression that is searched in the path: only one without signs can be a pattern."""
    plain = path.replace("\\.", ".").strip("/")
    return f"{plain}" if _PLAIN_PATH.fullmatch(plain) else None

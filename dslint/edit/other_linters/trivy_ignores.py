"""The files .trivyignore and .trivyignore.yaml of trivy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dslint.edit.other_linters.checks import TRIVY
from dslint.edit.other_linters.ignored_checks import Check, Ignored, Left, Settings
from dslint.edit.other_linters.values import at, line_of, texts
from dslint.source.documents import Document

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_OURS = "dslint does not look at this"


def trivy_lines(text: str, file: str) -> Settings:
    """.trivyignore: an identifier a line, with `exp:` and a day; comments above are the reason."""
    found: list[Ignored] = []
    reason: list[str] = []
    others: list[int] = []
    ended = False
    for number, written in enumerate(text.splitlines(), start=1):
        line = written.strip()
        if not line or (ended and line.startswith("#")):
            reason, ended = [], False
        if line.startswith("#"):
            reason.append(line.lstrip("# \t"))
        elif line:
            ended = True
            entry, _, behind = line.partition("#")
            first, *rest = entry.split()
            until = next((word.removeprefix("exp:") for word in rest if word.startswith("exp:")), "")
            if is_ours(first):
                found.append(
                    Ignored(
                        TRIVY, file, (Check(first, number),), " ".join(filter(None, [*reason, behind.strip()])), until
                    )
                )
            else:
                others.append(number)
    return Settings(tuple(_grouped(found)), left=tuple(_of_others(file, others)))


def trivy_document(document: Document, file: str) -> Settings:
    """.trivyignore.yaml: misconfigurations with paths, a reason and a day."""
    found: list[Ignored] = []
    others: list[int] = []
    sections = document.value if isinstance(document.value, dict) else {}
    for section, entries in sections.items():
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            line = line_of(document, (section, index))
            check = at(entry, "id")
            if section != "misconfigurations" or not isinstance(check, str) or not is_ours(check):
                others.append(line)
                continue
            paths = tuple(_glob(path) for path in texts(entry, "paths"))
            found.append(
                Ignored(TRIVY, file, (Check(check, line),), _text(entry, "statement"), _day(entry), paths=paths)
            )
    return Settings(tuple(_grouped(found)), left=tuple(_of_others(file, others)))


def is_ours(check: str) -> bool:
    """Whether it is one of the checks of Kubernetes' objects."""
    return TRIVY.plain(check).startswith("KSV-")


def _text(entry: Any, key: str) -> str:
    value = at(entry, key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(entry: Any) -> str:
    match = _DAY.match(_text(entry, "expired_at"))
    return match[0] if match else ""


def _glob(path: str) -> str:
    """In dslint's globs a star also stands for folders."""
    return path.removeprefix("./").replace("**/", "*").replace("**", "*")


def _grouped(found: list[Ignored]) -> Iterator[Ignored]:
    """Those that differ in nothing but the check are ignored together."""
    groups: dict[tuple[object, ...], list[Ignored]] = {}
    for one in found:
        groups.setdefault((one.reason, one.until, one.paths), []).append(one)
    for group in groups.values():
        yield group[0]._replace(checks=tuple(check for one in group for check in one.checks))


def _of_others(file: str, lines: list[int]) -> Iterator[Left]:
    if lines:
        number = f"{len(lines)} entries" if len(lines) > 1 else "1 entry"
        yield Left(file, lines[0], f"trivy: {number} about vulnerabilities or other files", _NOT_OURS, lost=False)

"""Comments with which manifests ask checkov and trivy to ignore something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.edit.other_linters.checks import CHECKOV, TRIVY
from dslint.edit.other_linters.ignored_checks import Check, Ignored, Left, codes_of
from dslint.edit.other_linters.trivy_ignores import is_ours
from dslint.findings import TextEdit
from dslint.source.documents import Document
from dslint.source.nodes import Node, nodes_of

MARKS = ("checkov:skip", "trivy:ignore")

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_CHECKOV = re.compile(r"checkov:skip=([\w,*]+):?[ \t]*(.*)")
_TRIVY = re.compile(r"trivy:ignore:([\w*-]+)((?::\w+:[\w-]+)*)[ \t]*((?:(?!trivy:ignore).)*)")
_MARK = re.compile("|".join(MARKS))
_EXPIRY = re.compile(r":exp:([0-9]{4}-[0-9]{2}-[0-9]{2})")
_OURS = re.compile(r"dslint:[ \t]*ignore[a-z-]*\[([^\]]*)\]")
_KINDS = ("DaemonSet", "Pod")


def comment_edits(document: Document, file: str) -> tuple[list[TextEdit], list[Left]]:
    """The comments to add to the text that a document is from, and what has no counterpart."""
    edits: list[TextEdit] = []
    left: list[Left] = []
    if not any(isinstance(value, dict) and value.get("kind") in _KINDS for _, value in document.objects()):
        return edits, left
    text, start = document.lines.text, document.offset
    end = text.find("\n---", document.first)
    blocks = [*_texts(nodes_of(text[start : end if end >= 0 else None]), start)]
    for match in _COMMENT.finditer(text, start, end + 1 if end >= 0 else len(text)):
        if any(first <= match.start() < last for first, last in blocks):
            continue
        for scope, ignored in _ignored(match, document, file):
            codes, others = codes_of(ignored)
            left += others
            edits += _edit(match, document, scope, ignored, codes)
    return edits, left


def _texts(top: Node | None, start: int) -> Iterator[tuple[int, int]]:
    """Where the values with several lines or quotes stand, in which a # begins no comment."""
    waiting = [top] if top is not None else []
    while waiting:
        node = waiting.pop()
        if node.kind == "scalar" and node.style:
            yield node.start + start + 1, node.end + start
        waiting.extend(node.children)


def _ignored(match: re.Match[str], document: Document, file: str) -> Iterator[tuple[str, Ignored]]:
    """The checks that a comment names, each with the kind of comment that says the same."""
    line = document.lines.position(match.start())[0]
    for found in _CHECKOV.finditer(match[0]):
        names = tuple(Check(name, line) for name in found[1].split(",") if name)
        yield "ignore-document", Ignored(CHECKOV, file, names, _reason(found[2]))
    for found in _TRIVY.finditer(match[0]):
        if is_ours(found[1]):
            day = _EXPIRY.search(found[2])
            whole = match.start() < document.first
            ignored = Ignored(TRIVY, file, (Check(found[1], line),), _reason(found[3]), day[1] if day else "")
            yield "ignore-document" if whole else "ignore", ignored


def _reason(text: str) -> str:
    """Without what the comment says to another linter: in a comment of dslint, that linter would heed it once more."""
    return _MARK.split(text, maxsplit=1)[0].strip(" \t#")


def _edit(
    match: re.Match[str], document: Document, scope: str, ignored: Ignored, codes: tuple[str, ...]
) -> Iterator[TextEdit]:
    text = document.lines.text
    begin = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    alone = not text[begin : match.start()].strip()
    ending = re.compile(r"\r\n|\n|\r|$").search(text, match.end())
    assert ending is not None
    codes = tuple(code for code in codes if code not in _present(text, match, ending, alone=alone))
    if not codes:
        return
    until = f"until={ignored.until}" if ignored.until else ""
    comment = " ".join(filter(None, (f"# dslint: {scope}[{', '.join(codes)}]", ignored.reason, until)))
    lead = (ending[0] or "\n") + text[begin : match.start()] if alone else " "
    yield TextEdit(match.end(), match.end(), lead + comment)


def _present(text: str, match: re.Match[str], ending: re.Match[str], *, alone: bool) -> set[str]:
    """The rules that comments of dslint name already: on the line itself, or below a comment that has its own line."""
    found = _OURS.findall(match[0])
    position = ending.end()
    while alone and position < len(text):
        after = re.compile(r"[^\r\n]*").match(text, position)
        assert after is not None
        ours = _OURS.findall(after[0])
        if not ours or not after[0].lstrip().startswith("#"):
            break
        found += ours
        position = after.end() + 1
    return {word.strip() for words in found for word in words.split(",")}

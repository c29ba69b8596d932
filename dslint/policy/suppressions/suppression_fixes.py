"""Fixes of suppressions: without the comment or the annotation, or without one of the rules in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dslint.findings import Edit, FieldPath, Fix, Operation, TextEdit
from dslint.kubernetes.suggestions import only_near
from dslint.policy import catalogue
from dslint.source.text_fixes import line_removed

_REMOVE = "remove the suppression"


class WrittenComment(NamedTuple):
    """A comment from `start` to `end` of a text; its rules begin at `rules`, behind the bracket, or several of them."""

    text: str
    start: int
    end: int
    rules: int

    def removed(self) -> Fix | None:
        """Without the comment, and without its line if nothing else is there; None if another comment follows in it."""
        if "#" in self.text[self.start + 1 : self.end]:
            return None
        begin = self.text.rfind("\n", 0, self.start) + 1
        line = self.text[max(begin, self.text.rfind("\r", begin, self.start) + 1) : self.start]
        if not line.strip():
            return line_removed(self.text, self.start, _REMOVE)
        start = self.start - len(line) + len(line.rstrip())
        return Fix(_REMOVE, text_edits=(TextEdit(start, self.end, ""),))

    def without(self, rule: str, instead: str | None) -> Fix | None:
        """With another rule in place of one of several, or without it."""
        listed = self.text[self.rules : self.text.index("]", self.rules)].rstrip("[")
        start, end = _place(listed, rule, instead)
        edit = TextEdit(self.rules + start, self.rules + end, instead or "")
        return Fix(_of(rule, instead), text_edits=(edit,))


class WrittenAnnotation(NamedTuple):
    """An annotation at a path of a document, with the rules in it; `reason` is the path of the reason beside it."""

    path: FieldPath
    rules: str
    reason: FieldPath | None

    def removed(self) -> Fix | None:
        paths = (self.path,) if self.reason is None else (self.path, self.reason)
        return Fix.removing(_REMOVE, *paths)

    def without(self, rule: str, instead: str | None) -> Fix | None:
        start, end = _place(self.rules, rule, instead)
        text = self.rules[:start] + (instead or "") + self.rules[end:]
        return Fix(_of(rule, instead), (Edit(Operation.SET, self.path, text),))


Written = WrittenComment | WrittenAnnotation


def without_unknown(written: Written | None, rule: str, rules: tuple[str, ...]) -> Fix | None:
    """The fix for an unknown rule among those of a suppression: the rule that can only be meant, or none."""
    if written is None:
        return None
    meant = only_near(rule, catalogue.names().values())
    if meant is None and len(rules) == 1:
        return written.removed()
    return written.without(rule, meant)


def _of(rule: str, instead: str | None) -> str:
    return f"write {instead}" if instead else f"remove {rule}"


def _place(listed: str, rule: str, instead: str | None) -> tuple[int, int]:
    """Where a rule stands in a list; without another one in its place, together with a comma."""
    match = next(match for match in re.finditer(r"[^,]+", listed) if match[0].strip() == rule)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = match.start() + len(match[0].rstrip())
    if instead:
        return start, end
    if match.start():
        return match.start() - 1, match.end()
    following = re.compile(r",\s*").match(listed, match.end())
    return start, following.end() if following else end

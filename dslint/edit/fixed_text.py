"""The fixes of findings, made in their text until nothing more can be fixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dslint.edit.fix_round import Left, fix_round
from dslint.findings import Finding, LintReport
from dslint.limits import FIX_ROUNDS
from dslint.source.inputs import Text

_NO_END = "its fix does not make it go"
_NO_CHANGE = "its fix changes nothing"


class FixedText(NamedTuple):
    """A text with the fixes of the findings `applied`. Those `left` could not be made; each has a reason."""

    text: str
    applied: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()


def fixed(text: Text, find: Callable[[Text], LintReport], *, unsafe: bool) -> FixedText:
    """Fix what `find` finds in a text, then what it finds in the fixed text, until nothing changes."""
    fixing = Fixing(text, unsafe=unsafe)
    while fixing.go_on(find(fixing.text).findings):
        pass
    return fixing.result()


class Fixing:
    """A text that is fixed round by round; `text` is how it is now."""

    def __init__(self, text: Text, *, unsafe: bool) -> None:
        self.text = text
        self._unsafe = unsafe
        self._seen = {text.text}
        self._applied: list[Finding] = []
        self._left: tuple[Left, ...] = ()

    def go_on(self, findings: Sequence[Finding]) -> bool:
        """Make the fixes of what was found in the text as it is now; returns whether it changed."""
        self._left = ()
        offered = [finding for finding in findings if is_offered(finding, unsafe=self._unsafe)]
        if not offered:
            return False
        made = fix_round(self.text, offered)
        self._left = made.left
        if made.text in self._seen or len(self._seen) > FIX_ROUNDS:
            tried = {(finding.code, finding.path) for finding in self._applied}
            changes = made.text != self.text.text
            self._left = (
                *made.left,
                *((one, _NO_END if changes or (one.code, one.path) in tried else _NO_CHANGE) for one in made.applied),
            )
            return False
        self._seen.add(made.text)
        self._applied.extend(made.applied)
        self.text = self.text._replace(text=made.text)
        return True

    def result(self) -> FixedText:
        return FixedText(self.text.text, tuple(self._applied), self._left)


def is_offered(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be made."""
    return finding.fix is not None and (finding.fix.safe or unsafe)

from __future__ import annotations

import json
import sys

from tools.audit import Audit, audited

FOUND = [{"id": "CVE-1", "fix_versions": ["2", "1.1"]}, {"id": "CVE-2", "fix_versions": []}]
PACKAGES = [
    {"name": "a", "version": "1", "vulns": FOUND},
    {"name": "b", "version": "1", "vulns": []},
    {"name": "c", "skip_reason": "not found"},
]


def answering(text: str, code: int = 1) -> tuple[str, ...]:
    return sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})"


def test_each_vulnerability_is_a_line_and_what_was_not_audited_is_named() -> None:
    assert audited(answering(json.dumps({"dependencies": PACKAGES}))).lines == [
        "a 1: CVE-1, fixed in 2, 1.1",
        "a 1: CVE-2, fixed in no release",
        "2 packages audited, 2 vulnerabilities",
        "not audited: c",
    ]


def test_where_nothing_can_be_reached_nothing_counts_as_audited() -> None:
    nothing = Audit(0)
    assert audited(answering("no route")) == nothing
    assert audited(("/nowhere/uv",)) == nothing
    skipped = {"dependencies": [{"name": "a", "skip_reason": "not found"}]}
    assert "not audited" in audited(answering(json.dumps(skipped))).lines[0]
    assert nothing.lines == ["not audited: no source of advisories can be reached from here"]

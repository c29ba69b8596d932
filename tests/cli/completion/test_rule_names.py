"""Codes and names of rules."""

from __future__ import annotations

from pathlib import Path

from dslint.cli.completion.rule_names import rule_names


def test_rules_of_dslint_are_known() -> None:
    assert rule_names([])["DS231"] == "selector-mismatch"


def test_rules_that_cannot_be_read_are_left_out(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules/OWN001-own-rule.yaml").write_text("{")
    assert rule_names(["rules"]) == rule_names([])

"""The pages of users' rules: from --rules, and from the configuration of the current folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.user_rule_pages import user_rule_pages
from tests.policy.test_user_rules import RULE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for name, code in (("own", "ORG001"), ("more", "ORG002")):
        (tmp_path / name).mkdir()
        text = RULE.replace("ORG001", code).replace("latest-image", f"rule-{name}")
        (tmp_path / name / "rule.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_rules_of_options_and_of_the_configuration_add_up(here: Path) -> None:
    assert list(user_rule_pages([])) == []
    assert list(user_rule_pages(["own"])) == ["ORG001"]
    (here / ".dslint.yaml").write_text("rules: [more]\n")
    assert sorted(user_rule_pages(["own"])) == ["ORG001", "ORG002"]


def test_rules_that_cannot_be_used_and_those_that_cannot_be_read_are_told_apart(here: Path) -> None:
    with pytest.raises(InputFailure, match="no such folder"):
        user_rule_pages(["none"])
    (here / "own" / "rule.yaml").write_text("code: 5\n")
    with pytest.raises(UsageFailure):
        user_rule_pages(["own"])
    (here / ".dslint.yaml").write_text("rules: 5\n")
    with pytest.raises(UsageFailure, match="rules"):
        user_rule_pages([])

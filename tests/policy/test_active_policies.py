"""The policies of a run: dslint's own, the user's, and what the configuration says of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.policy.active_policies import active_policies
from dslint.policy.policies import built_in
from dslint.policy.user_rules import UserRulesError
from tests.policy.test_user_rules import PROFILE, RULE


def test_without_folders_they_are_dslints_own() -> None:
    found = active_policies()
    assert found.policies == built_in().policies
    assert (found.rules, found.strict, found.enabled) == ({}, False, frozenset())
    assert found.key() == built_in().key()


def test_the_users_come_behind_and_a_profile_takes_the_place_of_dslints(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(RULE)
    (tmp_path / "profile.yaml").write_text(PROFILE.replace("collector", "cni"))
    found = active_policies([tmp_path], {"*/agent": ("cni",)}, strict=True, enabled=["DS633"])
    assert [policy.code for policy in found.policies[len(built_in().policies) :]] == ["ORG001"]
    assert found.rule("ORG001").name == "latest-image"
    assert found.rule("DS601").code == "DS601"
    assert (found.profiles["cni"].title, len(found.profiles)) == ("collects all logs", len(built_in().profiles))
    assert (found.strict, found.enabled, found.chosen) == (True, frozenset({"DS633"}), {"*/agent": ("cni",)})


def test_whatever_changes_findings_changes_the_key_of_the_cache(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(RULE)
    keys = {
        active_policies().key(),
        active_policies([tmp_path]).key(),
        active_policies(strict=True).key(),
        active_policies(chosen={"a": ("cni",)}).key(),
        active_policies(enabled=["DS633"]).key(),
    }
    assert len(keys) == 5


def test_rules_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserRulesError):
        active_policies([tmp_path / "none"])

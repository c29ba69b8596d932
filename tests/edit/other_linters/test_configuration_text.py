from __future__ import annotations

import pytest

from dslint.edit.other_linters.configuration_text import ConfigurationTextError, with_settings

NEW = {
    "ignore": ["DS601", "DS608"],
    "ignores": [{"rules": ["DS602"], "reason": "processes"}],
    "exclude": ["vendor/"],
    "severity": {"DS640": "error"},
}


def test_a_new_configuration_says_it_all():
    assert with_settings("", NEW) == (
        "ignore:\n- DS601\n- DS608\nignores:\n- rules:\n  - DS602\n  reason: processes\nexclude:\n- vendor/\n"
        "severity:\n  DS640: error\n"
    )
    assert with_settings("# mine\n---\n", {"ignore": ["DS601"]}) == "# mine\n---\nignore:\n- DS601\n"


def test_what_a_configuration_says_stays_with_its_comments():
    text = "# mine\nignore: [DS601] # a\nexclude: []\nseverity:\n  DS640: info # low\nfailOn: warning\n"
    found = with_settings(text, NEW)
    assert "ignore: [DS601, DS608] # a\n" in found
    assert "DS640: info # low\nfailOn: warning\n" in found
    assert found.startswith("# mine\n")
    assert with_settings(found, NEW) == found


def test_a_prefix_that_is_ignored_covers_its_rules():
    assert with_settings("ignore: [DS6]\n", {"ignore": ["DS601"]}) == "ignore: [DS6]\n"


def test_what_cannot_be_added_is_said():
    with pytest.raises(ConfigurationTextError, match="add this yourself:\n  ignore:\n  - DS602"):
        with_settings("ignore: &a [DS601]\nexclude: *a\n", {"ignore": ["DS602"]})

"""docs/policies.md: its rule can be used, and its table names codes that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dslint.policy import catalogue
from dslint.policy.policies import built_in
from dslint.policy.user_rules import read_user_rules

PAGE = (Path(__file__).parents[2] / "docs" / "policies.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
ROWS = re.findall(r"^\| (\d+) \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, flags=re.MULTILINE)


def test_the_rule_shown_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(next(block for block in BLOCKS if block.startswith("code:")))
    assert list(read_user_rules([tmp_path]).pages) == ["ACME001"]


def test_every_profile_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (\S+)$", page) == sorted(built_in().profiles)


def test_each_check_has_one_row() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 99))


@pytest.mark.parametrize(("subject", "code"), [(row[1], row[3]) for row in ROWS])
def test_the_codes_of_the_table_exist(subject: str, code: str) -> None:
    for named in re.findall(r"DS\d+", code):
        assert any(known.startswith(named) for known in catalogue.names()), subject

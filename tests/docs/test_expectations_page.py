"""docs/expectations.md describes every condition that the schema has."""

from __future__ import annotations

import json
import re

from tests.docs.pages import TOP

PAGE = (TOP / "docs" / "expectations.md").read_text(encoding="utf-8")
SCHEMA = json.loads((TOP / "schemas" / "expectations.schema.json").read_text(encoding="utf-8"))


def test_every_condition_and_circumstance_is_described() -> None:
    first_cells = "\n".join(re.findall(r"(?m)^\| ([^|]*) \|", PAGE))
    conditions = set(SCHEMA["$defs"]["conditions"]["properties"])
    circumstances = {"whatIf", "kubernetes", "rollback"}
    assert set(re.findall(r"`(\w+): ", first_cells)) == conditions | circumstances


def test_every_field_of_an_expectation_is_named() -> None:
    fields = set(SCHEMA["$defs"]["expectation"]["properties"]) | set(SCHEMA["properties"])
    assert {field for field in fields if not re.search(rf"\b{field}\b", PAGE)} == set()

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dslint.kubernetes.field_errors import CODES
from dslint.schema.value_constraints import _WORDS
from tools.constraints import all_constraints
from tools.constraints.words import FORMS

FACTS = Path(__file__).parent.parent.parent / "tools" / "kubernetes-api" / "definitions.json"
CONSTRAINTS = [(name, constraint) for name, constraints in all_constraints().items() for constraint in constraints]


@pytest.mark.parametrize(("name", "constraint"), CONSTRAINTS, ids=lambda part: getattr(part, "field", part))
def test_a_constraint_is_about_a_field_that_a_version_knows(name, constraint):
    known = json.loads(FACTS.read_text())[name]
    assert any(constraint.field in entry["definition"] for entry in known)


@pytest.mark.parametrize(("name", "constraint"), CONSTRAINTS, ids=lambda part: getattr(part, "field", part))
def test_a_constraint_has_an_error_that_can_be_formatted(name, constraint):
    error = constraint.error
    assert error["type"] in CODES
    assert len({"detail", "values", "limit", "form"} & set(error)) == 1
    assert error.get("form", "dns-label") in _WORDS
    assert name


def test_every_form_has_its_sentences():
    plain = {form for form in FORMS if not form.endswith("-or-empty")}
    assert plain == set(_WORDS)

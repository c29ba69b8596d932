"""What holds of texts: what is found depends on what they say, not on how they say it."""

from __future__ import annotations

import json
import math
import re
from random import Random
from typing import Any

from hypothesis import assume, given

import dslint
from tests.fuzz import corpus, texts
from tests.fuzz.mutations import slots_of
from tests.fuzz.strategies import MANIFESTS, RANDOMS
from tests.properties.examples import few
from tests.properties.manifests import said

SURROGATES = re.compile(r"\\ud[89a-f]")


@few(15)
@given(MANIFESTS, RANDOMS)
def test_json_is_found_fault_with_as_yaml_is(value: Any, random: Random) -> None:
    assume(all(same_in_both(part) for slot in slots_of([value]) for part in (slot.key, slot.value)))
    as_json = dslint.lint_text(json.dumps(value), name="a.yaml")
    as_yaml = dslint.lint_text("".join(f"{line}\n" for line in texts.block(random, value, 0)), name="a.yaml")
    assert said(as_json) == said(as_yaml)


@few(15)
@given(RANDOMS)
def test_lines_may_end_as_on_windows(random: Random) -> None:
    text = texts.changed(random, random.choice(corpus.manifest_texts()), random.randint(0, 3))
    assume("\r" not in text)
    unix, windows = (dslint.lint_text(one, name="a.yaml").to_dict() for one in (text, text.replace("\n", "\r\n")))
    assert windows == unix


def same_in_both(value: Any) -> bool:
    """Only JSON has half characters, and no infinity; of wide integers in YAML, Kubernetes makes floats."""
    if isinstance(value, (int, float)):
        return math.isfinite(value) and abs(value) < 2**63
    return SURROGATES.search(repr(value)) is None

"""Every text of the corpus still leads to what it is for, and the corpus stays small."""

from __future__ import annotations

import pytest

from tests.fuzz.corpus import SEEDS, seeds
from tests.fuzz.seeds import said, smallest


@pytest.mark.parametrize("wanted", sorted(seeds()))
def test_a_text_of_the_corpus_leads_to_what_it_is_for(wanted: str) -> None:
    assert wanted in said(seeds()[wanted])


def test_the_corpus_is_small() -> None:
    assert SEEDS.stat().st_size < 20_000
    assert max(map(len, seeds().values())) < 2_500


def test_a_text_is_made_small_as_long_as_it_leads_there() -> None:
    small = smallest(b"kind: Pod\nmetadata:\n  name: *nowhere\n", "DS005 unknown anchor … referenced")
    assert small.startswith(b"*")
    assert len(small) < 5

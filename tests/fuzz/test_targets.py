"""A few inputs of each target, chosen by Hypothesis; make fuzz runs as many as there is time for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests.fuzz.cases import Call, Case
from tests.fuzz.oracle import faults
from tests.fuzz.running import ran
from tests.fuzz.strategies import CASES
from tests.properties.examples import few


@pytest.mark.parametrize("target", CASES)
def test_no_input_is_a_fault_of_dslint_itself(target: str, tmp_path: Path) -> None:
    @few(8)
    @given(case=CASES[target])
    def holds(case: Case | Call) -> None:
        assert list(faults(case, ran(case, tmp_path))) == []

    holds()

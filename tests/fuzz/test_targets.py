"""A few inputs of each target; make fuzz runs as many as there is time for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.targets import TARGETS

SEED = 1
INPUTS = 8


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_is_a_fault_of_dslint_itself(target: str, tmp_path: Path) -> None:
    tally = fuzz(TARGETS[target], target, SEED, range(INPUTS), tmp_path)
    told = [
        f"{failure.fault}: python -m tests.fuzz {target} --seed {failure.seed} --input {failure.number}"
        for failure in tally.failures.values()
    ]
    assert tally.inputs == INPUTS
    assert not told, "\n".join(told)

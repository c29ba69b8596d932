"""A process that lints again and again, as a web service does, has no more after a run than before it."""

from __future__ import annotations

import gc
import threading
from fractions import Fraction
from pathlib import Path

import pytest

import dslint
from benchmarks.corpus import write_corpus
from benchmarks.soak import growth

FILES = 20
ROUNDS = 6


def objects() -> int:
    """The objects that hold others. Quantities are not counted: those that were read last are remembered."""
    gc.collect()
    return sum(type(one) is not Fraction for one in gc.get_objects())


@pytest.mark.parametrize("jobs", [1, 2])
def test_lints_of_other_files_each_time_leave_nothing(tmp_path: Path, jobs: int) -> None:
    counts, threads = [], threading.active_count()
    for number in range(ROUNDS):
        assert dslint.lint(write_corpus(tmp_path, FILES, seed=number), jobs=jobs).files == FILES
        counts.append(objects())
    assert growth(counts) < FILES, "a file, its findings and its text are hundreds of objects"
    assert threading.active_count() == threads


def test_growth_is_that_of_the_second_half() -> None:
    assert growth([1, 5, 9, 10, 10, 10, 10]) == pytest.approx(0)
    assert growth([0, 0, 0, 0, 10, 20, 30, 40]) == pytest.approx(40)
    assert growth([7]) == 0

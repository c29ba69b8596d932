"""A process that lints again and again, as a web service does, has no more after a run than before it."""

from __future__ import annotations

import gc
import threading
from fractions import Fraction
from pathlib import Path

import pytest

import dslint
from benchmarks import soak
from benchmarks.__main__ import main
from benchmarks.corpus import write_corpus
from benchmarks.soak import Kept, Soaked, State, growth, of_command, of_process

FILES = 40
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
    assert growth(counts) < 2 * FILES, "three runs that leave one object of each file make three times as many"
    assert threading.active_count() == threads


def test_growth_is_that_of_the_second_half() -> None:
    assert growth([1, 5, 9, 10, 10, 10, 10]) == pytest.approx(0)
    assert growth([0, 0, 0, 0, 10, 20, 30, 40]) == pytest.approx(40)
    assert growth([7]) == 0


SAME = [State(100, 5, 2)] * 8


def test_what_grows_is_told_with_the_reason() -> None:
    assert of_process("a", SAME).reasons == ()
    assert of_process("a", [State(100 + number, 5, 2) for number in range(8)]).reasons == (
        "a: its memory grows by 4.0 MiB in the second half, 3.2 are allowed",
    )
    assert of_process("a", [*SAME, State(100, 6, 3)]).reasons == (
        "a: the number of its files grows from 5 to 6 in the second half",
        "a: the number of its threads grows from 2 to 3 in the second half",
    )
    assert of_command("b", [(100, Kept(10, 500))] * 4).reasons == ()
    assert of_command("b", [(peak, Kept(10, 600)) for peak in (10, 10, 10, 20)]).reasons == (
        "b: the peak of its memory grows by 20.0 MiB in the second half, 0.6 are allowed",
        "b: the cache has 600 MiB, 538 are allowed",
    )


def test_growth_ends_a_soak_with_an_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(soak, "soaked", lambda *_: [Soaked("first: 1", ("first: grows",)), Soaked("second: 2", ())])
    with pytest.raises(SystemExit, match=r"^first: grows$"):
        main(["soak"])
    assert capsys.readouterr().out == "first: 1\nsecond: 2\n"

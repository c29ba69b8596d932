"""Processes that share what is read, and that may end or fail."""

from __future__ import annotations

import os
import signal

import pytest

from dslint.processes import Ended, Failed, answers, can_fork, processors

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="needs fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]
"""The tests may run in a process with threads."""


def test_there_is_at_least_one_processor() -> None:
    assert processors() >= 1


def test_every_number_is_answered_once() -> None:
    found = list(answers(lambda number: number * 10, range(7), 3))
    assert sorted(found) == [(number, number * 10) for number in range(7)]


def test_the_work_is_done_in_other_processes_and_in_no_more_than_asked_for() -> None:
    used = {answer for _, answer in answers(lambda _: os.getpid(), range(9), 2)}
    assert os.getpid() not in used
    assert 1 <= len(used) <= 2


def test_an_error_is_an_answer_and_the_process_goes_on() -> None:
    def halved(number: int) -> float:
        return 12 / number

    assert sorted(answers(halved, [2, 0, 3], 1), key=lambda found: found[0]) == [(0, Failed()), (2, 6.0), (3, 4.0)]


def test_a_process_that_is_killed_costs_one_answer_and_the_others_do_the_rest() -> None:
    def killed_at_two(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    found = dict(answers(killed_at_two, range(6), 2))
    assert found[2] == Ended(signal.SIGKILL)
    assert [found[number] for number in (0, 1, 3, 4, 5)] == [0, 1, 3, 4, 5]


def test_if_all_processes_end_every_number_has_an_answer() -> None:
    found = dict(answers(lambda _: os._exit(0), range(4), 2))
    assert list(found.values()) == [Ended(0)] * 4


def test_closing_the_iterator_ends_the_processes() -> None:
    found = answers(lambda _: os.getpid(), range(4), 2)
    _, process = next(found)
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_processes_leave_an_interrupt_to_the_first_one() -> None:
    def survives(_: int) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return True

    assert list(answers(survives, [0], 1)) == [(0, True)]


def test_where_no_process_can_be_started_this_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    assert list(answers(lambda number: (number, os.getpid()), range(3), 2)) == [
        (number, (number, os.getpid())) for number in range(3)
    ]

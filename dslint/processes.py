"""Answers that forked processes work out in parallel. They share what this process has read, and nothing is copied."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, NamedTuple, TypeVar

from dslint import signals
from dslint.progress import watched

Answer = TypeVar("Answer")


class Ended(NamedTuple):
    """A process ended before its answer. `signal` is the number of the signal that ended it, 0 if none did."""

    signal: int


_ENDING = frozenset({signal.SIGINT, signal.SIGTERM} | {getattr(signal, "SIGHUP", signal.SIGTERM)})


class Failed(NamedTuple):
    """The task raised an error. The caller repeats it in this process, where the error has its whole traceback."""


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def answers(
    task: Callable[[int], Answer], numbers: Sequence[int], jobs: int
) -> Generator[tuple[int, Answer | Ended | Failed]]:
    """Each number with the task's answer, in any order. `jobs` is the number of processes.

    If this process is interrupted, or the iterator is closed, the processes are ended. Where the system allows fewer,
    there are fewer; if none, this process does all.
    """
    pending = deque(numbers)
    workers: list[_Worker[Answer]] = []
    try:
        for _ in range(min(jobs, len(pending))):
            try:
                workers.append(_Worker(task, [worker.connection for worker in workers]))
            except OSError:  # no more processes, open files or memory
                break
            workers[-1].give(pending.popleft())
        if not workers:
            yield from ((number, task(number)) for number in pending)
            return
        busy = {worker.connection: worker for worker in workers}
        while busy:
            ready = wait(list(busy))
            for worker in [worker for connection, worker in busy.items() if connection in ready]:
                answer = worker.take()
                yield worker.number, answer
                if pending and not isinstance(answer, Ended):
                    worker.give(pending.popleft())
                else:
                    del busy[worker.connection]
        yield from ((number, Ended(0)) for number in pending)
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Answer]):
    """A process that takes numbers and gives answers."""

    def __init__(self, task: Callable[[int], Answer], others: Iterable[Connection]) -> None:
        """`others` are the connections to earlier workers, which the new process inherits and has no use for."""
        context = multiprocessing.get_context("fork")
        self.number = -1
        self.connection, theirs = context.Pipe()
        inherited = (self.connection, *others)
        self._process = context.Process(target=_serve, args=(task, theirs, inherited), daemon=True)
        # Until it is ready for them, the new process must not get the signals that end this one.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def give(self, number: int) -> None:
        self.number = number
        with contextlib.suppress(OSError):  # if the process has ended, `take` says so
            self.connection.send(number)

    def take(self) -> Answer | Ended | Failed:
        try:
            return self.connection.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            self._process.join()
            return Ended(_signal_of(self._process.exitcode or 0))

    def end(self) -> None:
        self._process.terminate()
        self._process.join()
        self.connection.close()


def _signal_of(exit_code: int) -> int:
    """What ended a process, by itself or with `_serve`'s exit code; 0 if it was no signal."""
    return -exit_code if exit_code < 0 else max(0, exit_code - 128)


def _serve(task: Callable[[int], Answer], connection: Connection, inherited: Iterable[Connection]) -> None:
    try:
        _heed_signals()
        watched.set(lambda items, _: items)  # Whoever watches the first one would draw once for each process.
        for other in inherited:
            other.close()
        _answer(task, connection)
    except KeyboardInterrupt:
        os._exit(signals.exit_code())


def _heed_signals() -> None:
    """End on signals as the first process does, but not on Ctrl-C: it reaches all, and the first ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signals.end_cleanly()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _answer(task: Callable[[int], Answer], connection: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            number = connection.recv()
            try:
                answer: Answer | Failed = task(number)
            except Exception:  # noqa: BLE001 - the task is repeated where the error is reported
                answer = Failed()
            connection.send(answer)

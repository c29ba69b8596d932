"""Texts that are checked in several processes. The results come in the order of the texts, as from one process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from dslint.linting.text_check import TextCheck, TextResult
from dslint.processes import Ended, Failed, answers, can_fork, processors
from dslint.source.inputs import Text

AT_ONCE = 25
"""Texts that a process gets at a time: few enough that no process is left with much when the others are done."""

FIRST = 5
"""Texts that are checked before there are processes, which then have the modules and schemas that these needed."""


def results_of(check: TextCheck, texts: Sequence[Text], jobs: int | None) -> Generator[TextResult | None]:
    """The result of each text; None for one that the run has to check itself.

    `jobs` is the number of processes; None stands for one for each processor.
    """
    jobs = min(processors() if jobs is None else jobs, -(-len(texts) // AT_ONCE))
    if jobs < 2 or not can_fork():
        yield from check.results(texts)
        return
    yield from (None for _ in texts[:FIRST])
    parts = [texts[start : start + AT_ONCE] for start in range(FIRST, len(texts), AT_ONCE)]
    gc.freeze()  # what the processes share is not touched, so it is not copied
    try:
        answered = _in_order(lambda number: [*check.results(parts[number])], len(parts), jobs)
        for part, found in zip(parts, answered, strict=True):
            # A process that has ended or failed leaves its texts to this one, where an error has its traceback.
            yield from (None for _ in part) if isinstance(found, Ended | Failed) else found
    finally:
        gc.unfreeze()


def _in_order(
    task: Callable[[int], list[TextResult | None]], count: int, jobs: int
) -> Generator[list[TextResult | None] | Ended | Failed]:
    early: dict[int, list[TextResult | None] | Ended | Failed] = {}
    due = 0
    with closing(answers(task, range(count), jobs)) as found:
        for number, answer in found:
            early[number] = answer
            while due in early:
                yield early.pop(due)
                due += 1

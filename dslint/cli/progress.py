"""A progress bar on standard error for runs that take longer than a second, and what an interrupted run has done.

The bar is drawn on terminals only, and is gone when the loop that it shows has ended.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from dslint.cli import output
from dslint.progress import watched

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

AFTER = 1.0
"""Seconds before there is a bar."""

EVERY = 0.1
"""Seconds between two drawings."""

FEW = 100
"""Each of so few items is drawn at once when it is done: the next may take minutes."""

LABEL, NARROW, WIDE = 22, 10, 30
"""The columns of what is done, and of the bar on narrow and on wide terminals."""

Item = TypeVar("Item")


@dataclass(slots=True)
class Stage:
    """A loop: what is done, to how many items, and since when."""

    doing: str
    total: int
    begin: float
    done: int = 0

    def __str__(self) -> str:
        return f"{self.doing}: {self.done} of {self.total} done" if self.total > 1 else self.doing


class Progress:
    """The loops that run, the outermost first. `left` are those that an error or an interruption has ended."""

    def __init__(self, stream: TextIO) -> None:
        self.bar = Bar(stream)
        self.stages: list[Stage] = []
        self.left: list[Stage] = []

    def __call__(self, items: Collection[Item], doing: str, /) -> Iterator[Item]:
        stage = Stage(doing, len(items), time.time())
        self.stages.append(stage)
        try:
            for item in items:
                yield item
                stage.done += 1
                self.left.clear()  # loops within this one that were left early
                self.bar.show(shown(self.stages))
        except BaseException:
            self.left.insert(0, stage)
            raise
        finally:
            self.stages.remove(stage)
            if not self.stages:
                self.bar.clear()

    def interrupted(self) -> str:
        """Clear the line, which has a `^C`, and say what was done: `reading files: 1200 of 5000 done`."""
        output.erase_line(self.bar.stream)
        # A loop whose iterator has a name is not left while the traceback holds its function.
        stages = [*self.stages, *self.left]
        return str(shown(stages)) if stages else ""


def shown(stages: list[Stage]) -> Stage:
    """The outermost loop over several items; a loop over one says nothing until it has ended."""
    return next((stage for stage in stages if stage.total > 1), stages[-1])


class Bar:
    """click's bar, from a second on and not too often."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.next = time.monotonic() + AFTER
        self.stage: Stage | None = None
        self.drawn: ProgressBar[int] | None = None

    def show(self, stage: Stage) -> None:
        now = time.monotonic()
        slow = self.drawn is not None and stage.total <= FEW and stage.done > self.drawn.pos
        if (now < self.next and not slow) or stage.total < 2:
            return
        self.next = now + EVERY
        if self.drawn is None or stage is not self.stage:
            self.clear()
            self.stage, self.drawn = stage, self._begun(stage)
        self.drawn.update(stage.done - self.drawn.pos)
        self.drawn.render_progress()  # also if nothing is done yet

    def _begun(self, stage: Stage) -> ProgressBar[int]:
        columns = os.get_terminal_size(self.stream.fileno()).columns
        bar = click.progressbar(
            length=stage.total,
            label=f"{stage.doing:<{LABEL}}",
            show_pos=True,
            file=self.stream,
            width=WIDE if columns >= 80 else NARROW,
        )
        bar.start = stage.begin
        return bar

    def clear(self) -> None:
        if self.drawn is not None:
            output.erase_line(self.stream, show_cursor=True)
        self.drawn = None


@contextlib.contextmanager
def watching(stream: TextIO) -> Iterator[Progress]:
    """Watch loops, and draw on a terminal."""
    progress = Progress(stream)
    token = watched.set(progress)
    try:
        yield progress
    finally:
        watched.reset(token)
        progress.bar.clear()

"""What runs now, for objects that are updates of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dslint.findings import Note
from dslint.linting.inputs import texts_of
from dslint.linting.run import Baseline, identity
from dslint.linting.subjects import Subject, gather, gather_value
from dslint.source.read import read_text


class BaselineError(ValueError):
    """A baseline that cannot be read; the text names it and says why."""


def baseline_of(sources: Iterable[str | Path | Mapping[str, Any]]) -> Baseline:
    """The objects of paths and values, by identity; of several with one, the last. Raises BaselineError."""
    return {identity(subject.value): subject.value for source in sources for subject in _subjects(source)}


def _subjects(source: str | Path | Mapping[str, Any]) -> Iterable[Subject]:
    if isinstance(source, Mapping):
        yield from gather_value(source).subjects
        return
    for text in texts_of(Path(source)):
        if isinstance(text, Note):
            raise BaselineError(f"{text.file} {text.message}")
        for subject in gather(read_text(text.text, text.name)).subjects:
            if subject.unread:
                raise BaselineError(f"{text.name}: {subject.faults[0].message}")
            yield subject

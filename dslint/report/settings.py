"""Settings, one per line, and where each is set."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dslint.report.escapes import visible
from dslint.report.terminal import Ink, Terminal

UNSET = "default"


def lines(values: Mapping[str, Any], origins: Mapping[str, str], terminal: Terminal) -> Iterator[str]:
    width = max(map(len, values))
    for key, value in values.items():
        origin = origins.get(key, UNSET)
        comment = terminal.paint(f"# {origin}", Ink.FAINT if origin == UNSET else Ink.RELATED)
        name = terminal.paint(f"{key}:".ljust(width + 1), Ink.STRONG)
        yield f"{name} {visible(json.dumps(value, ensure_ascii=False))}  {comment}"

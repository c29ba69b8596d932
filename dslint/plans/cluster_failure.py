"""A cluster among several that has no plan."""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import json_keys


@json_keys("cluster", "message")
class ClusterFailure(NamedTuple):
    """A cluster among several that cannot be planned. `by_option`: an option names nodes that it does not have.

    `file` and `line` are the place of the error, "" and None if it is not known.
    """

    cluster: str
    message: str
    file: str = ""
    line: int | None = None
    by_option: bool = False

    def __str__(self) -> str:
        return f"cluster {self.cluster}: {self.message}"

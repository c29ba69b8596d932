"""The apiVersion of a DaemonSet, which hardly any trap looks at."""

from __future__ import annotations

from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.selectors import VERSION_LABELS


def without_idle_api_version(read: Map) -> Map:
    """A decoded manifest without its apiVersion, if it is a DaemonSet of which no trap looks at it.

    Traps do where the strategy of updates is that of the apiVersion, and where the selector has labels of versions.
    """
    if read.get("kind") != "DaemonSet" or not map_of(read, "spec", "updateStrategy").get("type"):
        return read
    selected = map_of(read, "spec", "selector", "matchLabels")
    if not selected or not selected.keys().isdisjoint(VERSION_LABELS):
        return read
    return {**read, "apiVersion": ""}

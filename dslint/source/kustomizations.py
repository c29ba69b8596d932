"""Kustomizations: which files they name as patches, as resources of a component, or as values of charts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dslint.limits import KUSTOMIZATION_BYTES
from dslint.source.bounded_input import read_file
from dslint.source.yaml_text import read_yaml

FILE_NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""kustomize takes the first that is there."""

_HOLDS = ("patch", "Component", "helm")
"""One of these words stands in each kustomization that names what is looked for."""


class NamedFiles(NamedTuple):
    """The files that a kustomization names, as normal paths."""

    patches: frozenset[str] = frozenset()
    component_resources: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


def named_files(file: str) -> NamedFiles:
    """What a kustomization names; nothing for one that cannot be read or that has no patches."""
    content = text_of(file)
    if not any(word in content for word in _HOLDS):
        return NamedFiles()
    return named_in(content, os.path.dirname(file))  # noqa: PTH120 - a text, as the folders of a run are kept


def named_in(content: str, folder: str) -> NamedFiles:
    """What the text of a kustomization in this folder names."""
    value = value_of(content)
    resources = texts(value.get("resources")) if value.get("kind") == "Component" else ()
    return NamedFiles(
        _paths(folder, _patches(value)), _paths(folder, resources), _paths(folder, _values_of_charts(value))
    )


def value_of(content: str) -> Mapping[str, Any]:
    """The value of a kustomization's text; empty if it is none."""
    reading = read_yaml(content)
    return reading.value if isinstance(reading.value, dict) and not reading.fatal else {}


def text_of(file: str) -> str:
    """The text of a file; empty if it cannot be read, or is too large for a kustomization."""
    try:
        return read_file(Path(file), KUSTOMIZATION_BYTES).decode("utf-8", "replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""


def texts(value: Any) -> Iterator[str]:
    """The strings of a list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def maps(value: Any) -> Iterator[Mapping[str, Any]]:
    """The maps of a list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _patches(value: Mapping[str, Any]) -> Iterator[str]:
    """Files with patches. Each list may also have patches themselves, as texts of several lines."""
    for key in ("patches", "patchesStrategicMerge"):
        yield from texts(value.get(key))
    for key in ("patches", "patchesJson6902"):
        yield from (entry["path"] for entry in maps(value.get(key)) if isinstance(entry.get("path"), str))


def _values_of_charts(value: Mapping[str, Any]) -> Iterator[str]:
    for key in ("helmCharts", "helmChartInflationGenerator"):
        for chart in maps(value.get(key)):
            yield from texts([chart.get("valuesFile"), chart.get("values")])
            yield from texts(chart.get("additionalValuesFiles"))


def _paths(folder: str, names: Iterator[str] | tuple[str, ...]) -> frozenset[str]:
    return frozenset(os.path.normpath(os.path.join(folder, name)) for name in names if _is_a_path(name))  # noqa: PTH118


def _is_a_path(name: str) -> bool:
    return bool(name) and "\n" not in name and "://" not in name

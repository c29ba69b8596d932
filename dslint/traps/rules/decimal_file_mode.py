"""A file mode written as for chmod, without the leading 0 that makes it octal: 400 means 0620."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.raw_values import Map, items_of, map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS535"
READ_AS_DECIMAL = frozenset({400, 440, 444, 500})
"""Common modes that the server accepts as decimal numbers. It rejects those from 600 on."""

_SOURCES = ("configMap", "secret", "downwardAPI", "projected")


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for mode, path in _modes(workload):
        if mode in READ_AS_DECIMAL:
            message = f"{mode} is a decimal number and sets the mode 0{mode:o}; write 0{mode} for the mode 0{mode}"
            yield problem(CODE, message, path)


def _modes(workload: Workload) -> Iterator[tuple[int | None, FieldPath]]:
    for volume, here in items_of(workload.spec, "volumes", workload.spec_path):
        for kind in _SOURCES:
            source, path = map_of(volume, kind), (*here, kind)
            yield source.get("defaultMode"), (*path, "defaultMode")
            yield from _items(source, path)
            for projection, there in items_of(source, "sources", path):
                for name in _SOURCES:
                    yield from _items(map_of(projection, name), (*there, name))


def _items(source: Map, path: FieldPath) -> Iterator[tuple[int | None, FieldPath]]:
    for item, here in items_of(source, "items", path):
        yield item.get("mode"), (*here, "mode")

"""The file modes in the volumes of a workload."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.kubernetes.raw_values import Map, items_of, map_of
from dslint.traps.support.workload import Workload

_SOURCES = ("configMap", "secret", "downwardAPI", "projected")


def file_modes(workload: Workload) -> Iterator[tuple[int | None, FieldPath]]:
    """Each mode with its path: those of volumes, of their items, and of the items of projected sources."""
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


def octal(mode: int, path: FieldPath, *, safe: bool) -> Fix:
    """The digits of a mode read as chmod reads them."""
    edit = Edit(Operation.SET, path, int(str(mode), 8), written=f"0{mode}")
    return Fix(f"write 0{mode}", (edit,), safe=safe)

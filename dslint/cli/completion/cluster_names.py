"""Names of what is in the inventory or the saved objects that the line names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.cli.completion.command_line import Place
from dslint.cli.parameters import STANDARD_INPUT

if TYPE_CHECKING:
    from dslint.kubernetes.cluster import Node

_INVENTORIES = ("nodes", "inventory_after")


def node_names(place: Place) -> Iterable[str]:
    return dict.fromkeys(node.name for node in _nodes(place))


def group_names(place: Place) -> Iterable[str]:
    """The node groups that the inventory declares."""
    return dict.fromkeys(node.shape.group for node in _nodes(place) if node.shape.group)


def daemonset_names(place: Place) -> Iterable[str]:
    from dslint.cli.exit_codes import InputFailure
    from dslint.cli.saved_objects import saved_objects

    try:
        saved = saved_objects(_readable(place.values("files")))
    except InputFailure:
        return ()
    metadata = (one.get("metadata") for one in saved if one.get("kind") == "DaemonSet")
    return [str(data["name"]) for data in metadata if isinstance(data, dict) and "name" in data]


def _nodes(place: Place) -> Sequence[Node]:
    """None where an inventory cannot be read: the command will say why."""
    from dslint.inventory.errors import InventoryError
    from dslint.inventory.reader import read_inventory
    from dslint.own_files.errors import OwnFileError

    sources = _readable(place.values(*_INVENTORIES)) or _configured(place)
    try:
        return read_inventory(sources).nodes if sources else ()
    except (InventoryError, OwnFileError, OSError, ValueError):
        return ()


def _configured(place: Place) -> Sequence[str]:
    """The inventory of the configuration that applies to the manifests on the line, or to the current folder."""
    from dslint.own_files.configuration.files import settings_for, settings_of
    from dslint.own_files.configuration.settings import ConfigurationError
    from dslint.source.file_search import absolute

    given, files = place.values("configuration"), place.values("files")
    folder = Path(files[0]).parent if files else Path()
    try:
        settings = settings_of(Path(given[-1])) if given else settings_for(absolute(folder))
    except (ConfigurationError, OSError):
        return ()
    return _readable(settings.inventory_files)


def _readable(files: Iterable[str]) -> Sequence[str]:
    """Standard input is the terminal while a line is typed, and a file may not be written yet."""
    return [file for file in files if file != STANDARD_INPUT and Path(file).exists()]

"""Overrides: changes of some nodes, applied in order after all groups are expanded."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.inventory.compact_amounts import UndeclaredAmountError
from dslint.inventory.compact_types import Match, Override
from dslint.inventory.errors import Place, nearest
from dslint.inventory.label_selector_text import SelectorError
from dslint.inventory.node_fields import change_from
from dslint.inventory.node_groups import Expansion
from dslint.inventory.node_names import PatternError
from dslint.inventory.selected_nodes import Selection
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.quantity import QuantityError

_FIELD = {SelectorError: "labels", PatternError: "hostRange"}


def apply_override(override: Override, place: Place, nodes: list[Node], taken: set[int], of: Expansion) -> list[int]:
    """Changes the matching nodes in place and returns their indices. Adds the nodes of a sample to `taken`.

    Raises InventoryError.
    """
    meant = selected(override.match, place.under("match"), nodes, taken)
    if override.match.sample is not None:
        of.assumptions.count("sample", len(meant))
        taken.update(meant)
    change = change_from(override, place)
    try:
        for index in meant:
            nodes[index] = change.apply(nodes[index], of.shapes, of.release)
    except (UndeclaredAmountError, QuantityError) as error:
        raise place.error(str(error), ("load",)) from error
    return meant


def selected(
    on: str | list[str] | Match, place: Place, nodes: Sequence[Node], taken: frozenset[int] | set[int] = frozenset()
) -> list[int]:
    """The indices of the selected nodes. Raises InventoryError where there are none."""
    try:
        meant = Selection.of(on).indices(nodes, taken)
    except (SelectorError, PatternError) as error:
        raise place.error(str(error), (_FIELD[type(error)],)) from error
    if not meant and not _wants_none(on):
        raise place.error(f"no node matches{_hint(on, nodes)}")
    return meant


def _wants_none(on: str | list[str] | Match) -> bool:
    return on == "*" or (isinstance(on, Match) and on.sample in (0, "0%"))


def _hint(on: str | list[str] | Match, nodes: Sequence[Node]) -> str:
    if isinstance(on, Match) and on.group is not None:
        return nearest(_first(on.group), {node.shape.group: 0 for node in nodes})
    name = on.name if isinstance(on, Match) else on
    return nearest(_first(name), [node.name for node in nodes[:5000]], tell_all=False) if name else ""


def _first(names: str | list[str]) -> str:
    return names if isinstance(names, str) else names[0]

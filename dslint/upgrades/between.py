"""All changes between two versions, in the order of the versions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from dslint.kubernetes.release import NEWEST, OLDEST, Version, parse_version
from dslint.upgrades import api_server, nodes, placements, rollouts
from dslint.upgrades.changes import DETAILS, Change, Told
from dslint.upgrades.gates import gate_changes
from dslint.upgrades.schemas import schema_changes
from dslint.upgrades.served_versions import served_changes, toleration_changes

TOLD: tuple[Told, ...] = (
    *rollouts.ROLLOUTS,
    *placements.PLACING,
    *placements.SCORES,
    *placements.IN_EVENTS,
    *placements.ADMITTING,
    *nodes.KUBELETS,
    *nodes.LABELS_AND_TAINTS,
    *api_server.ERRORS,
    *api_server.WARNINGS,
)


class Span(NamedTuple):
    """Two versions to compare; a downgrade if the first is the newer one."""

    start: str
    end: str

    @property
    def is_downgrade(self) -> bool:
        return parse_version(self.end) < parse_version(self.start)

    @property
    def bounds(self) -> tuple[Version, Version]:
        """The older and the newer one."""
        older, newer = sorted(map(parse_version, self))
        return older, newer

    def changes(self) -> list[Change]:
        """What is different at its end; for a downgrade the changes that it takes back, the newest version first."""
        found = sorted(changes(*self.bounds), key=lambda change: change.order)
        if not self.is_downgrade:
            return found
        return sorted(found, key=lambda change: parse_version(change.version), reverse=True)

    def to_dict(self) -> dict[str, Any]:
        return {"from": self.start, "to": self.end, "downgrade": self.is_downgrade}


def changes(after: Version, to: Version, *, schemas: bool = True) -> Iterator[Change]:
    """`schemas`: also what the published schemas change, which takes reading each of them."""
    told = (change for behaviour in TOLD for change in behaviour.changes())
    yield from (change for change in told if after < parse_version(change.version) <= to)
    of_schemas = list(schema_changes(after, to)) if schemas else []
    gates = frozenset((change.gate, change.version) for change in of_schemas if change.gate)
    yield from chain(served_changes(after, to), toleration_changes(after, to))
    yield from chain(gate_changes(after, to, gates), of_schemas)


def all_changes(versions: tuple[str, ...] | None = None) -> list[Change]:
    """The changes in these versions; without them the main ones of all."""
    asked = sorted(map(parse_version, versions or ())) or [OLDEST, NEWEST]
    first, last = asked[0], asked[-1]
    every = changes((first[0], first[1] - 1), last, schemas=versions is not None)
    found = sorted(every, key=lambda change: change.order)
    if versions is None:
        return [change for change in found if change.subject not in DETAILS]
    return [change for change in found if change.version in versions]

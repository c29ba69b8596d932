"""Why a rollout does not complete beside others that change at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dslint.plans import Blocked
from dslint.rollout.budget import Strategy
from dslint.rollout.scenario import ScenarioResult
from dslint.rollout.shared_room import Obstruction

PORT = "HostPort"


class Stall(NamedTuple):
    """How a DaemonSet's rollout ends before every node is updated, and why its pods wait then.

    `waiting_for_it` names the DaemonSets whose pods wait because of its pods. `alone`: it gets through while the others
    stay as they are. `rollback` is the command that brings the old pods back, "" where that does not help.
    """

    result: ScenarioResult
    obstructions: Sequence[Obstruction]
    waiting_for_it: frozenset[str] = frozenset()
    alone: bool = False
    rollback: str = ""


def blocked(name: str, strategy: Strategy, stall: Stall, changing: frozenset[str], *, always: bool) -> Blocked:
    """Why this DaemonSet's rollout stalls, and what to do.

    `changing` names the DaemonSets that change. `always`: it stalls whichever nodes the controllers take first.
    """
    wanted = [node for node in stall.result.nodes if node.should_run]
    left = sum(bool(node.live(new=False)) for node in wanted)
    surging = strategy.counts(len(wanted)).surge > 0
    chance = "" if always else " if they are taken in an unlucky order"
    end = f"{left} of {len(wanted)} {'node keeps' if len(wanted) == 1 else 'nodes keep'} the old pod{chance}"
    waiting = next((found for found in stall.obstructions if found.holders), None) or next(
        iter(stall.obstructions), None
    )
    if waiting is None:
        return Blocked(
            "NewPodNotReady",
            f"new pods never get ready and use the whole budget: {end}",
            ", or ".join(("make them run on these nodes", *filter(None, [stall.rollback]))),
        )
    why = "; ".join(reason.message for reason in waiting.reasons[:1]) or "no room"
    if not left:
        nodes = f"{len(wanted)} node{'s' if len(wanted) > 1 else ''}"
        message = f"the new pod does not fit on any of {nodes}{chance}: {why} on {waiting.node}"
        return Blocked("FitsNowhere", message, _way_out(name, waiting, changing, stall))
    mutual = sorted(waiting.holders & stall.waiting_for_it)
    waits = f", and {' and '.join(mutual)} waits for {name} in turn" if mutual else ""
    message = f"the new pod does not fit on {waiting.node} ({why}){waits}: {end}"
    code = "NoRoom"
    if surging:
        code = "SurgePortConflict" if any(reason.code == PORT for reason in waiting.reasons) else "SurgeNoRoom"
    return Blocked(code, message, _way_out(name, waiting, changing, stall))


def _way_out(name: str, waiting: Obstruction, changing: frozenset[str], stall: Stall) -> str:
    if not waiting.holders:
        return "reduce the requests in the template, or free resources on the node first"
    others = " and ".join(sorted(waiting.holders))
    if not waiting.holders & changing:
        return f"make room for {others} first: what waits for room takes what the update frees"
    if stall.alone:
        return f"update {name} alone, and {others} once it is complete"
    return f"do not change {name} together with {others}: give them room, or a port, that both leave free"

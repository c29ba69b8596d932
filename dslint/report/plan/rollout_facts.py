"""What a rollout's further facts say: the template's differences, how far harm reaches, what others report of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dslint.plans import Rollout

MOST_DIFFERENCES = 8
LONGEST_VALUE = 60
TEMPLATE = "spec.template."


def differences(rollout: Rollout) -> Iterator[str]:
    """`spec.containers[agent].image: agent:1 -> agent:2 (ds.yaml:27)`."""
    found = rollout.extra.get("templateDiff", [])
    for difference in found[:MOST_DIFFERENCES]:
        source = difference.get("source")
        place = f" ({source['file']}:{source['line']})" if source else ""
        field = difference["field"].removeprefix(TEMPLATE)
        yield f"{field}: {_change(difference['old'], difference['new'])}{place}"
    if len(found) > MOST_DIFFERENCES:
        yield f"and {len(found) - MOST_DIFFERENCES} more differences of the template"


def _change(old: Any, new: Any) -> str:
    """Of lists only the items that come or go."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return f"{_value(old)} -> {_value(new)}"
    gone = [f"without {_value(item)}" for item in old if item not in new]
    come = [f"with {_value(item)}" for item in new if item not in old]
    return ", ".join(gone + come) or "another order"


def _value(value: Any) -> str:
    if value is None:
        return "none"
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def reach(rollout: Rollout) -> Iterator[str]:
    """How many nodes can be without the pod at once, in all and in the worst zone and pool, and if it is bad."""
    found = rollout.extra.get("unavailable")
    if not found:
        return
    worst = [share for places in ("zones", "pools") for share in found[places][:1] if share["down"]]
    if found["atWorst"]:
        places = "".join(f"; {_share(share)}" for share in worst)
        yield f"at worst {found['atWorst']} nodes are without an available pod at once{places}"
    bad = found.get("ifBadEverywhere")
    if bad:
        yield (
            f"if the new version is bad everywhere, it stalls with {_of(bad)} nodes down"
            f" and {bad['oldLeft']} still on the old version"
        )


def _share(share: dict[str, Any]) -> str:
    return f"{_of(share)} ({share['share']:.0%}) of {share['name']}"


def _of(share: dict[str, Any]) -> str:
    return f"{share['down']} of {share['of']}"


def assumed(rollout: Rollout) -> Iterator[str]:
    """What the time rests on, where the inventory does not declare it."""
    said = rollout.extra.get("time", {}).get("assumed", [])
    if said:
        yield f"assuming {', '.join(sentence.split(':')[0] for sentence in said)}"


def meanwhile(rollout: Rollout) -> Iterator[str]:
    said = rollout.extra.get("meanwhile")
    if said:
        yield f"kubectl rollout status in the end: {said['kubectl']}"
        yield said["helm"]

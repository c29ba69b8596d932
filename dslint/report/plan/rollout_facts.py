"""A rollout in sentences: template differences, unavailable nodes, assumed times, what kubectl and helm report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dslint.plans import DownShare, Rollout
from dslint.report.wording import plural

MOST_DIFFERENCES = 8
LONGEST_VALUE = 60
TEMPLATE = "spec.template."


def differences(rollout: Rollout) -> Iterator[str]:
    """`spec.containers[agent].image: agent:1 -> agent:2 (ds.yaml:27)`."""
    found = rollout.template_diff or ()
    for difference in found[:MOST_DIFFERENCES]:
        place = f" ({difference.source})" if difference.source else ""
        yield f"{difference.field.removeprefix(TEMPLATE)}: {_change(difference.old, difference.new)}{place}"
    if len(found) > MOST_DIFFERENCES:
        yield f"and {len(found) - MOST_DIFFERENCES} more differences in the template"


def _change(old: Any, new: Any) -> str:
    """Of lists, only the added and removed items."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return f"{_value(old)} -> {_value(new)}"
    removed = [f"removed {_value(item)}" for item in old if item not in new]
    added = [f"added {_value(item)}" for item in new if item not in old]
    return ", ".join(removed + added) or "different order"


def _value(value: Any) -> str:
    if value is None:
        return "none"
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def unavailable_nodes(rollout: Rollout) -> Iterator[str]:
    """How many nodes can be without an available pod: in total, by zone and pool, and if the new version fails."""
    found = rollout.unavailable
    if found is None:
        return
    worst = [share for places in (found.zones, found.pools) for share in places[:1] if share.down]
    if found.at_worst:
        places = "".join(f"; {_share(share)}" for share in worst)
        yield f"at most {plural(found.at_worst, 'node')} without an available pod at the same time{places}"
    bad = found.if_bad_everywhere
    if bad:
        yield (
            f"if the new version fails everywhere, the rollout stalls with {bad.down} of {bad.of} nodes down"
            f" and {bad.old_left} still on the old version"
        )


def _share(share: DownShare) -> str:
    return f"{share.down} of {share.of} ({share.share:.0%}) of {share.name}"


def assumed(rollout: Rollout) -> Iterator[str]:
    """The times that are assumed because the inventory does not declare them."""
    sentences = rollout.time.assumed if rollout.time else ()
    if sentences:
        yield f"assuming {', '.join(sentence.split(':')[0] for sentence in sentences)}"


def kubectl_and_helm(rollout: Rollout) -> Iterator[str]:
    """Helm 4 and Argo CD are named where they see it differently from Helm 3."""
    found = rollout.meanwhile
    if not found:
        return
    yield f"final kubectl rollout status: {found.kubectl}"
    if found.helm4.replace(" (Helm 4)", "") in ("", found.helm):
        yield found.helm
    else:
        yield f"{found.helm.replace('helm --wait', 'helm --wait (Helm 3)', 1)}; {found.helm4}"
    if rollout.blocked and found.argocd:
        yield found.argocd

"""Taints and tolerations: which toleration matches which taint and for how long, and which taints are temporary.

Kubernetes: api/core/v1/toleration.go (ToleratesTaint), pkg/controller/tainteviction/taint_eviction.go
(GetMatchingTolerations, getMinTolerationTime).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from dslint.kubernetes.quantity import whole

NO_SCHEDULE = "NoSchedule"
PREFER_NO_SCHEDULE = "PreferNoSchedule"
NO_EXECUTE = "NoExecute"
EFFECTS = (NO_SCHEDULE, PREFER_NO_SCHEDULE, NO_EXECUTE)
BLOCKING = frozenset({NO_SCHEDULE, NO_EXECUTE})

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")


class TaintSyntaxError(ValueError):
    """A text that is not a taint in the short form of kubectl."""


class Taint(NamedTuple):
    """A taint of a node; `value` is "" where it has none."""

    key: str
    value: str
    effect: str

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Taint:
        return cls(raw.get("key") or "", raw.get("value") or "", raw.get("effect") or "")

    @classmethod
    def parse(cls, text: str) -> Taint:
        """kubectl's short form: `key=value:Effect`, `key:Effect`.

        Raises TaintSyntaxError.
        """
        head, colon, effect = text.rpartition(":")
        key, _, value = head.partition("=")
        if not colon or not key or effect not in EFFECTS:
            raise TaintSyntaxError(
                f"{text!r} is not a taint; write it as key=value:NoSchedule (or PreferNoSchedule, NoExecute)"
            )
        return cls(key, value, effect)

    def __str__(self) -> str:
        return f"{self.key}={self.value}:{self.effect}" if self.value else f"{self.key}:{self.effect}"


class Toleration(NamedTuple):
    """A toleration of a pod; an empty key or effect matches all."""

    key: str
    operator: str
    value: str
    effect: str
    seconds: int | None = None

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Toleration:
        return cls(
            raw.get("key") or "",
            raw.get("operator") or "Equal",
            raw.get("value") or "",
            raw.get("effect") or "",
            raw.get("tolerationSeconds"),
        )

    def tolerates(self, taint: Taint, *, comparison: bool = False) -> bool:
        """`comparison`: whether the gate TaintTolerationComparisonOperators is on."""
        if self.effect not in ("", taint.effect) or self.key not in ("", taint.key):
            return False
        if self.operator == "Equal":
            return self.value == taint.value
        if self.operator == "Exists":
            return True
        return comparison and _compares(self.operator, taint.value, self.value)

    def __str__(self) -> str:
        return f"{self.key}:{self.operator}:{self.effect}"


def _compares(operator: str, of_taint: str, of_toleration: str) -> bool:
    # The taint's value is compared with the toleration's: Gt tolerates taints with a larger value.
    taint, toleration = _integer(of_taint), _integer(of_toleration)
    if taint is None or toleration is None:
        return False
    if operator == "Gt":
        return taint > toleration
    return operator == "Lt" and taint < toleration


def _integer(text: str) -> int | None:
    """A decimal integer of 64 bits without plus and leading zeros; None for other texts.

    Kubernetes: content.IsDecimalInteger and strconv.ParseInt.
    """
    if not _INTEGER.fullmatch(text):
        return None
    number = whole(text)
    return number if -(2**63) <= number < 2**63 else None


def untolerated(
    taints: Iterable[Taint],
    tolerations: Iterable[Toleration],
    effects: frozenset[str] = BLOCKING,
    *,
    comparison: bool = False,
) -> list[Taint]:
    """The taints with one of the effects that no toleration matches, in the node's order."""
    asked = [taint for taint in taints if taint.effect in effects]
    if not asked:
        return []
    by_key: dict[str, list[Toleration]] = {}
    for toleration in tolerations:
        by_key.setdefault(toleration.key, []).append(toleration)
    for_all = by_key.get("", [])
    return [
        taint
        for taint in asked
        if not any(
            toleration.tolerates(taint, comparison=comparison)
            for toleration in chain(by_key.get(taint.key, ()), for_all)
        )
    ]


class Patience(NamedTuple):
    """How many seconds a pod is left on a node, from when it is bound, and the taint for which it is evicted then."""

    seconds: int
    taint: Taint


def patience(
    taints: Iterable[Taint], tolerations: Iterable[Toleration], *, comparison: bool = False
) -> Patience | None:
    """None where no NoExecute taint limits the time. For each taint the first toleration that matches it counts.

    Taints that nothing tolerates are left out.
    """
    known = tuple(tolerations)
    limits = []
    for taint in taints:
        if taint.effect != NO_EXECUTE:
            continue
        matching = (toleration for toleration in known if toleration.tolerates(taint, comparison=comparison))
        first = next(matching, None)
        if first is not None and first.seconds is not None:
            limits.append(Patience(max(first.seconds, 0), taint))
    return min(limits, key=lambda limit: limit.seconds, default=None)


class Removal(NamedTuple):
    """Who removes a temporary taint, and when. `component` is in the names of the workloads that do it."""

    by: str
    when: str
    component: str = ""


_CONTROL_PLANE = "the control plane"
TEMPORARY: Mapping[str, Removal] = {
    "node.kubernetes.io/not-ready": Removal(_CONTROL_PLANE, "once the node is ready"),
    "node.kubernetes.io/unreachable": Removal(_CONTROL_PLANE, "once the node's kubelet reports again"),
    "node.kubernetes.io/memory-pressure": Removal(_CONTROL_PLANE, "once the pressure ends"),
    "node.kubernetes.io/disk-pressure": Removal(_CONTROL_PLANE, "once the pressure ends"),
    "node.kubernetes.io/pid-pressure": Removal(_CONTROL_PLANE, "once the pressure ends"),
    "node.kubernetes.io/network-unavailable": Removal(_CONTROL_PLANE, "once the node's network is set up"),
    "node.cloudprovider.kubernetes.io/uninitialized": Removal(
        "the cloud controller manager", "once it has initialized the node", "cloud-controller-manager"
    ),
    "node.cloudprovider.kubernetes.io/shutdown": Removal(
        "the cloud controller manager", "once the machine runs again", "cloud-controller-manager"
    ),
    "node.cluster.x-k8s.io/uninitialized": Removal("Cluster API", "once it has labelled the node"),
    "node.cilium.io/agent-not-ready": Removal("Cilium", "once its agent is ready on the node", "cilium"),
    "karpenter.sh/unregistered": Removal("Karpenter", "once it has registered the node", "karpenter"),
    "ebs.csi.aws.com/agent-not-ready": Removal("the EBS CSI driver", "once it is ready on the node", "ebs-csi"),
    "efs.csi.aws.com/agent-not-ready": Removal("the EFS CSI driver", "once it is ready on the node", "efs-csi"),
    "fsx.csi.aws.com/agent-not-ready": Removal("the FSx CSI driver", "once it is ready on the node", "fsx-csi"),
    "cni.istio.io/not-ready": Removal("istiod", "once istio-cni is ready on the node", "istio-cni"),
}
"""Taints that mark a node which is not ready for use yet or at the moment, by key."""

TEMPORARY_PREFIXES: Mapping[str, Removal] = {
    "startup-taint.cluster-autoscaler.kubernetes.io/": Removal(
        "the component that sets the node up", "once it has done so"
    ),
    "nidhogg.uswitch.com/": Removal("Nidhogg", "once the DaemonSet in its name is ready on the node", "nidhogg"),
}


def removal_of(taint: Taint) -> Removal | None:
    """Who removes a taint that is known to be temporary; None for others."""
    found = TEMPORARY.get(taint.key)
    if found is not None:
        return found
    return next((each for prefix, each in TEMPORARY_PREFIXES.items() if taint.key.startswith(prefix)), None)

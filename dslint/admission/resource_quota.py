"""A ResourceQuota rejects pods beyond what its namespace may use.

Kubernetes: apiserver/pkg/admission/plugin/resourcequota/controller.go, pkg/quota/v1/evaluator/core/pods.go.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.plugin import Lister, failed, forbidden
from dslint.admission.quota_scopes import has_scopes, matches
from dslint.admission.resource_amounts import Amount, Amounts, added, amounts, pod_amounts
from dslint.findings import ObjectRef
from dslint.kubernetes.release import Release
from dslint.plans import Reason

CODE = "ResourceQuota"

# A quota's name: part of a container's resources, and the resource there.
_COMPUTE = {
    "cpu": ("requests", "cpu"),
    "memory": ("requests", "memory"),
    "requests.cpu": ("requests", "cpu"),
    "requests.memory": ("requests", "memory"),
    "limits.cpu": ("limits", "cpu"),
    "limits.memory": ("limits", "memory"),
}
_SHORT_NAMES = ("cpu", "memory", "ephemeral-storage")
_LIMITED = frozenset({"cpu", "memory", "ephemeral-storage"})
DAEMONSETS = "count/daemonsets.apps"
_FINISHED: Amounts = {"count/pods": Amount.of(1)}
"""A pod that has ended counts as an object only."""


@dataclass(slots=True)
class Account:
    """One ResourceQuota and what is used of it."""

    raw: dict[str, Any]
    hard: Amounts
    used: Amounts

    @property
    def name(self) -> str:
        return str(self.raw["metadata"].get("name") or "")

    def count(self, usage: Amounts, times: int = 1) -> None:
        """Count objects that use as much as this; fewer than none are objects that are gone."""
        counted = {name: Amount(times * usage[name].exact, usage[name].format) for name in self.hard if name in usage}
        self.used = added(self.used, counted)

    def exceeded(self, usage: Amounts) -> str | None:
        """The message for the usage that goes beyond the quota; what is not asked for cannot."""
        nothing = Amount.of(0)
        over = [
            name
            for name, hard in sorted(self.hard.items())
            if name in usage
            and usage[name].exact
            and self.used.get(name, nothing).exact + usage[name].exact > hard.exact
        ]
        if not over:
            return None
        used = {name: self.used.get(name, nothing) for name in over}
        return (
            f"exceeded quota: {self.name}, requested: {_list(usage, over)}, "
            f"used: {_list(used, over)}, limited: {_list(self.hard, over)}"
        )


class Quotas:
    """The quotas of a cluster, charged with one pod after the other."""

    def __init__(self, cluster: Lister, release: Release) -> None:
        self._release = release
        self._accounts: dict[str, list[Account]] = {}
        for raw in cluster.of_kind("ResourceQuota"):
            self._accounts.setdefault(_namespace(raw), []).append(self._opened(raw, cluster))

    def concern(self, namespace: str) -> bool:
        return namespace in self._accounts

    def copy(self) -> Quotas:
        """Quotas to charge without changing these."""
        other = copy.copy(self)
        accounts = {name: [replace(account) for account in found] for name, found in self._accounts.items()}
        other._accounts = accounts  # noqa: SLF001 - a copy of this
        return other

    def take_over(self, other: Quotas) -> None:
        """From now on, what a copy counts."""
        self._accounts = other._accounts

    def add(self, pod: dict[str, Any]) -> None:
        """Count a pod that exists without being listed, unless the quota's status says what is used."""
        for account in self._matching(pod):
            if not (account.raw.get("status") or {}).get("used"):
                account.count(_pod_usage(pod["spec"], self._release))

    def free(self, pod: dict[str, Any], *, finished: bool = False) -> None:
        """A pod that counted is gone; a finished one counted as an object only."""
        for account in self._matching(pod):
            account.count(_FINISHED if finished else _pod_usage(pod["spec"], self._release), -1)

    def charge(self, pod: dict[str, Any]) -> Reason | None:
        """Charge an admitted v1 Pod to its namespace's quotas. Returns why it is rejected; then nothing is charged."""
        interesting = list(self._matching(pod))
        usage = _pod_usage(pod["spec"], self._release) if interesting else {}
        unspecified = next(filter(None, (self._unspecified(account, pod) for account in interesting)), None)
        if unspecified:
            return unspecified
        return _charged(interesting, usage, lambda message: forbidden(CODE, pod, message))

    def charge_object(self, resource: str, name: str, namespace: str) -> Reason | None:
        """Charge a new object of a resource with its group (`daemonsets.apps`). A quota with a scope counts pods only.

        Kubernetes: pkg/quota/v1/evaluator/generic/evaluator.go (objectCountEvaluator).
        """
        accounts = [account for account in self._accounts.get(namespace, ()) if not has_scopes(account.raw)]
        usage = {f"count/{resource}": Amount.of(1)}
        return _charged(accounts, usage, lambda message: failed(CODE, f'{resource} "{name}" is forbidden: {message}'))

    def _opened(self, raw: dict[str, Any], cluster: Lister) -> Account:
        """The account with what the quota's status says is used, otherwise with what the cluster has."""
        status, namespace = raw.get("status") or {}, _namespace(raw)
        account = Account(raw, amounts((raw.get("spec") or {}).get("hard")), amounts(status.get("used")))
        if status.get("used"):
            return account
        for pod in cluster.pods:
            if pod.namespace == namespace and matches(raw, pod.spec.raw):
                account.count(_FINISHED if pod.finished else _pod_usage(pod.spec.raw, self._release))
        if DAEMONSETS in account.hard and not has_scopes(raw):
            for daemonset in cluster.of_kind("DaemonSet"):
                account.count({DAEMONSETS: Amount.of(1)} if _namespace(daemonset) == namespace else {})
        return account

    def _matching(self, pod: dict[str, Any]) -> Iterator[Account]:
        for account in self._accounts.get(pod["metadata"].get("namespace") or "default", ()):
            if matches(account.raw, pod["spec"]):
                yield account

    def _unspecified(self, account: Account, pod: dict[str, Any]) -> Reason | None:
        """A quota on a compute resource requires every container to specify that resource."""
        spec = pod["spec"]
        missing: dict[str, list[str]] = {}
        for name in sorted(_COMPUTE & account.hard.keys()):
            part, resource = _COMPUTE[name]
            for container in [*(spec.get("containers") or ()), *(spec.get("initContainers") or ())]:
                if resource not in ((container.get("resources") or {}).get(part) or {}):
                    missing.setdefault(name, []).append(container.get("name") or "")
        if not missing:
            return None
        resources = ",".join(missing)
        if self._release.has(behaviours.NAMES_CONTAINERS_WITHOUT_QUOTA_RESOURCES):
            resources = "; ".join(f"{name} for: {','.join(sorted(set(names)))}" for name, names in missing.items())
        message = f"failed quota: {account.name}: must specify {resources}"
        return forbidden(CODE, pod, message, ("spec", "containers"))


def charge_daemonset(ref: ObjectRef, quotas: Quotas) -> Reason | None:
    """Charges a new DaemonSet itself, not its pods, to the quotas; the rejection, if any."""
    group, slash, _ = ref.api_version.partition("/")
    return quotas.charge_object(f"daemonsets.{group if slash else 'apps'}", ref.name, ref.namespace or "default")


def _charged(accounts: Iterable[Account], usage: Amounts, rejection: Callable[[str], Reason]) -> Reason | None:
    """Charges all accounts; none where one of them has too little left."""
    accounts = list(accounts)
    for account in accounts:
        exceeded = account.exceeded(usage)
        if exceeded:
            return rejection(exceeded)
    for account in accounts:
        account.count(usage)
    return None


def _namespace(value: Mapping[str, Any]) -> str:
    return str(value["metadata"].get("namespace") or "default")


def _list(of: Amounts, names: Iterable[str]) -> str:
    return ",".join(f"{name}={of[name]}" for name in names)


def _pod_usage(spec: Mapping[str, Any], release: Release) -> Amounts:
    """What one pod counts for, under the names that quotas use (podComputeUsageHelper)."""
    overhead = amounts(spec.get("overhead") if release.enabled("PodOverhead") else None)
    requests = added(pod_amounts(spec, "requests", release), overhead)
    limits = pod_amounts(spec, "limits", release)
    limits = {name: amount.plus(overhead[name]) if name in overhead else amount for name, amount in limits.items()}
    usage = {"pods": Amount.of(1), "count/pods": Amount.of(1)}
    for name, amount in requests.items():
        usage[f"requests.{name}"] = amount
        if name in _SHORT_NAMES or name.startswith("hugepages-"):
            usage[name] = amount
    return usage | {f"limits.{name}": amount for name, amount in limits.items() if name in _LIMITED}

"""A ResourceQuota refuses pods once its namespace has used up what it may.

Kubernetes: apiserver/pkg/admission/plugin/resourcequota/controller.go, pkg/quota/v1/evaluator/core/pods.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.lister import Lister
from dslint.admission.quota_scopes import matches
from dslint.admission.quota_usage import COMPUTE, pod_usage
from dslint.admission.refusal import Refusal
from dslint.admission.resource_amounts import Amount, Amounts, added, amounts
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release

PLUGIN = "ResourceQuota"


@dataclass(slots=True)
class Account:
    """One ResourceQuota and what is used of it."""

    raw: dict[str, Any]
    hard: Amounts
    used: Amounts

    @property
    def name(self) -> str:
        return str(self.raw["metadata"].get("name") or "")


class Quotas:
    """The quotas of a cluster, drawn on by one pod after the other."""

    def __init__(self, cluster: Lister, release: Release) -> None:
        self._release = release
        self._accounts: dict[str, list[Account]] = {}
        for raw in cluster.of_kind("ResourceQuota"):
            namespace = raw["metadata"].get("namespace") or "default"
            account = self._opened(raw, (pod for pod in cluster.pods if pod.namespace == namespace))
            self._accounts.setdefault(namespace, []).append(account)

    def concern(self, namespace: str) -> bool:
        return namespace in self._accounts

    def charge(self, pod: dict[str, Any]) -> Refusal | None:
        """Counts an admitted v1 Pod against its namespace's quotas; refused, nothing is counted."""
        interesting = list(self._matching(pod))
        usage = pod_usage(pod["spec"], self._release) if interesting else {}
        for account in interesting:
            refusal = self._unspecified(account, pod["spec"]) or _exceeded(account, usage)
            if refusal:
                return refusal
        for account in interesting:
            account.used = added(account.used, {name: usage[name] for name in account.hard if name in usage})
        return None

    def _opened(self, raw: dict[str, Any], pods: Iterable[Pod]) -> Account:
        status = raw.get("status") or {}
        account = Account(raw, amounts((raw.get("spec") or {}).get("hard")), amounts(status.get("used")))
        if not status.get("used"):
            for pod in pods:
                if not pod.finished and matches(raw, pod.spec.raw):
                    usage = pod_usage(pod.spec.raw, self._release)
                    account.used = added(account.used, {name: usage[name] for name in account.hard if name in usage})
        return account

    def _matching(self, pod: dict[str, Any]) -> Iterator[Account]:
        for account in self._accounts.get(pod["metadata"].get("namespace") or "default", ()):
            if matches(account.raw, pod["spec"]):
                yield account

    def _unspecified(self, account: Account, spec: dict[str, Any]) -> Refusal | None:
        """A quota on a compute resource wants every container to say how much of it."""
        missing: dict[str, list[str]] = {}
        for name in sorted(COMPUTE & account.hard.keys()):
            part, resource = COMPUTE[name]
            for container in [*(spec.get("containers") or ()), *(spec.get("initContainers") or ())]:
                if resource not in ((container.get("resources") or {}).get(part) or {}):
                    missing.setdefault(name, []).append(container.get("name") or "")
        if not missing:
            return None
        said = ",".join(missing)
        if self._release.has(behaviours.NAMES_CONTAINERS_WITHOUT_QUOTA_RESOURCES):
            said = "; ".join(f"{name} for: {','.join(sorted(set(names)))}" for name, names in missing.items())
        return Refusal(PLUGIN, f"failed quota: {account.name}: must specify {said}", ("spec", "containers"))


def _exceeded(account: Account, usage: Amounts) -> Refusal | None:
    nothing = Amount.of(0)
    over = [
        name
        for name, hard in sorted(account.hard.items())
        if name in usage and account.used.get(name, nothing).exact + usage[name].exact > hard.exact
    ]
    if not over:
        return None
    used = {name: account.used.get(name, nothing) for name in over}
    message = (
        f"exceeded quota: {account.name}, requested: {_list(usage, over)}, "
        f"used: {_list(used, over)}, limited: {_list(account.hard, over)}"
    )
    return Refusal(PLUGIN, message)


def _list(of: Amounts, names: Iterable[str]) -> str:
    return ",".join(f"{name}={of[name]}" for name in names)

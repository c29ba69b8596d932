"""Plans held against expectations, for the tests: objects in, what is said out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dslint.engine import plan
from dslint.expectations.default_expectations import default_expectations
from dslint.expectations.evaluation import evaluate
from dslint.expectations.expectation_subject import ExpectationSubject
from dslint.expectations.file import expectations_of
from dslint.inventory.reader import read_inventory
from dslint.inventory.what_if import what_if
from dslint.kubernetes.release import Release
from dslint.plans import Expectation, WorkloadPlan
from tests.rollout.clusters import pod_of

HEAD = {"apiVersion": "dslint.dev/v1", "kind": "Expectations"}


@dataclass(frozen=True)
class Situation:
    new: dict[str, Any]
    inventory: Sequence[dict[str, Any]]
    old: dict[str, Any] | None = None
    injected: dict[str, Any] | None = None

    def subject(self, version: str = "1.36") -> ExpectationSubject:
        release = Release.of(version)
        return ExpectationSubject(
            plan=self.plan(version),
            cluster=read_inventory(self.inventory, release),
            version=version,
            pod=pod_of(self.new, release),
            again=self.again,
        )

    def plan(self, version: str) -> WorkloadPlan:
        baseline = None if self.old is None else [self.old]
        found = plan(
            [self.new],
            inventory=self.inventory,
            baseline=baseline,
            kubernetes_version=version,
            **(self.injected or {}),
        )
        return found.workloads[0]

    def again(
        self, *, kubernetes_version: str | None = None, what_if: str | None = None, to_revision: int | None = None
    ) -> ExpectationSubject | None:
        if what_if is not None:
            return Situation(self.new, remaining(self.inventory, what_if), self.old).subject()
        if to_revision is not None:
            if self.old is None:
                return None
            return Situation(self.old, self.inventory, self.new).subject()
        return self.subject(kubernetes_version or "1.36")


def remaining(inventory: Sequence[dict[str, Any]], operation: str) -> list[dict[str, Any]]:
    """The node objects that an operation leaves."""
    release = Release.of("1.36")
    cluster = what_if(read_inventory(inventory, release), [operation], release)
    names = {node.name for node in cluster.nodes}
    return [raw for raw in inventory if raw["metadata"]["name"] in names]


def judged(situation: Situation, **conditions: Any) -> Expectation:
    """What becomes of one expectation."""
    wanted = expectations_of({**HEAD, "expect": [{"name": "it", **conditions}]})
    [found] = evaluate(wanted, [situation.subject()])
    return found


def plainly(situation: Situation) -> dict[str, Expectation]:
    """The defaults, by code."""
    return {found.code: found for found in default_expectations(situation.subject())}

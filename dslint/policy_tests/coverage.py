"""Which validations the cases of a test have seen pass and fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.attributes import Attributes
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.evaluation import AdmissionPolicies, BoundPolicy, asked
from dslint.admission.policies.policy_objects import POLICY, Validation
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.policy_tests.results import ValidationCoverage

_NEVER_HOLDS = Validation("false", "", "", "", ("spec", "validations", 0))


class Coverage:
    """Counts over the cases of one test.

    Whether a policy is about a request, and its conditions let it be asked, a copy of it tells that denies everything.
    """

    def __init__(self, policies: AdmissionPolicies, cluster: Cluster, release: Release) -> None:
        self._policies = policies
        self._cluster = cluster
        self._probes = AdmissionPolicies(tuple(_probe(bound, release) for bound in policies.bound))
        self._passed: Counter[tuple[str, FieldPath]] = Counter()
        self._failed: Counter[tuple[str, FieldPath]] = Counter()

    def applying(self, attributes: Attributes) -> frozenset[str]:
        """The names of the policies that are asked about a request."""
        answers = asked(self._probes, attributes, self._cluster)
        return frozenset(answer.policy for answer in answers if answer.action is Action.DENY)

    def count(self, applying: frozenset[str], answers: Iterable[Answer]) -> None:
        """Adds what the policies have answered to one request."""
        told = {(answer.policy, answer.path[:3]): answer.action for answer in answers}
        for name, validation in self._validations():
            key = (name, validation.path[:3])
            if name not in applying or told.get(key) is Action.UNCHECKED:
                continue
            counter = self._failed if key in told else self._passed
            counter[key] += 1

    def found(self) -> Iterator[ValidationCoverage]:
        for name, validation in self._validations():
            key = (name, validation.path[:3])
            place = self._cluster.places.get((POLICY, "", name))
            at = place((*validation.path[:3], "expression")) if place is not None else None
            yield ValidationCoverage(
                name,
                int(validation.path[2]),
                validation.expression.strip(),
                f"{at[0]}:{at[1]}" if at is not None else "",
                self._passed[key],
                self._failed[key],
            )

    def _validations(self) -> Iterator[tuple[str, Validation]]:
        for bound in self._policies.bound:
            policy = bound.compiled.policy
            yield from ((policy.name, validation) for validation in policy.validations)


def _probe(bound: BoundPolicy, release: Release) -> BoundPolicy:
    policy = bound.compiled.policy._replace(validations=(_NEVER_HOLDS,), annotations=())
    bindings = tuple(binding._replace(actions=("Deny",)) for binding in bound.bindings)
    return BoundPolicy(CompiledPolicy(policy, release), bindings)

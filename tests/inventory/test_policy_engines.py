from __future__ import annotations

import pytest

from dslint.inventory.policy_engines import engine_of, note_on


@pytest.mark.parametrize(
    ("api_version", "kind", "engine"),
    [
        ("kyverno.io/v1", "ClusterPolicy", "Kyverno"),
        ("policies.kyverno.io/v1alpha1", "ValidatingPolicy", "Kyverno"),
        ("kyverno.io/v1", "UpdateRequest", None),
        ("constraints.gatekeeper.sh/v1beta1", "K8sRequiredLabels", "Gatekeeper"),
        ("templates.gatekeeper.sh/v1", "ConstraintTemplate", None),
        ("example.com/v1", "Policy", None),
    ],
)
def test_the_engine_is_told_by_the_group_and_the_kind(api_version: str, kind: str, engine: str | None) -> None:
    assert engine_of(api_version, kind) == engine


def test_the_note_counts() -> None:
    assert note_on("Kyverno", 1) == "1 policy of Kyverno: not evaluated"
    assert note_on("Gatekeeper", 2) == "2 policies of Gatekeeper: not evaluated"

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.object_validation import rejection, second_default
from dslint.kubernetes.release import Release
from tests.admission.clusters import cluster, named

NEWEST = Release.of("1.36")


def namespace(**labels: str) -> dict[str, Any]:
    found = named("Namespace", "team")
    found["metadata"]["labels"] = {f"pod-security.kubernetes.io/{label}": value for label, value in labels.items()}
    return found


def test_a_namespace_with_an_unknown_level_is_refused_once_pod_security_is_on() -> None:
    assert rejection(namespace(enforce="baseline"), NEWEST) is None
    assert rejection(namespace(enforce="strict"), Release.of("1.22")) is None
    assert rejection(namespace(enforce="strict"), NEWEST) == (
        'Namespace "team" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": '
        "must be one of privileged, baseline, restricted"
    )


def test_several_errors_stand_in_brackets() -> None:
    found = rejection(named("LimitRange", "b", spec={"limits": [{"type": "Pod"}] * 3}), NEWEST)
    assert found == (
        'LimitRange "b" is invalid: [spec.limits[1].type: Duplicate value: "Pod", '
        'spec.limits[2].type: Duplicate value: "Pod"]'
    )


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        (named("PriorityClass", "high", value=1_000_000_000), True),
        (named("PriorityClass", "high", value=1_000_000_001), False),
        (named("PriorityClass", "low", value=-1), True),
        (named("PriorityClass", "system-node-critical", value=2_000_001_000), True),
        (named("PriorityClass", "system-mine", value=1), False),
        (named("PriorityClass", "high", value=1, preemptionPolicy="Sometimes"), False),
        (named("PriorityClass", "high", value=1, preemptionPolicy="Never"), True),
        (named("RuntimeClass", "gvisor", handler="runsc"), True),
        (named("RuntimeClass", "gvisor", handler="run.sc"), False),
        (named("RuntimeClass", "gvisor", apiVersion="node.k8s.io/v1alpha1"), True),
        (named("RuntimeClass", "gvisor"), False),
        (named("ResourceQuota", "q", spec={"hard": {"pods": "1"}}), True),
        (named("ResourceQuota", "q", spec={"hard": {"gpu": "1"}}), False),
        (named("ConfigMap", "c"), True),
    ],
)
def test_classes_and_quotas_are_validated_as_the_api_server_does(value: dict[str, Any], valid: bool) -> None:
    assert (rejection(value, NEWEST) is None) is valid


def test_there_is_one_default_priority_class() -> None:
    first, second = (named("PriorityClass", name, globalDefault=True, value=1) for name in ("a", "b"))
    assert second_default(first, cluster()) is None
    assert second_default(named("PriorityClass", "c", value=1), cluster(first)) is None
    assert second_default(second, cluster(first)) == (
        'priorityclasses.scheduling.k8s.io "b" is forbidden: PriorityClass a is already marked as default. '
        "Only one default can exist"
    )

"""Labels, annotations and names."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, of_daemonset, of_pod, problems

SELECTOR, ANNOTATION, NAMESPACE = "DS542", "DS543", "DS553"


@pytest.mark.parametrize(
    ("label", "api_version", "version", "told"),
    [
        ("app.kubernetes.io/version", "apps/v1", "1.36", True),
        ("helm.sh/chart", "apps/v1", "1.36", True),
        ("app.kubernetes.io/name", "apps/v1", "1.36", False),
        ("version", "apps/v1", "1.36", False),
        ("helm.sh/chart", "extensions/v1beta1", "1.15", False),
    ],
)
def test_labels_of_a_release_do_not_belong_in_the_selector(label, api_version, version, told):
    labels = {"app": "agent", label: "1.0"}
    changes = {"apiVersion": api_version, "spec.selector.matchLabels": labels, "spec.template.metadata.labels": labels}
    found = [problem.field for problem in problems(changed(DAEMONSET, changes), version) if problem.code == SELECTOR]
    assert found == [f"spec.selector.matchLabels[{label}]"] * told


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("tolerations", "1.36", True),
        ("tolerations", "1.5", False),
        ("affinity", "1.8", True),
        ("affinity", "1.7", False),
        ("other", "1.36", False),
    ],
)
def test_scheduling_went_from_annotations_to_fields(name, version, told):
    annotations = {f"scheduler.alpha.kubernetes.io/{name}": "[]"}
    assert bool(of_daemonset(ANNOTATION, {"spec.template.metadata.annotations": annotations}, version)) is told
    assert bool(of_pod(ANNOTATION, {"metadata.annotations": annotations}, version)) is told


@pytest.mark.parametrize(("namespace", "told"), [("elsewhere", True), ("agents", False), ("", False)])
def test_the_template_has_no_namespace_of_its_own(namespace, told):
    changes = {"spec.template.metadata.namespace": namespace}
    field = "spec.template.metadata.namespace"
    assert [found for found, _ in of_daemonset(NAMESPACE, changes)] == [field] * told

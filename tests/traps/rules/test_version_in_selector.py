"""Labels of a release in the selector, which never changes."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, problems

CODE = "DS542"


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
    found = [problem.field for problem in problems(changed(DAEMONSET, changes), version) if problem.code == CODE]
    assert found == [f"spec.selector.matchLabels[{label}]"] * told

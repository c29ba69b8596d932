"""A template with a namespace."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

CODE = "DS553"


@pytest.mark.parametrize(("namespace", "told"), [("elsewhere", True), ("agents", False), ("", False)])
def test_the_template_has_no_namespace_of_its_own(namespace, told):
    changes = {"spec.template.metadata.namespace": namespace}
    field = "spec.template.metadata.namespace"
    assert [found for found, _ in of_daemonset(CODE, changes)] == [field] * told

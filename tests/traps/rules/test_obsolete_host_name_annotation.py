"""Host names and subdomains in annotations."""

from __future__ import annotations

import pytest

from tests.traps.version_fixes import fixes_of_pod
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS320"


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [("hostname", "1.36", True), ("subdomain", "1.7", True), ("hostname", "1.6", False), ("other", "1.36", False)],
)
def test_host_names_went_from_annotations_to_fields(name, version, told):
    annotations = {f"pod.beta.kubernetes.io/{name}": "agent"}
    assert bool(of_daemonset(CODE, {"spec.template.metadata.annotations": annotations}, version)) is told
    assert bool(of_pod(CODE, {"metadata.annotations": annotations}, version)) is told


def test_the_fix_sets_the_field():
    (fix,) = fixes_of_pod(CODE, {"metadata.annotations": {"pod.beta.kubernetes.io/subdomain": "agents"}})
    assert (fix.edits[0].path, fix.edits[0].value) == (("spec", "subdomain"), "agents")

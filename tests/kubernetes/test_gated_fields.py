"""Which gate a field needs, and which values mean the same as no field."""

from __future__ import annotations

import pytest

from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.gated_fields import GATED, GATED_IN_DAEMONSET, OLDER_THAN_GATE, changes_nothing, gate_of

SURGE = ("spec", "updateStrategy", "rollingUpdate", "maxSurge")


@pytest.mark.parametrize(
    ("path", "gate"),
    [
        (("spec", "hostUsers"), "UserNamespacesSupport"),
        (("spec", "template", "spec", "hostUsers"), "UserNamespacesSupport"),
        (("spec", "template", "spec", "initContainers", 2, "restartPolicy"), "SidecarContainers"),
        (("spec", "volumes", 0, "image"), "ImageVolume"),
        (SURGE, "DaemonSetUpdateSurge"),
        (("spec", "hostNetwork"), None),
        (("hostUsers",), None),
        ((), None),
    ],
)
def test_the_gate_of_a_field_is_found_by_its_path_in_a_pod_or_daemonset(path: tuple[str | int, ...], gate: str) -> None:
    assert gate_of(path) == gate


def test_every_gate_that_drops_fields_has_its_versions() -> None:
    assert {*GATED, *OLDER_THAN_GATE, *GATED_IN_DAEMONSET} <= GATES.keys()


@pytest.mark.parametrize(
    ("field", "value", "nothing"),
    [
        ("hostUsers", True, True),
        ("hostUsers", False, False),
        ("minDomains", 1, True),
        ("minDomains", True, False),
        ("maxSurge", 0, True),
        ("maxSurge", "10%", False),
        ("recursiveReadOnly", "Disabled", True),
        ("recursiveReadOnly", "IfPossible", False),
        ("schedulingGates", [], True),
        ("overhead", {"cpu": "1"}, False),
    ],
)
def test_some_values_mean_the_same_as_no_field(field: str, value: object, nothing: bool) -> None:
    assert changes_nothing(field, value) is nothing

"""A topology spread constraint that keeps pods of a DaemonSet pending."""

from __future__ import annotations

import pytest

from tests.traps.pod_affinity import HOST_NAME, spread
from tests.traps.workloads import SURGE, of_daemonset

IDLE = "DS509"
CODE = "DS510"


@pytest.mark.parametrize(
    ("constraint", "more", "version", "code"),
    [
        ({}, {}, "1.36", IDLE),
        ({"whenUnsatisfiable": "ScheduleAnyway"}, {}, "1.36", IDLE),
        ({"nodeAffinityPolicy": "Ignore"}, {}, "1.36", CODE),
        ({"nodeAffinityPolicy": "Ignore"}, {}, "1.25", IDLE),
        ({"nodeAffinityPolicy": "Ignore", "topologyKey": HOST_NAME}, {}, "1.36", IDLE),
        ({"nodeAffinityPolicy": "Ignore", "labelSelector": {"matchLabels": {"app": "x"}}}, {}, "1.36", IDLE),
        ({"nodeAffinityPolicy": "Ignore", "whenUnsatisfiable": "ScheduleAnyway"}, {}, "1.36", IDLE),
        ({"minDomains": 3}, {}, "1.36", IDLE),
        ({"minDomains": 3}, SURGE, "1.36", CODE),
        ({"minDomains": 3, "maxSkew": 2}, SURGE, "1.36", IDLE),
        ({"minDomains": 1}, SURGE, "1.36", IDLE),
    ],
)
def test_a_spread_of_a_daemonset_does_nothing_or_blocks(constraint, more, version, code):
    changes = {**spread(**constraint), **more}
    other = CODE if code == IDLE else IDLE
    field = "spec.template.spec.topologySpreadConstraints[0]"
    assert [told for told, _ in of_daemonset(code, changes, version)] == [field]
    assert of_daemonset(other, changes, version) == []

"""Old topology keys of pod affinity."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import REQUIRED
from tests.traps.version_fixes import fix_of_daemonset
from tests.traps.workloads import fields_of_daemonset

CODE = "DS552"


@pytest.mark.parametrize(
    ("key", "version", "told"),
    [
        ("failure-domain.beta.kubernetes.io/zone", "1.36", True),
        ("failure-domain.beta.kubernetes.io/zone", "1.16", False),
        ("topology.kubernetes.io/zone", "1.36", False),
    ],
)
def test_old_topology_keys_are_told_where_the_server_is_silent(key, version, told):
    term = {"topologyKey": key, "labelSelector": {"matchLabels": {"app": "x"}}}
    assert bool(fields_of_daemonset(CODE, {f"pod.affinity.podAffinity.{REQUIRED}": [term]}, version)) is told
    spread = {**term, "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}
    assert fields_of_daemonset(CODE, {"pod.topologySpreadConstraints": [spread]}, version) == []


def test_the_fix_writes_the_current_key():
    term = {"topologyKey": "failure-domain.beta.kubernetes.io/region", "labelSelector": {"matchLabels": {"app": "x"}}}
    fix = fix_of_daemonset(CODE, {f"pod.affinity.podAffinity.{REQUIRED}": [term]}, "1.36")
    assert (fix.edits[0].value, fix.since) == ("topology.kubernetes.io/region", "1.17")

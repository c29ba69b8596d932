"""The capabilities that containers list, and those that Linux has."""

from __future__ import annotations

from dslint.traps.support.capabilities import CAPABILITIES, listed_capabilities
from dslint.traps.support.workload import Workload
from tests.traps.workloads import POD, changed


def test_linux_has_41_capabilities():
    assert len(CAPABILITIES) == 41


def test_names_come_in_capitals_with_their_list_and_path():
    listed = {"add": ["net_admin"], "drop": ["ALL", "CAP_CHOWN"]}
    value = changed(POD, {"container.securityContext": {"capabilities": listed}})
    place = ("spec", "containers", 0, "securityContext", "capabilities")
    assert list(listed_capabilities(Workload.of(value, value))) == [
        ("add", "NET_ADMIN", (*place, "add", 0)),
        ("drop", "ALL", (*place, "drop", 0)),
        ("drop", "CAP_CHOWN", (*place, "drop", 1)),
    ]

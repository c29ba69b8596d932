from __future__ import annotations

import json

from dslint.kubernetes.release import parse_version
from dslint.kubernetes.version_changes import CHANGES
from tests.cli.conftest import Dslint


def test_each_api_version_of_daemonset_is_reported_with_its_time(dslint: Dslint) -> None:
    ran = dslint("versions")
    assert ran.code == 0
    table = [line.split() for line in ran.out.splitlines()[1:4]]
    assert table == [
        ["extensions/v1beta1", "1.5", "1.8", "1.16", "1.18"],
        ["apps/v1beta2", "1.8", "1.9", "1.16", "1.18"],
        ["apps/v1", "1.9", "-", "-", "-"],
    ]
    assert "apps/v1beta1 never contained DaemonSet" in ran.out


def test_changes_of_some_versions_are_asked_for(dslint: Dslint) -> None:
    changes = json.loads(dslint("versions", "-k", "1.22..1.24", "--format", "json").out)["changes"]
    assert {change["version"] for change in changes} == {"1.22", "1.24"}
    assert changes[0]["text"] == "maxSurge is on by default"


def test_a_version_that_is_not_known_is_wrong_usage(dslint: Dslint) -> None:
    ran = dslint("versions", "-k", "1.99")
    assert ran.code == 2
    assert "dslint knows 1.5 to 1.37" in ran.err


def test_changes_stand_in_the_order_of_versions() -> None:
    versions = [parse_version(change.version) for change in CHANGES]
    assert versions == sorted(versions)

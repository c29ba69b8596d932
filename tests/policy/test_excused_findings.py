"""What a profile excuses counts as silenced only where the configuration gives it."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.api_server.stored_object import StoredObject
from dslint.kubernetes.release import Release
from dslint.policy.excused_findings import excused_by_configuration
from dslint.policy.policies import built_in

RELEASE = Release.of("1.36")
NETWORK = ("DS601", ("spec", "hostNetwork"))


def pod(**metadata: Any) -> dict[str, Any]:
    spec = {"hostNetwork": True, "containers": [{"name": "a", "image": "a:1"}]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent", **metadata}, "spec": spec}


@pytest.mark.parametrize(
    ("chosen", "metadata", "excused"),
    [
        ({"agent": ("metrics",)}, {}, {NETWORK}),
        ({"agent": ("none",)}, {}, set()),
        ({"other": ("metrics",)}, {}, set()),
        ({"agent": ("no-such-profile",)}, {}, set()),
        ({"agent": ("metrics",)}, {"annotations": {"dslint.dev/profile": "metrics"}}, set()),
        ({"agent": ("metrics",)}, {"annotations": {"dslint.dev/profile": "none"}}, set()),
        ({}, {}, set()),
    ],
)
def test_the_findings_are_those_that_only_the_configuration_excuses(
    chosen: dict[str, tuple[str, ...]], metadata: dict[str, Any], excused: set[Any]
) -> None:
    value = StoredObject.of(pod(**metadata), RELEASE).value
    assert excused_by_configuration(value, RELEASE, built_in()._replace(chosen=chosen)) == excused


def test_objects_without_pods_have_none() -> None:
    assert not excused_by_configuration({"kind": "Service"}, RELEASE, built_in()._replace(chosen={"*": ("cni",)}))

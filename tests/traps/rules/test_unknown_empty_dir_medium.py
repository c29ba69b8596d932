"""Media of an emptyDir that kubelets do not know."""

from __future__ import annotations

import pytest

from tests.traps.volumes import SPEC, fields_with_volume
from tests.traps.workloads import DAEMONSET, changed, problems

CODE = "DS570"


@pytest.mark.parametrize(
    ("medium", "told"),
    [
        ("memory", True),
        ("ram", True),
        ("hugepages", True),
        ("Memory", False),
        ("HugePages", False),
        ("HugePages-2Mi", False),
        ("", False),
    ],
)
def test_media_are_known_by_their_exact_names(medium, told):
    assert fields_with_volume(CODE, {"emptyDir": {"medium": medium}}) == [f"{SPEC}.volumes[0].emptyDir.medium"] * told


def test_the_help_names_the_medium_that_was_meant():
    volumes = [{"name": "a", "emptyDir": {"medium": "memory"}}, {"name": "b", "emptyDir": {"medium": "x"}}]
    found = [each for each in problems(changed(DAEMONSET, {"pod.volumes": volumes})) if each.code == CODE]
    assert [each.help for each in found] == ["write Memory", None]

"""What containers ask for together, with the ones that start first and those that stay beside them."""

from __future__ import annotations

import pytest

from dslint.kubernetes.container_totals import aggregate


def container(cpu, **fields):
    return {"resources": {"requests": {"cpu": cpu}}, **fields}


@pytest.mark.parametrize(
    ("init_containers", "cpu"),
    [
        ([], "1"),
        ([container("3")], "3"),
        ([container("1", restartPolicy="Always")], "2"),
        ([container("1", restartPolicy="Always"), container("3")], "4"),
    ],
)
def test_starting_and_running_containers_are_held_against_each_other(init_containers, cpu):
    spec = {"containers": [container("1")], "initContainers": init_containers}
    assert aggregate(spec, "requests") == {"cpu": cpu}


def test_what_is_no_quantity_is_left_out():
    spec = {"containers": [container("some"), container("500m"), container("0.5"), {"name": "asks for nothing"}]}
    assert aggregate(spec, "requests") == {"cpu": "1"}
    assert aggregate(spec, "limits") == {}

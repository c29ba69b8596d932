"""Empty values are stored where the Go type is a pointer or a user's own map, and nowhere else."""

from __future__ import annotations

import pytest

from dslint.kubernetes.stored_template import stored


@pytest.mark.parametrize(
    "value",
    [
        {"podCertificate": {"userAnnotations": {"example.com/team": ""}}},
        {"volumeClaimTemplate": {"spec": {"volumeAttributesClassName": ""}}},
        {"nodeSelector": {"disk": ""}},
        {"preferred": [{"weight": 1}]},
    ],
)
def test_what_says_something_is_stored(value: dict[str, object]) -> None:
    assert stored(value) == value


def test_an_empty_value_of_a_plain_type_is_not_stored() -> None:
    assert stored({"preferred": [{"weight": 1, "preference": {}}], "hostname": ""}) == {"preferred": [{"weight": 1}]}

"""Specs of listed Pods: what is read is typed, what is not read does not matter."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from tests.inventory.objects import node, pod


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"volumes": [{"projected": {"sources": 5}}]}, "[2].spec.volumes[0].projected.sources: "),
        ({"volumes": [{"image": {"reference": 5}}]}, "[2].spec.volumes[0].image.reference: "),
        (
            {"volumes": [{"ephemeral": {"volumeClaimTemplate": {"spec": "x"}}}]},
            "[2].spec.volumes[0].ephemeral.volumeClaimTemplate.spec: ",
        ),
        ({"resourceClaims": [{"name": 5}]}, "[2].spec.resourceClaims[0].name: "),
    ],
)
def test_volumes_and_claims_of_the_wrong_type_are_told_with_their_field(spec: dict[str, Any], said: str) -> None:
    with pytest.raises(InventoryError) as error:
        read_inventory([node("n1"), node("n2"), pod("p", **spec)])
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    "spec",
    [
        {"containers": [{"name": "c", "lifecycle": "x"}]},
        {"containers": [{"name": "c", "livenessProbe": {"httpGet": 5}, "env": 5}]},
        {"initContainers": [{"name": "c", "lifecycle": {"preStop": []}, "envFrom": 5}]},
        {"ephemeralContainers": [{"image": 5, "ports": 5}]},
        {"ephemeralContainers": 5},
        {"dnsPolicy": [], "restartPolicy": {}, "securityContext": 5, "serviceAccount": 5},
    ],
)
def test_the_types_of_fields_that_placement_does_not_read_do_not_matter(spec: dict[str, Any]) -> None:
    assert [found.name for found in read_inventory([node("n1"), pod("p", "n1", **spec)]).pods] == ["p"]

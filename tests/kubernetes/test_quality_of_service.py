from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.quality_of_service import quality_of_service

BOTH = {"cpu": "1", "memory": "1Gi"}


@pytest.mark.parametrize(
    ("resources", "wanted"),
    [
        ([{}], "BestEffort"),
        ([{"requests": {"cpu": "0"}}], "BestEffort"),
        ([{"requests": {"example.com/gpu": "1"}}], "BestEffort"),
        ([{"requests": {"cpu": "1"}}], "Burstable"),
        ([{"limits": BOTH, "requests": BOTH}], "Guaranteed"),
        ([{"limits": BOTH, "requests": {"cpu": "500m", "memory": "1Gi"}}], "Burstable"),
        ([{"limits": {"cpu": "1"}, "requests": {"cpu": "1"}}], "Burstable"),
        ([{"limits": BOTH, "requests": BOTH}, {}], "Burstable"),
    ],
)
def test_the_class_follows_from_requests_and_limits(resources: list[dict[str, Any]], wanted: str) -> None:
    assert quality_of_service({"containers": [{"resources": item} for item in resources]}) == wanted


def test_resources_of_the_pod_take_over_from_its_containers() -> None:
    assert quality_of_service({"resources": {"limits": BOTH, "requests": BOTH}, "containers": [{}]}) == "Guaranteed"

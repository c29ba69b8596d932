from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.limit_range_validation import errors


def told(*items: dict[str, Any]) -> list[str]:
    return list(errors({"spec": {"limits": list(items)}}))


def of_container(**bounds: dict[str, str]) -> dict[str, Any]:
    return {"type": "Container", **bounds}


def test_two_limits_of_one_type_are_refused_and_of_two_types_are_not() -> None:
    assert told(of_container(), {"type": "Pod"}) == []
    assert told(of_container(), of_container()) == ['spec.limits[1].type: Duplicate value: "Container"']


@pytest.mark.parametrize(
    ("item", "error"),
    [
        (of_container(min={"cpu": "1"}, max={"cpu": "1"}), None),
        (of_container(min={"cpu": "2"}, max={"cpu": "2"}, default={"cpu": "2"}), None),
        (of_container(default={"cpu": "1"}, defaultRequest={"cpu": "500m"}, max={"cpu": "1"}), None),
        (
            of_container(default={"cpu": "2"}, max={"cpu": "1"}, defaultRequest={"cpu": "1"}),
            'spec.limits[0].default[cpu]: Invalid value: "2": default value 2 is greater than max value 1',
        ),
        (
            of_container(defaultRequest={"cpu": "2"}, max={"cpu": "1"}, default={"cpu": "1"}),
            (
                'spec.limits[0].defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than '
                "max value 1"
            ),
        ),
        (
            of_container(min={"cpu": "1"}, defaultRequest={"cpu": "500m"}),
            (
                'spec.limits[0].defaultRequest[cpu]: Invalid value: "1": min value 1 is greater than '
                "default request value 500m"
            ),
        ),
        (
            {"type": "Pod", "default": {"cpu": "1"}},
            "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
        ),
        ({"type": "Pod", "max": {"cpu": "1"}, "min": {"cpu": "500m"}}, None),
        (
            {"type": "Pods"},
            'spec.limits[0].type: Invalid value: "Pods": must be a standard limit type or fully qualified',
        ),
        ({"type": "example.com/Thing", "max": {"size": "1"}}, None),
        (
            of_container(max={"storage": "1Gi"}),
            'spec.limits[0].max[storage]: Invalid value: "storage": must be a standard resource for containers',
        ),
        (
            {"type": "PersistentVolumeClaim", "max": {"cpu": "1"}},
            (
                "spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but "
                "neither was provided"
            ),
        ),
        ({"type": "PersistentVolumeClaim", "max": {"storage": "1Gi"}}, None),
        (
            {"type": "Pod", "maxLimitRequestRatio": {"cpu": "500m"}},
            'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1',
        ),
        (
            {"type": "Pod", "maxLimitRequestRatio": {"cpu": "5"}, "min": {"cpu": "1"}, "max": {"cpu": "4"}},
            (
                'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "5": ratio 5 is greater than '
                "max/min = 4.000000"
            ),
        ),
        (of_container(maxLimitRequestRatio={"cpu": "4"}, min={"cpu": "1"}, max={"cpu": "4"}), None),
        (
            of_container(default={"example.com/gpu": "2"}, defaultRequest={"example.com/gpu": "1"}),
            (
                'spec.limits[0].default[example.com/gpu]: Invalid value: "2": default value 2 must equal to '
                "defaultRequest value 1 in example.com/gpu"
            ),
        ),
    ],
)
def test_bounds_do_not_contradict_each_other(item: dict[str, Any], error: str | None) -> None:
    assert error is None or error in told(item)
    assert error is not None or told(item) == []

"""Claims of dynamic resources that a pod makes."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors

LONG = "x" * 252


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.resourceClaims": [{"name": "c"}]},
            [
                (
                    'spec.resourceClaims[0]: Invalid value: {"Name":"c","ResourceClaimName":null,'
                    '"ResourceClaimTemplateName":null}: must specify one of: `resourceClaimName`, '
                    "`resourceClaimTemplateName`"
                )
            ],
        ),
        (
            {"spec.resourceClaims": [{"name": "c", "resourceClaimName": "x", "resourceClaimTemplateName": "y"}]},
            [
                (
                    'spec.resourceClaims[0]: Invalid value: {"Name":"c","ResourceClaimName":"x",'
                    '"ResourceClaimTemplateName":"y"}: at most one of `resourceClaimName` or '
                    "`resourceClaimTemplateName` may be specified"
                )
            ],
        ),
        (
            {"spec.resourceClaims": [{"name": "c", "resourceClaimName": "x"}, {"name": "c", "resourceClaimName": "y"}]},
            ['spec.resourceClaims[1].name: Duplicate value: "c"'],
        ),
        ({"spec.resourceClaims": [{"name": "c", "resourceClaimName": "x"}]}, []),
    ],
)
def test_a_claim_has_one_source_and_a_name_of_its_own(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"metadata.name": LONG, "spec.resourceClaims": [{"name": "c", "resourceClaimTemplateName": "t"}]},
            [
                (
                    f'spec.resourceClaims[0].name: Invalid value: "{LONG}-c": final ResourceClaim name: must be no '
                    "more than 253 characters"
                )
            ],
        ),
        ({"metadata.name": LONG, "spec.resourceClaims": [{"name": "c", "resourceClaimName": "t"}]}, []),
    ],
)
def test_a_claim_from_a_template_is_called_after_the_pod_too(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "metadata.annotations": {"kubernetes.io/config.mirror": "x"},
                "spec.nodeName": "n",
                "spec.resourceClaims": [{"name": "c", "resourceClaimName": "x"}],
            },
            ["spec.resourceClaims: Forbidden: static pods do not support resource claims"],
        ),
    ],
)
def test_mirrors_of_static_pods_claim_nothing(changes, told):
    assert pod_errors(changes) == told

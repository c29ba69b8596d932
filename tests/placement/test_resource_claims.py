"""The claims of a pod, and why the scheduler does not try a pod because of them."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.resource_claims import ClaimUsers, claims_of, owner_of, problem, uses_shared_claim
from tests.placement.building import node, pod, snapshot
from tests.placement.claims import GENERATED, NAMED, claim, template


def test_a_claim_is_named_or_made_from_a_template():
    cluster = snapshot(node(), ResourceClaim=[claim()], ResourceClaimTemplate=[template()])
    named, generated = claims_of(pod(resourceClaims=[*NAMED, *GENERATED]), cluster)
    assert (named.name, named.generated, named.position) == ("gpu", False, 0)
    assert (generated.name, generated.generated, generated.position) == ("gpus", True, 1)
    assert named.claim["spec"] == generated.claim["spec"]


@pytest.mark.parametrize(
    ("claims", "objects", "expected"),
    [
        (NAMED, {}, 'resourceclaim "gpu" not found'),
        (NAMED, {"ResourceClaim": [claim()]}, None),
        (NAMED, {"ResourceClaim": [claim(metadata={"namespace": "other"})]}, 'resourceclaim "gpu" not found'),
        (
            NAMED,
            {"ResourceClaim": [claim(metadata={"deletionTimestamp": "2026-01-01T00:00:00Z"})]},
            'resourceclaim "gpu" is being deleted',
        ),
        (GENERATED, {}, 'resourceclaimtemplate "gpus" not found, so no claim is created'),
        (GENERATED, {"ResourceClaimTemplate": [template()]}, None),
        ([], {}, None),
    ],
)
def test_without_its_claims_a_pod_is_not_tried(claims, objects, expected):
    found = problem(pod(resourceClaims=claims), snapshot(node(), **objects))
    assert (found and found[1]) == expected


@pytest.mark.parametrize("claims", [NAMED, GENERATED])
def test_a_claim_that_may_well_be_there_holds_no_pod_back(claims):
    assert problem(pod(resourceClaims=claims), snapshot(node(), complete=frozenset())) is None


@pytest.mark.parametrize(
    ("version", "gates", "held"),
    [("1.33", {}, False), ("1.33", {"DynamicResourceAllocation": True}, True), ("1.34", {}, True)],
)
def test_the_gate_of_dynamic_resource_allocation_decides(version, gates, held):
    cluster = snapshot(node(), release=Release.of(version, gates))
    assert (problem(pod(resourceClaims=NAMED), cluster) is not None) is held


def test_only_a_named_claim_can_be_shared():
    assert uses_shared_claim(pod(resourceClaims=NAMED))
    assert not uses_shared_claim(pod(resourceClaims=GENERATED))


def test_users_of_a_claim_are_of_its_namespace():
    users = ClaimUsers("default", "gpu")
    cluster = snapshot(node())
    assert users.counts(pod(resourceClaims=NAMED), cluster)
    assert not users.counts(pod(resourceClaims=NAMED, namespace="other"), cluster)
    assert not users.counts(pod(resourceClaims=GENERATED), cluster)


def test_the_owner_of_a_claim_is_its_pod():
    assert owner_of(claim(metadata={"ownerReferences": [{"kind": "Pod", "name": "p"}]})) == ("default", "p")
    assert owner_of(claim()) == ("default", "")
    assert owner_of(claim(metadata={"namespace": "other"})) == ("other", "")
    assert owner_of({"metadata": {"ownerReferences": [{"kind": "Pod", "name": "p"}]}}) == ("default", "p")

"""What the API server fills into policies and bindings."""

from __future__ import annotations

from dslint.admission.admission_policy_defaults import default_admission_policy
from tests.validation.admission_policy.policies import RULE, binding, policy


def test_a_policy_fails_and_matches_equivalent_requests_by_default() -> None:
    value = policy(matchConstraints={"resourceRules": [{**RULE}]})
    default_admission_policy(value)
    assert value["spec"]["failurePolicy"] == "Fail"
    assert value["spec"]["matchConstraints"] == {
        "matchPolicy": "Equivalent",
        "namespaceSelector": {},
        "objectSelector": {},
        "resourceRules": [{**RULE, "scope": "*"}],
    }


def test_what_is_given_stays() -> None:
    value = policy(failurePolicy="Ignore", matchConstraints={"matchPolicy": "Exact"})
    default_admission_policy(value)
    assert value["spec"]["failurePolicy"] == "Ignore"
    assert value["spec"]["matchConstraints"]["matchPolicy"] == "Exact"


def test_only_the_alpha_version_says_what_missing_parameters_do() -> None:
    alpha, stable = binding(version="v1alpha1", paramRef={"name": "a"}), binding(paramRef={"name": "a"})
    default_admission_policy(alpha)
    default_admission_policy(stable)
    assert alpha["spec"]["paramRef"]["parameterNotFoundAction"] == "Deny"
    assert "parameterNotFoundAction" not in stable["spec"]["paramRef"]


def test_a_binding_without_resources_gets_none() -> None:
    value = binding()
    default_admission_policy(value)
    assert "matchResources" not in value["spec"]

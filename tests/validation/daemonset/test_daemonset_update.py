"""What an update may not change: names and selectors; and what it may keep though new objects may not have it."""

from __future__ import annotations

import pytest

from tests.validation.objects import DAEMONSET, POD, changed, daemonset_errors, daemonset_warnings, pod_errors, problems

TIER = {"matchLabels": {"app": "agent", "tier": "node"}}
WITH_TIER = {"spec.selector": TIER, "spec.template.metadata.labels.tier": "node"}


def test_the_same_again_is_fine():
    assert daemonset_errors({}, baseline=DAEMONSET) == []


@pytest.mark.parametrize(
    ("version", "shown"),
    [
        ("1.36", '{"matchLabels":{"app":"agent","tier":"node"}}'),
        (
            "1.33",
            (
                'v1.LabelSelector{MatchLabels:map[string]string{"app":"agent", "tier":"node"}, '
                "MatchExpressions:[]v1.LabelSelectorRequirement(nil)}"
            ),
        ),
    ],
)
def test_selectors_stay_what_they_are(version, shown):
    assert daemonset_errors(WITH_TIER, version, DAEMONSET) == [
        f"spec.selector: Invalid value: {shown}: field is immutable"
    ]


def test_the_finding_stands_at_the_selector_and_shows_the_labels():
    [problem] = problems(changed(DAEMONSET, WITH_TIER), baseline=DAEMONSET)
    assert (problem.code, problem.path) == ("DS243", ("spec", "selector"))
    assert [related.path for related in problem.related] == [("spec", "template", "metadata", "labels")]


@pytest.mark.parametrize(("api", "refused"), [("extensions/v1beta1", False), ("apps/v1beta2", True), ("apps/v1", True)])
def test_the_first_api_lets_selectors_change(api, refused):
    told = daemonset_errors({**WITH_TIER, "apiVersion": api}, "1.15", changed(DAEMONSET, {"apiVersion": api}))
    assert bool(told) == refused


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"metadata.name": "other"}, ['metadata.name: Invalid value: "other": field is immutable']),
        ({"metadata.namespace": "other"}, ['metadata.namespace: Invalid value: "other": field is immutable']),
        ({"metadata.namespace": ""}, []),
        ({"metadata.labels": {"a": "b"}}, []),
    ],
)
def test_names_stay_what_they_are(changes, told):
    stored = changed(DAEMONSET, {"metadata.namespace": "default"})
    assert daemonset_errors({"metadata.namespace": "default", **changes}, baseline=stored) == told
    stored_pod = changed(POD, {"metadata.namespace": "default"})
    assert pod_errors({"metadata.namespace": "default", **changes}, baseline=stored_pod) == told


def test_wrong_values_of_a_stored_selector_are_kept():
    wrong = {
        "spec.selector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["agent", "b c"]}]},
    }
    assert daemonset_errors(wrong) != []
    assert daemonset_errors(wrong, baseline=changed(DAEMONSET, wrong)) == []


def test_warnings_come_with_a_changed_template_only():
    warned = {"spec.template.spec.nodeSelector": {"beta.kubernetes.io/os": "linux"}}
    assert len(daemonset_warnings(warned, baseline=DAEMONSET)) == 1
    assert daemonset_warnings({**warned, "metadata.labels": {"a": "b"}}, baseline=changed(DAEMONSET, warned)) == []


@pytest.mark.parametrize("part", ["matchExpressions", "matchLabels"])
def test_an_empty_part_of_a_selector_changes_nothing(part):
    selector = (
        {"matchLabels": {"app": "agent"}}
        if part == "matchExpressions"
        else {"matchExpressions": [{"key": "app", "operator": "Exists"}]}
    )
    old = changed(DAEMONSET, {"spec.selector": selector})
    empty = [] if part == "matchExpressions" else {}
    assert daemonset_errors({"spec.selector": {**selector, part: empty}}, "1.36", old) == []

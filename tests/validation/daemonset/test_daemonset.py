"""A DaemonSet's selector, and what its pods may not be."""

from __future__ import annotations

import pytest

from tests.validation.objects import DAEMONSET, changed, daemonset_errors, daemonset_warnings, problems

LABELS = "spec.template.metadata.labels"
MISMATCH = "`selector` does not match template `labels`"
POD = "spec.template.spec"
TIER = {"matchLabels": {"app": "agent", "tier": "node"}}
WITH_TIER = {"spec.selector": TIER, "spec.template.metadata.labels.tier": "node"}


def test_a_plain_daemonset_is_taken():
    assert daemonset_errors({}) == []


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({LABELS: {"app": "node-agent"}}, '{"app":"node-agent"}'),
        ({LABELS: {}}, "{}"),
        ({"spec.template.metadata": None}, "null"),
        ({"spec.selector": None}, '{"app":"agent"}'),
        ({"spec.selector.matchExpressions": [{"key": "tier", "operator": "Exists"}]}, '{"app":"agent"}'),
    ],
)
def test_a_template_without_the_selectors_labels_is_refused(changes, shown):
    assert f"{LABELS}: Invalid value: {shown}: {MISMATCH}" in daemonset_errors(changes)


def test_the_finding_stands_at_the_labels_and_shows_the_selector():
    [problem] = problems(changed(DAEMONSET, {LABELS: {"app": "node-agent"}}))
    assert problem.code == "DS231"
    assert problem.path == ("spec", "template", "metadata", "labels")
    assert [related.path for related in problem.related] == [("spec", "selector")]


@pytest.mark.parametrize(
    ("labels", "help_"),
    [
        ({"app": "agent"}, "add spec.selector.matchLabels with labels of the template: {app: agent}"),
        ({}, "give the template labels, and add spec.selector.matchLabels with the same labels"),
    ],
)
def test_without_a_selector_the_help_is_to_add_one(labels, help_):
    found = problems(changed(DAEMONSET, {"spec.selector": None, LABELS: labels}))
    assert [problem.help for problem in found if problem.code == "DS231"] == [help_]


def test_values_are_printed_as_go_prints_them_in_old_versions():
    assert daemonset_errors({LABELS: {"app": "node-agent"}}, "1.33") == [
        f'{LABELS}: Invalid value: map[string]string{{"app":"node-agent"}}: {MISMATCH}'
    ]


@pytest.mark.parametrize(
    ("version", "selector", "words"),
    [
        ("1.36", "{}", "empty selector is invalid for daemonset"),
        (
            "1.30",
            "v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement(nil)}",
            "empty selector is invalid for daemonset",
        ),
        (
            "1.14",
            "v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement(nil)}",
            "empty selector is not valid for daemonset.",
        ),
    ],
)
def test_an_empty_selector_is_refused(version, selector, words):
    assert daemonset_errors({"spec.selector": {}}, version) == [f"spec.selector: Invalid value: {selector}: {words}"]


@pytest.mark.parametrize(
    ("selector", "told"),
    [
        (
            {"matchLabels": {}},
            "v1.LabelSelector{MatchLabels:map[string]string{}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}",
        ),
        (
            {"matchExpressions": []},
            "v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement{}}",
        ),
    ],
)
def test_parts_of_a_selector_that_are_empty_are_not_nil_in_go(selector, told):
    [error] = daemonset_errors({"spec.selector": selector}, "1.30")
    assert error == f"spec.selector: Invalid value: {told}: empty selector is invalid for daemonset"


def test_a_selector_that_cannot_be_read_is_not_held_against_the_labels():
    told = daemonset_errors({"spec.selector.matchExpressions": [{"key": "app", "operator": "Near"}]})
    assert told == [
        'spec.selector.matchExpressions[0].operator: Invalid value: "Near": not a valid selector operator',
    ]


@pytest.mark.parametrize("policy", ["Never", "OnFailure"])
def test_pods_of_a_daemonset_never_end(policy):
    assert daemonset_errors({f"{POD}.restartPolicy": policy}) == [
        f'{POD}.restartPolicy: Unsupported value: "{policy}": supported values: "Always"'
    ]


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("1.7", []),
        ("1.14", [f"{POD}.activeDeadlineSeconds: Invalid value: 5: must not be specified"]),
        ("1.36", [f"{POD}.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not Supported"]),
    ],
)
def test_pods_of_a_daemonset_have_no_deadline(version, told):
    api = "apps/v1" if version != "1.7" else "extensions/v1beta1"
    assert daemonset_errors({"apiVersion": api, f"{POD}.activeDeadlineSeconds": 5}, version) == told


@pytest.mark.parametrize(("version", "refused"), [("1.28", True), ("1.29", False)])
def test_a_disk_of_google_is_read_only_on_many_nodes(version, refused):
    volumes = {f"{POD}.volumes": [{"name": "data", "gcePersistentDisk": {"pdName": "disk"}}]}
    fields = [line.partition(":")[0] for line in daemonset_errors(volumes, version)]
    assert fields == [f"{POD}.volumes[0].gcePersistentDisk.readOnly"] * refused
    if refused:
        assert daemonset_errors(volumes, version, changed(DAEMONSET, volumes)) == []


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


@pytest.mark.parametrize(
    ("labels", "selected"),
    [
        ({"app": "agent"}, {"app": "agent"}),
        ({"app": "agent", "helm.sh/chart": "agent-1.0"}, {"app": "agent"}),
        ({"helm.sh/chart": "agent-1.0"}, {"helm.sh/chart": "agent-1.0"}),
    ],
)
def test_a_missing_selector_is_made_of_labels_that_stay(labels, selected):
    [problem] = problems(changed(DAEMONSET, {"spec.selector": None, LABELS: labels}))
    assert [(edit.path, edit.value) for edit in problem.fix.edits] == [
        (("spec", "selector"), {"matchLabels": selected})
    ]


def test_a_selector_that_matches_nothing_has_no_fix():
    [problem] = problems(changed(DAEMONSET, {LABELS: {"app": "node-agent"}}))
    assert problem.fix is None

"""Defaults of DaemonSets by API version and release, and what is left alone."""

from __future__ import annotations

from copy import deepcopy

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.release import Release
from tests.conformance import recordings

NEW = Release.of("1.36")


def daemonset(api_version="apps/v1", **spec):
    template = {"metadata": {"labels": {"app": "agent"}}, "spec": {"containers": [{"name": "a", "image": "a:1"}]}}
    return {
        "apiVersion": api_version,
        "kind": "DaemonSet",
        "metadata": {"name": "agent"},
        "spec": {"template": template, **spec},
    }


@pytest.mark.parametrize(
    ("api_version", "release", "strategy"),
    [
        ("apps/v1", "1.36", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1, "maxSurge": 0}}),
        ("apps/v1", "1.21", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1}}),
        ("apps/v1beta2", "1.15", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1}}),
        ("extensions/v1beta1", "1.15", {"type": "OnDelete"}),
        ("extensions/v1beta1", "1.5", None),
    ],
)
def test_the_update_strategy_hangs_on_the_api_version(api_version, release, strategy):
    spec = defaulted(daemonset(api_version), Release.of(release))["spec"]
    assert spec.get("updateStrategy") == strategy


def test_a_given_budget_stays_even_if_it_is_zero():
    given = {"rollingUpdate": {"maxUnavailable": 0, "maxSurge": "10%"}}
    strategy = defaulted(daemonset(updateStrategy=given), NEW)["spec"]["updateStrategy"]
    assert strategy == {"type": "RollingUpdate", **given}


def test_on_delete_gets_no_budget():
    given = {"type": "OnDelete"}
    assert defaulted(daemonset(updateStrategy=given), NEW)["spec"]["updateStrategy"] == given


@pytest.mark.parametrize(
    ("api_version", "selector", "labels"),
    [
        ("extensions/v1beta1", {"matchLabels": {"app": "agent"}}, {"app": "agent"}),
        ("apps/v1beta2", None, None),
        ("apps/v1", None, None),
    ],
)
def test_only_extensions_takes_selector_and_labels_from_the_template(api_version, selector, labels):
    result = defaulted(daemonset(api_version), Release.of("1.15"))
    assert result["spec"].get("selector") == selector
    assert result["metadata"].get("labels") == labels


@pytest.mark.parametrize(("release", "limit"), [("1.6", None), ("1.7", 10), ("1.36", 10)])
def test_the_history_limit_came_with_history(release, limit):
    assert defaulted(daemonset(), Release.of(release))["spec"].get("revisionHistoryLimit") == limit


def test_the_template_gets_the_defaults_of_a_pod_spec():
    spec = defaulted(daemonset(), NEW)["spec"]["template"]["spec"]
    assert spec == {
        "containers": [
            {
                "name": "a",
                "image": "a:1",
                "imagePullPolicy": "IfNotPresent",
                "terminationMessagePath": "/dev/termination-log",
                "terminationMessagePolicy": "File",
            }
        ],
        "dnsPolicy": "ClusterFirst",
        "restartPolicy": "Always",
        "securityContext": {},
        "terminationGracePeriodSeconds": 30,
        "schedulerName": "default-scheduler",
    }


def test_the_object_given_is_not_touched():
    given = daemonset()
    defaulted(given, NEW)
    assert given == daemonset()


def test_other_objects_are_copied_as_they_are():
    service = {"apiVersion": "v1", "kind": "Service", "spec": {"ports": [{"port": 80}]}}
    result = defaulted(service, NEW)
    assert result == service
    assert result is not service


def test_a_spec_is_made_where_none_is_given():
    result = defaulted({"apiVersion": "apps/v1", "kind": "DaemonSet"}, NEW)
    assert result["spec"]["template"]["spec"]["dnsPolicy"] == "ClusterFirst"


def test_an_object_whose_version_is_no_text_has_no_defaults() -> None:
    value = {"apiVersion": [], "kind": "ValidatingAdmissionPolicy", "metadata": {"name": "p"}}
    assert defaulted(value, Release.of("1.36")) == value


@pytest.mark.parametrize("name", sorted(recordings.bases()))
@pytest.mark.parametrize("release", ["1.5", "1.36"])
def test_defaults_leave_the_object_as_it_is(name, release):
    value = recordings.bases()[name]
    before = deepcopy(value)
    found = defaulted(value, Release.of(release))
    assert found is not value
    assert value == before

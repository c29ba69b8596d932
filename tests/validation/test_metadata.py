"""Names, labels, annotations, owners and finalizers."""

from __future__ import annotations

import pytest

from tests.validation.objects import DAEMONSET, POD, changed, daemonset_errors, pod_errors
from tests.validation.words import LABEL_KEY, LABEL_VALUE, NAME_PART, QUALIFIED_NAME

LONG = "x" * 262144
OWNER_A = '{"apiVersion":"v1","kind":"K","name":"a","uid":"u","controller":true}'
OWNER_B = '{"apiVersion":"v1","kind":"K","name":"b","uid":"u","controller":true}'


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"metadata.name": None}, ["metadata.name: Required value: name or generateName is required"]),
        ({"metadata.name": None, "metadata.generateName": "a-"}, []),
    ],
)
def test_an_object_has_a_name_or_the_start_of_one(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"metadata.labels": {"a": ""}}, []),
        (
            {"metadata.labels": {"a b": "c d"}},
            [
                f'metadata.labels: Invalid value: "a b": {NAME_PART}',
                f'metadata.labels: Invalid value: "c d": {LABEL_VALUE}',
            ],
        ),
        ({"metadata.labels": {"/a": "b"}}, ['metadata.labels: Invalid value: "/a": prefix part must be non-empty']),
        ({"metadata.labels": {"a/b/c": "d"}}, [f'metadata.labels: Invalid value: "a/b/c": {LABEL_KEY}']),
    ],
)
def test_keys_and_values_of_labels_have_a_form(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"metadata.annotations": {"A/B": "c d"}}, []),
        ({"metadata.annotations": {"a b": ""}}, [f'metadata.annotations: Invalid value: "a b": {NAME_PART}']),
        ({"metadata.annotations": {"a": LONG}}, ["metadata.annotations: Too long: may not be more than 262144 bytes"]),
    ],
)
def test_keys_of_annotations_may_have_capitals(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"metadata.ownerReferences": [{}]},
            "1.36",
            [
                'metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty',
                'metadata.ownerReferences.kind: Invalid value: "": must not be empty',
                'metadata.ownerReferences.name: Invalid value: "": must not be empty',
                'metadata.ownerReferences.uid: Invalid value: "": must not be empty',
            ],
        ),
        (
            {"metadata.ownerReferences": [{}]},
            "1.33",
            [
                'metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty',
                'metadata.ownerReferences.kind: Invalid value: "": kind must not be empty',
                'metadata.ownerReferences.name: Invalid value: "": name must not be empty',
                'metadata.ownerReferences.uid: Invalid value: "": uid must not be empty',
            ],
        ),
        (
            {"metadata.ownerReferences": [{"apiVersion": "a/b/c", "kind": "K", "name": "n", "uid": "u"}]},
            "1.36",
            ['metadata.ownerReferences.apiVersion: Invalid value: "a/b/c": version must not be empty'],
        ),
        (
            {"metadata.ownerReferences": [{"apiVersion": "v1", "kind": "Event", "name": "n", "uid": "u"}]},
            "1.36",
            [
                (
                    'metadata.ownerReferences: Invalid value: {"apiVersion":"v1","kind":"Event","name":"n",'
                    '"uid":"u"}: /v1, Kind=Event is disallowed from being an owner'
                )
            ],
        ),
        (
            {"metadata.ownerReferences": [{"apiVersion": "v1", "kind": "Event", "name": "n", "uid": "u"}]},
            "1.33",
            [
                (
                    'metadata.ownerReferences: Invalid value: v1.OwnerReference{APIVersion:"v1", Kind:"Event", '
                    'Name:"n", UID:"u", Controller:(*bool)(nil), BlockOwnerDeletion:(*bool)(nil)}: /v1, Kind=Event is '
                    "disallowed from being an owner"
                )
            ],
        ),
        (
            {
                "metadata.ownerReferences": [
                    {"apiVersion": "v1", "kind": "K", "name": "a", "uid": "u", "controller": True},
                    {"apiVersion": "v1", "kind": "K", "name": "b", "uid": "u", "controller": True},
                ]
            },
            "1.36",
            [
                (
                    f"metadata.ownerReferences: Invalid value: [{OWNER_A},{OWNER_B}]: Only one reference can have "
                    'Controller set to true. Found "true" in references for K/a and K/b'
                )
            ],
        ),
    ],
)
def test_owners_are_told_by_version_kind_name_and_uid(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"metadata.finalizers": ["example.com/x", "orphan"]}, "1.36", []),
        (
            {"metadata.finalizers": ["x"]},
            "1.36",
            [
                (
                    'metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it '
                    "fully qualified"
                )
            ],
        ),
        (
            {"metadata.finalizers": ["a b"]},
            "1.36",
            [
                f'metadata.finalizers: Invalid value: "a b": {NAME_PART}',
                (
                    'metadata.finalizers[0]: Invalid value: "a b": name is neither a standard finalizer name nor is '
                    "it fully qualified"
                ),
            ],
        ),
        ({"metadata.finalizers": ["a/b/c"]}, "1.36", [f'metadata.finalizers: Invalid value: "a/b/c": {LABEL_KEY}']),
        (
            {"metadata.finalizers": ["a/b/c"]},
            "1.33",
            [f'metadata.finalizers: Invalid value: "a/b/c": {QUALIFIED_NAME}'],
        ),
        (
            {"metadata.finalizers": ["orphan", "foregroundDeletion"]},
            "1.36",
            [
                (
                    'metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and '
                    "foregroundDeletion cannot be both set"
                )
            ],
        ),
        (
            {"metadata.finalizers": ["orphan", "foregroundDeletion"]},
            "1.33",
            [
                (
                    'metadata.finalizers: Invalid value: []string{"orphan", "foregroundDeletion"}: finalizer orphan '
                    "and foregroundDeletion cannot be both set"
                )
            ],
        ),
    ],
)
def test_finalizers_are_qualified_or_known(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"metadata.generation": -1},
            "1.32",
            ["metadata.generation: Invalid value: -1: must be greater than or equal to 0"],
        ),
        ({"metadata.generation": -1}, "1.33", []),
    ],
)
def test_the_server_counted_the_generations_of_pods_late(changes, version, told):
    assert pod_errors(changes, version) == told


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

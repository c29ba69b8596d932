"""References of variables and files to fields of the pod and to resources."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, volume_errors
from tests.validation.words import NAME_PART


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}]}, "1.36", []),
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "spec.host"}}}]}, "1.36", []),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels"}}}]},
            "1.36",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: '
                    '"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", '
                    '"spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"'
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "spec.containers"}}}]},
            "1.36",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.containers": error converting '
                    "fieldPath: field label not supported: spec.containers"
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.phase"}}}]},
            "1.36",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: '
                    '"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", '
                    '"spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"'
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.phase"}}}]},
            "1.27",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: '
                    '"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", '
                    '"spec.serviceAccountName", "status.hostIP", "status.podIP", "status.podIPs"'
                )
            ],
        ),
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.hostIPs"}}}]}, "1.28", []),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.hostIPs"}}}]},
            "1.27",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "status.hostIPs": error converting '
                    "fieldPath: field label not supported: status.hostIPs"
                )
            ],
        ),
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.podIPs"}}}]}, "1.16", []),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.podIPs"}}}]},
            "1.15",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "status.podIPs": error converting fieldPath: '
                    "field label not supported: status.podIPs"
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name", "apiVersion": "v2"}}}]},
            "1.36",
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: '
                    "unsupported pod version: v2"
                )
            ],
        ),
    ],
)
def test_a_variable_shows_some_fields_of_the_pod(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("path", "versions", "refused"),
    [
        ("status.hostIP", ("1.5", "1.6"), "Unsupported value"),
        ("status.hostIP", ("1.7", "1.8"), None),
        ("metadata.uid", ("1.6", "1.7"), "field label not supported"),
        ("metadata.uid", ("1.8",), None),
        ("metadata.labels['app']", ("1.7", "1.8"), "field label not supported"),
        ("metadata.labels['app']", ("1.9",), None),
    ],
)
def test_old_releases_show_fewer_fields(path, versions, refused):
    changes = {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": path}}}]}
    for version in versions:
        found = container_errors(changes, version)
        assert [refused in message for message in found] == ([True] if refused else [])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['app']"}}}]}, []),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['a b']"}}}]},
            [f'env[0].valueFrom.fieldRef: Invalid value: "a b": {NAME_PART}'],
        ),
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.annotations['A/b']"}}}]}, []),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['']"}}}]},
            [
                'env[0].valueFrom.fieldRef: Invalid value: "": name part must be non-empty',
                f'env[0].valueFrom.fieldRef: Invalid value: "": {NAME_PART}',
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name['a']"}}}]},
            [
                (
                    "env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.name['a']\": error converting "
                    "fieldPath: field label does not support subscript: metadata.name['a']"
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels[a]"}}}]},
            [
                (
                    'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.labels[a]": error converting '
                    "fieldPath: field label not supported: metadata.labels[a]"
                )
            ],
        ),
    ],
)
def test_labels_and_annotations_are_picked_by_key(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {}}}]},
            ["env[0].valueFrom.resourceFieldRef.resource: Required value"],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.gpu"}}}]},
            [
                (
                    'env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: '
                    '"limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", '
                    '"requests.ephemeral-storage", "requests.memory"'
                )
            ],
        ),
        ({"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.hugepages-2Mi"}}}]}, []),
        ({"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu"}}}]}, []),
    ],
)
def test_a_variable_shows_some_resources(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "1m"}}}]},
            [],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "3"}}}]},
            [
                (
                    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "requests.cpu": only divisor\'s '
                    "values 1m and 1 are supported with the cpu resource"
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory", "divisor": "0"}}}]},
            [],
        ),
        (
            {
                "env": [
                    {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory", "divisor": "3Mi"}}}
                ]
            },
            [
                (
                    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.memory": only divisor\'s '
                    "values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory "
                    "resource"
                )
            ],
        ),
        (
            {
                "env": [
                    {
                        "name": "A",
                        "valueFrom": {"resourceFieldRef": {"resource": "limits.ephemeral-storage", "divisor": "1Ti"}},
                    }
                ]
            },
            [],
        ),
        (
            {
                "env": [
                    {
                        "name": "A",
                        "valueFrom": {"resourceFieldRef": {"resource": "limits.hugepages-2Mi", "divisor": "1k"}},
                    }
                ]
            },
            [],
        ),
        (
            {
                "env": [
                    {
                        "name": "A",
                        "valueFrom": {"resourceFieldRef": {"resource": "limits.hugepages-2Mi", "divisor": "2"}},
                    }
                ]
            },
            [
                (
                    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.hugepages-2Mi": only '
                    "divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the "
                    "hugepages resource"
                )
            ],
        ),
    ],
)
def test_divisors_fit_their_resource(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"downwardAPI": {"items": [{"path": "x"}]}},
            ["downwardAPI: Required value: one of fieldRef and resourceFieldRef is required"],
        ),
        (
            {"downwardAPI": {"items": [{"path": "x", "fieldRef": {"fieldPath": "status.podIP"}}]}},
            [
                (
                    'downwardAPI.fieldRef.fieldPath: Unsupported value: "status.podIP": supported values: '
                    '"metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"'
                )
            ],
        ),
        ({"downwardAPI": {"items": [{"path": "x", "fieldRef": {"fieldPath": "metadata.labels"}}]}}, []),
        (
            {"downwardAPI": {"items": [{"path": "x", "resourceFieldRef": {"resource": "limits.cpu"}}]}},
            ["downwardAPI.resourceFieldRef.containerName: Required value"],
        ),
        (
            {
                "downwardAPI": {
                    "items": [
                        {
                            "path": "x",
                            "fieldRef": {"fieldPath": "metadata.name"},
                            "resourceFieldRef": {"containerName": "a", "resource": "limits.cpu"},
                        }
                    ]
                }
            },
            [
                (
                    'downwardAPI: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified '
                    "simultaneously"
                )
            ],
        ),
    ],
)
def test_a_file_shows_other_fields_and_names_its_container(changes, told):
    assert volume_errors(changes) == told

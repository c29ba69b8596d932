"""Claims made for a pod."""

from __future__ import annotations

import pytest

from tests.validation.objects import volume_errors
from tests.validation.words import LABEL_VALUE, NAME_PART, SUBDOMAIN

TEMPLATE = "spec.volumes[0].ephemeral.volumeClaimTemplate"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ephemeral": {}}, ["ephemeral.volumeClaimTemplate: Required value"]),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
                    }
                }
            },
            [],
        ),
        (
            {"ephemeral": {"volumeClaimTemplate": {"spec": {}}}},
            [
                ("ephemeral.volumeClaimTemplate.spec.accessModes: Required value: at least 1 access mode is required"),
                "ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value",
            ],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "0"}}}
                    }
                }
            },
            [('ephemeral.volumeClaimTemplate.spec.resources[storage]: Invalid value: "0": must be greater than zero')],
        ),
    ],
)
def test_a_template_is_there_and_asks_for_storage(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "metadata": {"labels": {"a": "b"}, "annotations": {"c": "d e"}},
                        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
                    }
                }
            },
            [],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "metadata": {"name": "x"},
                        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
                    }
                }
            },
            ["ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set"],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "metadata": {"labels": {"a b": "c"}, "annotations": {"A B": ""}},
                        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
                    }
                }
            },
            [
                f'ephemeral.volumeClaimTemplate.metadata.annotations: Invalid value: "A B": {NAME_PART}',
                f'ephemeral.volumeClaimTemplate.metadata.labels: Invalid value: "a b": {NAME_PART}',
            ],
        ),
    ],
)
def test_its_metadata_are_labels_and_annotations(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {"accessModes": ["rwo"], "resources": {"requests": {"storage": "1Gi"}}}
                    }
                }
            },
            [
                (
                    'ephemeral.volumeClaimTemplate.spec.accessModes: Unsupported value: "rwo": supported values: '
                    '"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"'
                )
            ],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {"accessModes": ["ReadWriteOncePod"], "resources": {"requests": {"storage": "1Gi"}}}
                    }
                }
            },
            [],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOncePod", "ReadOnlyMany"],
                            "resources": {"requests": {"storage": "1Gi"}},
                        }
                    }
                }
            },
            [
                (
                    "ephemeral.volumeClaimTemplate.spec.accessModes: Forbidden: may not use ReadWriteOncePod with "
                    "other access modes"
                )
            ],
        ),
    ],
)
def test_access_modes_are_known(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "1Gi"}},
                            "storageClassName": "A",
                            "volumeMode": "block",
                            "selector": {"matchLabels": {"a": "b c"}},
                        }
                    }
                }
            },
            [
                f'ephemeral.volumeClaimTemplate.spec.selector.matchLabels: Invalid value: "b c": {LABEL_VALUE}',
                f'ephemeral.volumeClaimTemplate.spec.storageClassName: Invalid value: "A": {SUBDOMAIN}',
                (
                    'ephemeral.volumeClaimTemplate.spec.volumeMode: Unsupported value: "block": supported values: '
                    '"Block", "Filesystem"'
                ),
            ],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "1Gi"}},
                            "volumeMode": "Block",
                        }
                    }
                }
            },
            [],
        ),
    ],
)
def test_class_and_mode_are_names(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "1Gi"}},
                            "dataSource": {"kind": "PersistentVolumeClaim", "name": "a"},
                        }
                    }
                }
            },
            [],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "1Gi"}},
                            "dataSource": {"kind": "Snapshot", "name": ""},
                        }
                    }
                }
            },
            [
                "ephemeral.volumeClaimTemplate.spec.dataSource.name: Required value",
                (
                    'ephemeral.volumeClaimTemplate.spec.dataSource: Invalid value: "Snapshot": must be '
                    "'PersistentVolumeClaim' when referencing the default apiGroup"
                ),
            ],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "1Gi"}},
                            "dataSource": {"kind": "Snapshot", "name": "a", "apiGroup": "A"},
                        }
                    }
                }
            },
            [f'ephemeral.volumeClaimTemplate.spec.dataSource.apiGroup: Invalid value: "A": {SUBDOMAIN}'],
        ),
        (
            {
                "ephemeral": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "1Gi"}},
                            "dataSourceRef": {"kind": "X", "name": "a", "apiGroup": "x.io"},
                            "dataSource": {"kind": "X", "name": "b", "apiGroup": "x.io"},
                        }
                    }
                }
            },
            [
                (
                    f'ephemeral.volumeClaimTemplate.spec: Invalid value: "{TEMPLATE}.spec.dataSource": must match '
                    "dataSourceRef"
                )
            ],
        ),
    ],
)
def test_data_sources_are_claims_or_of_a_group(changes, told):
    assert volume_errors(changes) == told

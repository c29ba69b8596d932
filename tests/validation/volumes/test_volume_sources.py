"""What the fields of a volume source must be together."""

from __future__ import annotations

import pytest

from tests.validation.objects import volume_errors
from tests.validation.words import SUBDOMAIN


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"iscsi": {"targetPortal": "a", "iqn": "iqn.2001-04.com.example:storage"}}, []),
        (
            {"iscsi": {"targetPortal": "a", "iqn": "iqn.2001-04.com.example:storage", "chapAuthSession": True}},
            ["iscsi.secretRef: Required value"],
        ),
        (
            {"iscsi": {"targetPortal": "a", "iqn": "iqn.2001-04.com.example:storage", "initiatorName": "x"}},
            ['iscsi.initiatorname: Invalid value: "x": must be valid format starting with iqn, eui, or naa'],
        ),
        (
            {"iscsi": {"targetPortal": "a", "iqn": "iqn.2001-04.com.example:storage", "initiatorName": "iqn.x"}},
            ['iscsi.initiatorname: Invalid value: "iqn.x": must be valid format'],
        ),
        (
            {
                "iscsi": {
                    "targetPortal": "a",
                    "iqn": "iqn.2001-04.com.example:storage",
                    "initiatorName": "iqn.2001-04.com.example:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                }
            },
            [],
        ),
    ],
)
def test_iscsi_wants_secrets_for_chap_and_qualified_initiators(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"fc": {}}, ["fc.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both"]),
        (
            {"fc": {"targetWWNs": ["a"], "wwids": ["b"], "lun": 1}},
            ['fc.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously'],
        ),
        ({"fc": {"targetWWNs": ["a"]}}, ["fc.lun: Required value: lun is required if targetWWNs is specified"]),
        (
            {"fc": {"targetWWNs": ["a"], "lun": 256}},
            ["fc.lun: Invalid value: 256: must be between 0 and 255, inclusive"],
        ),
        ({"fc": {"wwids": ["b"]}}, []),
    ],
)
def test_fibre_channel_has_one_kind_of_target(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"fc": {"targetWWNs": ["a"], "wwids": ["b"], "lun": 1}},
            "1.33",
            [('fc.targetWWNs: Invalid value: []string{"a"}: targetWWNs and wwids can not be specified simultaneously')],
        ),
    ],
)
def test_old_prints_of_lists(changes, version, told):
    assert volume_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"flocker": {}}, ["flocker: Required value: one of datasetName and datasetUUID is required"]),
        ({"flocker": {"datasetName": "a"}}, []),
        (
            {"flocker": {"datasetName": "a/b", "datasetUUID": "x"}},
            [
                ('flocker: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously'),
                "flocker.datasetName: Invalid value: \"a/b\": must not contain '/'",
            ],
        ),
    ],
)
def test_flocker_has_a_name_or_an_id(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"quobyte": {"volume": "v", "registry": "a:1,b:2"}}, []),
        (
            {"quobyte": {"volume": "v", "registry": "a"}},
            [('quobyte.registry: Invalid value: "a": must be a host:port pair or multiple pairs separated by commas')],
        ),
        ({"quobyte": {"volume": "v", "registry": "[::1]:7"}}, []),
        (
            {"quobyte": {"volume": "v", "registry": "a:1:2"}},
            [
                (
                    'quobyte.registry: Invalid value: "a:1:2": must be a host:port pair or multiple pairs separated '
                    "by commas"
                )
            ],
        ),
        (
            {"quobyte": {"volume": "v", "registry": "a:1", "tenant": "t" * 65}},
            ["quobyte.tenant: Required value: must be a UUID and may not exceed a length of 64 characters"],
        ),
    ],
)
def test_quobyte_has_hosts_with_ports(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"flexVolume": {"driver": "d", "options": {"a": "x"}}}, []),
        (
            {"flexVolume": {"driver": "d", "options": {"kubernetes.io/a": "x"}}},
            [
                (
                    'flexVolume.options[kubernetes.io/a]: Invalid value: "kubernetes.io/a": kubernetes.io and k8s.io '
                    "namespaces are reserved"
                )
            ],
        ),
        (
            {"flexVolume": {"driver": "d", "options": {"x.K8s.io/a": "x"}}},
            [
                (
                    'flexVolume.options[x.K8s.io/a]: Invalid value: "x.K8s.io/a": kubernetes.io and k8s.io namespaces '
                    "are reserved"
                )
            ],
        ),
        ({"flexVolume": {"driver": "d", "options": {"notk8s.io": "x"}}}, []),
    ],
)
def test_options_of_flex_volumes_leave_the_domains_of_kubernetes(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"azureDisk": {"diskName": "a", "diskURI": "https://x", "kind": "Shared"}}, []),
        (
            {"azureDisk": {"diskName": "a", "diskURI": "x", "kind": "Shared"}},
            [
                (
                    'azureDisk.diskURI: Unsupported value: "x": supported values: '
                    '"https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"'
                )
            ],
        ),
        ({"azureDisk": {"diskName": "a", "diskURI": "/subscriptions/x", "kind": "Managed"}}, []),
        (
            {"azureDisk": {"diskName": "a", "diskURI": "https://x", "kind": "Managed"}},
            [
                (
                    'azureDisk.diskURI: Unsupported value: "https://x": supported values: '
                    '"/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"'
                )
            ],
        ),
    ],
)
def test_azure_disks_are_addressed_by_kind(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"csi": {"driver": "d", "nodePublishSecretRef": {}}}, ["csi.nodePublishSecretRef.name: Required value"]),
        (
            {"csi": {"driver": "d", "nodePublishSecretRef": {"name": "A"}}},
            [f'csi.name: Invalid value: "A": {SUBDOMAIN}'],
        ),
        ({"csi": {"driver": "d", "nodePublishSecretRef": {"name": "a"}}}, []),
    ],
)
def test_secrets_of_csi_drivers_have_names(changes, told):
    assert volume_errors(changes) == told

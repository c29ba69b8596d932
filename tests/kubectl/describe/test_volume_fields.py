"""The lines of volumes that kubectl prints plainly, and how Go shows values."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubectl.describe import volume_fields, volumes
from tests.kubectl.describe.templates import volume_lines


@pytest.mark.parametrize(
    ("shown", "value", "text"),
    [
        ("text", None, ""),
        ("text", 0, "0"),
        ("number", None, "0"),
        ("number", 3, "3"),
        ("listed", None, "[]"),
        ("listed", ["a", "b"], "[a b]"),
        ("joined", None, ""),
        ("joined", ["a", "b"], "a, b"),
        ("mapped", None, "map[]"),
        ("mapped", {"b": "2", "a": "1"}, "map[a:1 b:2]"),
        ("reference", None, "nil"),
        ("reference", {}, "&LocalObjectReference{Name:,}"),
        ("reference", {"name": "s"}, "&LocalObjectReference{Name:s,}"),
        ("or_none", None, "<none>"),
        ("or_none", 0, "0"),
        ("or_none", "", ""),
    ],
)
def test_values_are_shown_as_go_shows_them(shown: str, value: Any, text: str) -> None:
    assert getattr(volume_fields, shown)(value) == text


def test_every_kind_of_volume_is_printed_in_one_way() -> None:
    assert set(volume_fields.FIELDS) | set(volumes.SPECIAL) == set(volumes.ORDER)
    assert set(volume_fields.FIELDS) & set(volumes.SPECIAL) == set()
    assert len(set(volumes.ORDER)) == len(volumes.ORDER)


@pytest.mark.parametrize("kind", volume_fields.FIELDS)
def test_an_empty_source_prints_its_type_and_every_title(kind: str) -> None:
    described, lines = volume_fields.FIELDS[kind]
    assert volume_lines(**{kind: {}}) == [
        f"    Type:\t{described}",
        *(f"    {line.title}\t{line.shown(None)}" for line in lines),
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            {"iscsi": {"targetPortal": "p:3260", "iqn": "q", "lun": 2, "portals": ["a", "b"], "chapAuthSession": True}},
            [
                "    TargetPortal:\tp:3260",
                "    IQN:\tq",
                "    Lun:\t2",
                "    ISCSIInterface\t",
                "    FSType:\t",
                "    ReadOnly:\tfalse",
                "    Portals:\t[a b]",
                "    DiscoveryCHAPAuth:\tfalse",
                "    SessionCHAPAuth:\ttrue",
                "    SecretRef:\tnil",
                "    InitiatorName:\t<none>",
            ],
        ),
        (
            {"azureDisk": {"diskName": "d", "diskURI": "u", "kind": "Managed", "cachingMode": "None"}},
            [
                "    DiskName:\td",
                "    DiskURI:\tu",
                "    Kind: \tManaged",
                "    FSType:\t",
                "    CachingMode:\tNone",
                "    ReadOnly:\tfalse",
            ],
        ),
        (
            {"awsElasticBlockStore": {"volumeID": "v", "partition": 1, "readOnly": True}},
            ["    VolumeID:\tv", "    FSType:\t", "    Partition:\t1", "    ReadOnly:\ttrue"],
        ),
        ({"image": {"reference": "r:1", "pullPolicy": "Always"}}, ["    Reference:\tr:1", "    PullPolicy:\tAlways"]),
    ],
)
def test_fields_come_in_kubectls_order_with_its_own_titles(source: dict[str, Any], lines: list[str]) -> None:
    assert volume_lines(**source)[1:] == lines

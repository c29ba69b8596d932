from __future__ import annotations

import json

import pytest

from dslint.data import schemas_folder
from dslint.kubernetes.release import parse_version
from dslint.schema.definitions import definitions
from dslint.upgrades.schemas import field_types, gate_behind, schema_changes

KINDS = {"Pod": "v1", "DaemonSet": "apps/v1"}


def texts(minor: int) -> list[str]:
    return [change.text for change in schema_changes((1, minor - 1), (1, minor))]


@pytest.mark.parametrize(
    ("minor", "text"),
    [
        (16, "metadata.initializers is no longer known"),
        (19, "spec.containers.ports.protocol also takes SCTP"),
        (21, "spec.updateStrategy.rollingUpdate.maxSurge is known (feature gate DaemonSetUpdateSurge, off by default)"),
        (24, "spec.os.name is required"),
        (27, "spec.topologySpreadConstraints.minDomains must be greater than zero"),
        (30, "spec.securityContext.appArmorProfile is known"),
        (31, "spec.resourceClaims.source is no longer known"),
        (33, "spec.securityContext.supplementalGroupsPolicy takes only Merge, Strict"),
        (35, "spec.hostnameOverride may have at most 64 characters"),
        (36, "spec.workloadRef is no longer known"),
    ],
)
def test_fields_and_values_come_and_go_with_the_published_schemas(minor: int, text: str) -> None:
    assert text in texts(minor)


def test_what_is_below_a_new_field_is_not_told_beside_it() -> None:
    told = " ".join(texts(23))
    assert "livenessProbe.grpc is known" in told
    assert "grpc.port" not in told


def test_a_minor_without_changes_has_none() -> None:
    assert texts(17) == []


def test_what_is_told_of_a_struct_agrees_with_the_table_of_its_fields() -> None:
    table = json.loads((schemas_folder() / "kubernetes-fields.json").read_text(encoding="utf-8"))["$defs"]
    told = {field: change.version for change in schema_changes((1, 20), (1, 36)) for field in change.types
            if "is known" in change.text}  # fmt: skip
    known = {f"{name.rpartition('.')[2]}.{field}": since for name, fields in table.items()
             for field, (since, _) in fields.items()}  # fmt: skip
    assert {field: known[field] for field in told} == told
    assert len(told) > 20


def test_a_struct_has_the_shortest_of_its_paths() -> None:
    found = field_types(definitions(parse_version("1.36")), KINDS)
    assert found["Container", "image"].path == "spec.containers.image"
    assert found["DaemonSetSpec", "template"].required


def test_a_field_needs_the_gate_of_the_engine() -> None:
    assert gate_behind("spec.containers.env.valueFrom.fileKeyRef") == "EnvFiles"
    assert gate_behind("spec.containers.image") == ""

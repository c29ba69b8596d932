"""Every field of the API types is in each hand-kept table of Go facts, or left out of it on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dslint.kubernetes.release import NEWEST_RECORDED, parse_version
from dslint.schema import go_names
from tests.house.hand_kept_tables import MANIFESTS, TEMPLATES, tables

TABLES = tables()
LEFT_OUT: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "left_out.yaml").read_text(encoding="utf-8")
)
NOT_RECORDED = "not recorded yet"


def left_out(table: str) -> list[str]:
    return [field for fields in LEFT_OUT.get(table, {}).values() for field in fields]


@pytest.mark.parametrize("name", TABLES)
def test_every_field_is_decided(name: str) -> None:
    """New fields come with a new minor: put each into the table or into left_out.yaml."""
    table = TABLES[name]
    assert table.fields - table.decided - set(left_out(name)) == set()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_only_fields_of_the_api(name: str) -> None:
    table = TABLES[name]
    assert table.decided - table.fields == set()
    assert set(left_out(name)) - table.fields == set(), "left_out.yaml"


@pytest.mark.parametrize("name", TABLES)
def test_a_field_is_decided_once(name: str) -> None:
    assert set(left_out(name)) & TABLES[name].decided == set()
    assert len(left_out(name)) == len(set(left_out(name)))


def test_only_tables_that_exist_leave_something_out() -> None:
    assert LEFT_OUT.keys() <= TABLES.keys()


@pytest.mark.parametrize("name", [name for name, groups in LEFT_OUT.items() if NOT_RECORDED in groups])
def test_what_waits_for_a_recording_is_newer_than_all_recordings(name: str) -> None:
    for field in LEFT_OUT[name][NOT_RECORDED]:
        assert newest_since(field) > NEWEST_RECORDED, f"{field} has been recorded: decide about it"


def newest_since(name: str) -> tuple[int, int]:
    """The minor in which a field came; of `Struct.field` that of the struct's, else the latest of that name."""
    struct, _, field = name.rpartition(".")
    found = [
        parse_version(since[field])
        for types in (MANIFESTS, TEMPLATES)
        for full, since in types.since.items()
        if field in since and struct in ("", types.short(full))
    ]
    return max(found)


def test_embedded_structs_hold_what_their_type_embeds() -> None:
    assert MANIFESTS.of("EphemeralContainer") - {"targetContainerName"} == MANIFESTS.of("Container")
    for struct in ("EphemeralContainer", "Volume"):
        _, own = go_names._EMBEDDED[struct]
        assert own <= MANIFESTS.of(struct)


def test_structs_that_refer_to_an_object_by_name_are_listed() -> None:
    """ConfigMaps and Secrets are named through an embedded LocalObjectReference."""
    optional = {
        TEMPLATES.short(name) for name, fields in TEMPLATES.structs.items() if {"name", "optional"} <= {*fields}
    }
    assert optional - {"ClusterTrustBundleProjection"} <= go_names._WITH_REFERENCE
    assert {MANIFESTS.short(name) for name in MANIFESTS.structs} >= go_names._WITH_REFERENCE


def test_a_new_field_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    struct = "core.v1.SecurityContext"
    monkeypatch.setitem(TEMPLATES.structs, struct, {**TEMPLATES.structs[struct], "brandNew": {"type": "string"}})
    monkeypatch.setitem(TEMPLATES.since, struct, {**TEMPLATES.since[struct], "brandNew": "1.37"})
    changed = tables()
    noticed = [name for name, table in changed.items() if table.fields - TABLES[name].fields]
    assert noticed == [
        "validation/pod/internal_types.py: PLAIN_FIELDS",
        "kubernetes/gated_fields.py: GATED",
        "validation/pod/operating_system.py: container",
        "kubernetes/stored_template.py: POINTERS",
    ]

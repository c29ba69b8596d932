from __future__ import annotations

import pytest

from dslint.edit.manifest_lines import entry_at, lines_of
from dslint.edit.open_places import Place, disagreements, is_open_for, place_at
from dslint.schema.definitions import definitions

KNOWN = definitions((1, 36))


def place(definition: str, path: tuple[str | int, ...] = ()) -> Place:
    return place_at(KNOWN, {"$ref": f"#/$defs/{definition}"}, path, 0, 0)


def below(definition: str, field: str) -> Place:
    schema = KNOWN.below({"$ref": f"#/$defs/{definition}"}, field)
    assert schema is not None
    return place_at(KNOWN, schema, (field,), 0, 0)


def test_a_struct_takes_its_fields_once():
    container = place("core.v1.Container")
    assert container.has_field("image")
    assert not container._replace(keys=frozenset({"image"})).has_field("image")
    assert not container.has_field("hostNetwork")


def test_limits_take_the_names_of_resources_and_labels_take_any_key():
    limits = below("core.v1.ResourceRequirements", "limits")
    assert limits.has_field("memory")
    assert limits.has_field("example.com/gpu")
    assert not limits.has_field("volumeMounts")
    assert below("meta.v1.ObjectMeta", "labels").has_field("anything")


def test_a_container_without_image_and_an_object_without_name_lack_something():
    assert place("core.v1.Container")._replace(keys=frozenset({"name"})).missing == 1
    assert place("meta.v1.ObjectMeta", ("metadata",)).missing == 1
    assert place("meta.v1.ObjectMeta", ("spec", "template", "metadata")).missing == 0


def test_nobody_means_a_label_with_the_name_of_a_field_that_is_open():
    selector, spec = below("core.v1.PodSpec", "nodeSelector"), place("core.v1.PodSpec")
    assert selector.is_never("hostNetwork", "x", [spec])
    assert not selector.is_never("disktype", "ssd", [spec])
    assert selector.is_seldom("hostname", [spec])
    assert not selector.is_seldom("name", [place("meta.v1.ObjectMeta")])


@pytest.mark.parametrize(
    ("definition", "field", "text", "expected"),
    [
        ("core.v1.Container", "image", "image: a", 0),
        ("core.v1.Container", "image", "image: 8", 2),
        ("core.v1.Container", "image", "image: {}", None),
        ("core.v1.Container", "args", "args: a", None),
        ("core.v1.Container", "args", "args: [a]", 0),
        ("core.v1.PodSpec", "hostNetwork", "hostNetwork: yes", 0),
        ("core.v1.PodSpec", "hostNetwork", "hostNetwork: 'yes'", 2),
        ("core.v1.Container", "securityContext", "securityContext:", 0),
        ("core.v1.Container", "securityContext", "securityContext: *same", 0),
    ],
)
def test_a_value_suits_a_type_or_does_not(definition, field, text, expected):
    schema, found = KNOWN.below({"$ref": f"#/$defs/{definition}"}, field), entry_at(lines_of(text), 0)
    assert schema is not None
    assert found is not None
    assert disagreements(KNOWN, schema, found) == expected


def test_a_list_begins_with_an_item_and_a_map_with_a_key():
    item, key = entry_at(lines_of("- name: a"), 0), entry_at(lines_of("name: a"), 0)
    assert item is not None
    assert key is not None
    schema = KNOWN.below({"$ref": "#/$defs/core.v1.PodSpec"}, "containers")
    assert schema is not None
    assert is_open_for(KNOWN, schema, item)
    assert not is_open_for(KNOWN, schema, key)

from __future__ import annotations

import json
from typing import Any

from dslint.kubernetes.release import NEWEST, OLDEST
from dslint.schema.decoded_types import decoded_types
from dslint.schema.definitions import definitions

VERSIONS = (OLDEST, (1, 12), (1, 15), (1, 16), NEWEST)
CONSTRAINTS = ("allOf", "propertyNames")


def constraints(schema: Any) -> list[Any]:
    """What a definition asks of values beyond their types."""
    if not isinstance(schema, dict):
        return []
    found = [schema[key] for key in CONSTRAINTS if key in schema]
    inner = [*schema.get("properties", {}).values(), schema.get("items"), schema.get("additionalProperties")]
    return found + [one for each in inner for one in constraints(each)]


def asks_for_types(constraint: Any, names: set[str]) -> bool:
    """Whether it would report a wrong type as such: under `not` and `anyOf`, the error is another one."""
    if isinstance(constraint, list):
        return any(asks_for_types(one, names) for one in constraint)
    plain = {key: one for key, one in constraint.items() if key not in ("not", "anyOf")}
    named = plain.get("$ref", "").rpartition("/")[2] in names
    return "type" in plain or named or asks_for_types(plain.get("allOf", []), names)


def test_constraints_never_ask_for_a_type_so_that_the_decoder_does_not_see_them() -> None:
    for version in (VERSIONS[0], VERSIONS[-1]):
        by_name = definitions(version).by_name
        names = {name for name, schema in by_name.items() if "type" in schema}
        every = [one for schema in by_name.values() for one in constraints(schema)]
        assert every
        assert not [json.dumps(one) for one in every if asks_for_types(one, names)]


def test_a_version_that_lacks_a_field_is_alike_below_another_root_and_without_the_constraints() -> None:
    roots = tuple("apps.v1.DaemonSet" if one >= (1, 9) else "extensions.v1beta1.DaemonSet" for one in VERSIONS)
    types = decoded_types("apps.v1.DaemonSet", NEWEST, VERSIONS, roots)
    container = {"name": "agent", "env": [{"name": "1st"}], "startupProbe": {}}
    value = {"spec": {"selector": {}, "template": {"spec": {"containers": [container]}}}}
    found: list[Any] = []
    assert types.without_lacking(types.everyone, value, "apps.v1.DaemonSet", (), found) == types.everyone
    ((path, lacking),) = found
    assert path == ("spec", "template", "spec", "containers", 0, "startupProbe")
    assert lacking == 0b00111

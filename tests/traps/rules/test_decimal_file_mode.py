"""File modes in decimal."""

from __future__ import annotations

import pytest

from tests.traps.volumes import SPEC, fields_with_volume

CODE = "DS535"


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ({"configMap": {"name": "x", "defaultMode": 400}}, "configMap.defaultMode"),
        ({"secret": {"secretName": "x", "defaultMode": 440}}, "secret.defaultMode"),
        ({"configMap": {"name": "x", "items": [{"key": "k", "path": "p", "mode": 444}]}}, "configMap.items[0].mode"),
        (
            {"projected": {"sources": [{"secret": {"name": "x", "items": [{"key": "k", "path": "p", "mode": 400}]}}]}},
            "projected.sources[0].secret.items[0].mode",
        ),
        ({"configMap": {"name": "x", "defaultMode": 0o400}}, None),
        ({"configMap": {"name": "x", "defaultMode": 420}}, None),
        ({"configMap": {"name": "x"}}, None),
    ],
)
def test_modes_are_octal(source, path):
    assert fields_with_volume(CODE, source, {}) == ([f"{SPEC}.volumes[0].{path}"] if path else [])

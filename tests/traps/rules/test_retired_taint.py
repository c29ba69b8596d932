"""Tolerations of taints that no node has any more."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import FIELD, NOT_READY, exists, fields_with_tolerations

CODE = "DS518"


@pytest.mark.parametrize(("version", "told"), [("1.36", True), ("1.14", True), ("1.13", False)])
def test_taints_of_old_versions_are_gone(version, told):
    for key in ("node.alpha.kubernetes.io/notReady", "node.kubernetes.io/out-of-disk"):
        assert fields_with_tolerations(CODE, [exists(key)], version) == [f"{FIELD}[0].key"] * told
    assert fields_with_tolerations(CODE, [exists(NOT_READY)], version) == []

"""Deprecated node labels under their current names."""

from __future__ import annotations

import pytest

from dslint.findings import Edit, Operation
from dslint.validation.scheduling.label_fixes import RENAMED, fix_of_key, fix_of_selector
from dslint.validation.scheduling.scheduling_warnings import DEPRECATED_LABELS

OLD, NEW = "beta.kubernetes.io/os", "kubernetes.io/os"
MASTER = "node-role.kubernetes.io/master"
PATH = ("spec", "nodeSelector", OLD)


@pytest.mark.parametrize(
    ("selector", "edit"),
    [
        ({OLD: "linux"}, Edit(Operation.RENAME, PATH, NEW)),
        ({OLD: "linux", NEW: "linux"}, Edit(Operation.REMOVE, PATH)),
        ({OLD: "linux", NEW: "windows"}, None),
    ],
)
def test_a_key_of_a_node_selector_gets_its_current_name(selector, edit):
    fix = fix_of_selector(OLD, selector, PATH)
    assert (fix and fix.edits) == ((edit,) if edit else None)


def test_a_key_of_an_expression_is_a_value():
    fix = fix_of_key("failure-domain.beta.kubernetes.io/zone", ("spec", "key"))
    assert fix.edits == (Edit(Operation.SET, ("spec", "key"), "topology.kubernetes.io/zone"),)
    assert (fix.since, fix.safe) == ("1.17", True)


def test_the_label_of_the_control_plane_selects_other_nodes_where_they_have_only_one():
    fix = fix_of_selector(MASTER, {MASTER: ""}, ("spec", "nodeSelector", MASTER))
    assert (fix.since, fix.safe) == ("1.20", False)


def test_each_label_that_the_server_replaces_has_its_fix():
    replaced = {key for key, message in DEPRECATED_LABELS.items() if 'use "' in message}
    assert replaced == set(RENAMED)
    assert all(f'use "{new.name}"' in DEPRECATED_LABELS[key] for key, new in RENAMED.items())
    assert fix_of_key("app.kubernetes.io/created-by", ()) is None
    assert fix_of_selector("app.kubernetes.io/created-by", {}, ()) is None

"""Annotations that hold a field of the pod's spec."""

from __future__ import annotations

import pytest

from dslint.findings import Edit, Operation
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode
from dslint.traps.support.annotation_fixes import fix_of_annotation
from dslint.traps.support.workload import Workload
from tests.traps.workloads import DAEMONSET, changed

KEY = "scheduler.alpha.kubernetes.io/tolerations"
SPEC = ("spec", "template", "spec")
REMOVAL = Edit(Operation.REMOVE, ("spec", "template", "metadata", "annotations", KEY))


def fix(text, field, spec=None):
    changes = {f"pod.{key}": value for key, value in (spec or {}).items()}
    value = changed(DAEMONSET, {"spec.template.metadata.annotations": {KEY: text}, **changes})
    written = decode(value, Release.of("1.36")).value
    return fix_of_annotation(Workload.of(written, written), KEY, field)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ('[{"key": "dedicated", "operator": "Exists"}]', "tolerations", [{"key": "dedicated", "operator": "Exists"}]),
        ('{"nodeAffinity": {}}', "affinity", {"nodeAffinity": {}}),
        ("other-scheduler", "schedulerName", "other-scheduler"),
    ],
)
def test_what_the_annotation_holds_becomes_the_field(text, field, value):
    found = fix(text, field)
    assert found.edits == (Edit(Operation.SET, (*SPEC, field), value), REMOVAL)
    assert (found.safe, found.since) == (False, "1.6")


def test_a_field_that_is_set_stays_and_the_annotation_goes():
    found = fix("[]", "tolerations", {"tolerations": [{"operator": "Exists"}]})
    assert (found.edits, found.safe) == ((REMOVAL,), True)


@pytest.mark.parametrize(
    ("text", "field"), [("[", "tolerations"), ("{}", "tolerations"), ("[1]", "tolerations"), ("[]", "affinity")]
)
def test_an_annotation_that_is_not_the_json_of_the_field_is_left(text, field):
    assert fix(text, field) is None


def test_an_empty_annotation_just_goes():
    assert fix("", "tolerations").edits == (REMOVAL,)
    assert fix("[]", "tolerations").edits == (REMOVAL,)

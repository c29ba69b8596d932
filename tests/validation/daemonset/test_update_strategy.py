"""Update strategies of DaemonSets."""

from __future__ import annotations

import pytest

from tests.fixing import DAEMONSET, mended
from tests.validation.objects import daemonset_errors
from tests.validation.words import PERCENT


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.updateStrategy": {"type": "Recreate"}},
            "1.36",
            [
                (
                    'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported '
                    'values: "RollingUpdate", "OnDelete"'
                )
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "Recreate"}},
            "1.33",
            [
                (
                    'spec.updateStrategy: Unsupported value: apps.DaemonSetUpdateStrategy{Type:"Recreate", '
                    'RollingUpdate:(*apps.RollingUpdateDaemonSet)(nil)}: supported values: "RollingUpdate", "OnDelete"'
                )
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "Recreate", "rollingUpdate": {"maxSurge": "5%"}}},
            "1.36",
            [
                (
                    'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":{"MaxUnavailable":0,'
                    '"MaxSurge":"5%"}}: supported values: "RollingUpdate", "OnDelete"'
                )
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "Recreate", "rollingUpdate": {"maxUnavailable": ""}}},
            "1.36",
            [
                (
                    'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":{"MaxUnavailable":"",'
                    '"MaxSurge":0}}: supported values: "RollingUpdate", "OnDelete"'
                )
            ],
        ),
        ({"spec.updateStrategy": {"type": "OnDelete"}}, "1.36", []),
        ({"spec.updateStrategy": {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": -1}}}, "1.36", []),
        ({"spec.updateStrategy": {}}, "1.36", []),
    ],
)
def test_types_are_two(changes, version, told):
    assert daemonset_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}}}, "1.36", []),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": -1}}},
            "1.36",
            [
                (
                    "spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: -1: must be greater than or "
                    "equal to 0"
                )
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "50"}}},
            "1.36",
            [f'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "50": {PERCENT}'],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "50"}}},
            "1.33",
            [
                (
                    f"spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{{Type:1, "
                    f'IntVal:0, StrVal:"50"}}: {PERCENT}'
                )
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "x"}}},
            "1.36",
            [
                f'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "x": {PERCENT}',
                "spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0",
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "101%"}}},
            "1.36",
            [
                (
                    'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater '
                    "than 100%"
                )
            ],
        ),
        (
            {
                "spec.updateStrategy": {
                    "type": "RollingUpdate",
                    "rollingUpdate": {"maxUnavailable": 0, "maxSurge": "200%"},
                }
            },
            "1.36",
            ['spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: "200%": must not be greater than 100%'],
        ),
    ],
)
def test_budgets_are_numbers_or_percentages(changes, version, told):
    assert daemonset_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0}}},
            "1.36",
            ["spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0"],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0}}},
            "1.21",
            [
                (
                    "spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:0, "
                    'IntVal:0, StrVal:""}: cannot be 0'
                )
            ],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}},
            "1.36",
            [],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}},
            "1.21",
            [
                (
                    "spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:0, "
                    'IntVal:0, StrVal:""}: cannot be 0'
                )
            ],
        ),
        (
            {
                "spec.updateStrategy": {
                    "type": "RollingUpdate",
                    "rollingUpdate": {"maxUnavailable": 1, "maxSurge": "0%"},
                }
            },
            "1.36",
            [],
        ),
        (
            {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1}}},
            "1.36",
            [
                (
                    "spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable "
                    "is non-zero"
                )
            ],
        ),
        (
            {
                "spec.updateStrategy": {
                    "type": "RollingUpdate",
                    "rollingUpdate": {"maxUnavailable": "0%", "maxSurge": 0},
                }
            },
            "1.36",
            ["spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0"],
        ),
    ],
)
def test_one_budget_is_more_than_nothing_and_the_other_is_not(changes, version, told):
    assert daemonset_errors(changes, version) == told


@pytest.mark.parametrize("amount", ["9" * 5000, "-" + "9" * 5000, "0" * 5000, "9" * 5000 + "%", "0" * 5000 + "%"])
def test_a_number_of_thousands_of_digits_is_read_as_go_reads_it(amount):
    changes = {"spec.updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": amount}}}
    told = daemonset_errors(changes, "1.36")
    is_zero = not amount.strip("0%")
    assert ("cannot be 0 when maxSurge is 0" in told[-1]) is is_zero


def test_a_type_in_other_case_is_written_as_the_server_knows_it() -> None:
    more = "  updateStrategy: {type: rollingupdate}\n"
    text = DAEMONSET.replace("  template:", f"{more}  template:")
    assert mended("DS203", text) == text.replace("rollingupdate", "RollingUpdate")

"""One suppression: the rules that it names, the findings that it covers, and its last day."""

from __future__ import annotations

from datetime import date

import pytest

from dslint.findings import Origin
from dslint.policy.suppressions.suppression import Suppression, SuppressionError, last_day, reason_and_day, rule_list
from dslint.policy.suppressions.suppression_check import UNUSED, finding_of

OWN = {"ACME001": "latest-image", "ACME010": "old-image"}


def names(rule: str, code: str, origin: Origin = Origin.TRAP) -> bool:
    finding = finding_of(UNUSED, "", "a.yaml", None)._replace(code=code, origin=origin)
    return Suppression((rule,), lambda _: True, user_rules=OWN).names(finding)


@pytest.mark.parametrize(
    ("rule", "code", "named"),
    [
        ("DS301", "DS301", True),
        ("ds301", "DS301", True),
        ("deprecated-node-label", "DS301", True),
        ("DS3", "DS301", True),
        ("DS", "DS301", True),
        ("DS30", "DS310", False),
        ("DS302", "DS301", False),
        ("ACME", "ACME001", True),
        ("ACME00", "ACME001", True),
        ("ACME00", "ACME010", False),
        ("AC", "ACME001", False),
        ("latest-image", "ACME001", True),
    ],
)
def test_a_rule_is_named_by_code_name_or_beginning(rule: str, code: str, named: bool) -> None:
    assert names(rule, code) is named


@pytest.mark.parametrize("origin", Origin)
def test_what_kubernetes_refuses_is_named_by_code_and_never_by_a_beginning(origin: Origin) -> None:
    refuses = origin in (Origin.READER, Origin.SCHEMA, Origin.API_SERVER, Origin.KUBELET)
    assert names("DS2", "DS231", origin) is not refuses
    assert names("DS231", "DS231", origin)


def test_an_unknown_rule_is_kept_with_what_is_near() -> None:
    suppression = Suppression(("selector-mismatsh", "DS301"), lambda _: True)
    (said,) = suppression.unknown
    assert "did you mean selector-mismatch" in said


def test_a_finding_is_silenced_if_it_is_named_and_covered() -> None:
    finding = finding_of(UNUSED, "", "a.yaml", None)
    assert Suppression(("DS9",), lambda one: one.file == "a.yaml").silences(finding)
    assert not Suppression(("DS9",), lambda one: one.file == "b.yaml").silences(finding)
    assert not Suppression(("DS8",), lambda _: True).silences(finding)


@pytest.mark.parametrize(("today", "expired"), [((2027, 1, 30), False), ((2027, 1, 31), False), ((2027, 2, 1), True)])
def test_the_last_day_still_holds(today: tuple[int, int, int], expired: bool) -> None:
    assert Suppression(("DS9",), lambda _: True, until=date(2027, 1, 31)).expired(date(*today)) is expired
    assert not Suppression(("DS9",), lambda _: True).expired(date(*today))


@pytest.mark.parametrize(
    ("text", "reason", "until"),
    [
        ("kept for now", "kept for now", None),
        ("kept until=2027-01-31 for now", "kept  for now", date(2027, 1, 31)),
        ("until=2027-01-31", "", date(2027, 1, 31)),
        ("valuntil=2027-01-31", "valuntil=2027-01-31", None),
    ],
)
def test_a_reason_may_hold_the_last_day(text: str, reason: str, until: date | None) -> None:
    assert reason_and_day(text) == (reason, until)


@pytest.mark.parametrize("text", ["soon", "2027-02-29", "31.01.2027", ""])
def test_an_invalid_date_is_an_error(text: str) -> None:
    with pytest.raises(SuppressionError, match=f"until={text} is not a valid date; write until=2027-01-31"):
        last_day(text)


def test_commas_separate_rules() -> None:
    assert rule_list(" DS601, host-network ,,") == ("DS601", "host-network")

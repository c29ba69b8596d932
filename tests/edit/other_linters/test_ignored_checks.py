from __future__ import annotations

import pytest

from dslint.edit.other_linters.checks import CHECKOV, KUBE_LINTER
from dslint.edit.other_linters.ignored_checks import Check, Ignored, all_of, codes_of
from dslint.edit.other_linters.linter import Linter


def ignored(linter: Linter, *names: str) -> Ignored:
    return Ignored(linter, "f", tuple(Check(name, line) for line, name in enumerate(names, start=1)))


def test_a_rule_about_all_requests_is_ignored_only_with_all_of_its_checks():
    assert codes_of(ignored(KUBE_LINTER, "unset-cpu-requirements"))[0] == ("DS631",)
    both = ignored(KUBE_LINTER, "unset-cpu-requirements", "unset-memory-requirements")
    assert codes_of(both)[0] == ("DS630", "DS631", "DS632", "DS633")


def test_a_glob_stands_for_all_checks_that_it_matches():
    codes, left = codes_of(ignored(CHECKOV, "CKV_K8S_1*"))
    assert {"DS521", "DS601", "DS608"} & {*codes} == {"DS601", "DS608"}
    assert left == []


@pytest.mark.parametrize(
    ("name", "why", "lost"),
    [
        ("no-liveness-probe", "dslint does not check this", False),
        ("drop-net-raw-capability", "DS619 finds much more; ignore it where it should not be reported", True),
        ("mismatching-selector", "what it finds is rejected by the API server (DS231)", True),
        ("nosuch", "not a check of kube-linter that dslint knows", True),
    ],
)
def test_what_has_no_rule_is_left_with_its_line_and_the_reason(name: str, why: str, lost: bool):
    codes, (left,) = codes_of(ignored(KUBE_LINTER, "host-network", name))
    assert codes == ("DS601",)
    assert left == ("f", 2, f"kube-linter: {name}", why, lost)


def test_an_entry_has_only_what_is_given():
    one = ignored(KUBE_LINTER, "host-network")
    assert one.is_everywhere
    assert one.entry(["DS601"]) == {"rules": ["DS601"]}
    narrow = one._replace(reason="r", names=("a*",), until="2027-01-31")
    assert not narrow.is_everywhere
    assert narrow.entry(["DS601"]) == {"rules": ["DS601"], "names": ["a*"], "reason": "r", "until": "2027-01-31"}


def test_all_checks_of_a_linter_are_those_with_a_rule():
    codes, left = codes_of(Ignored(KUBE_LINTER, "f", all_of(KUBE_LINTER, 3)))
    assert {"DS601", "DS630", "DS652"} <= {*codes}
    assert left == []

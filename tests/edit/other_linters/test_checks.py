from __future__ import annotations

import pytest

from dslint.edit.other_linters.checks import CHECKOV, KUBE_LINTER, LINTERS, TRIVY
from dslint.edit.other_linters.linter import Linter
from dslint.findings import REFUSING
from dslint.policy import catalogue

each_linter = pytest.mark.parametrize("linter", LINTERS, ids=lambda linter: linter.name)


@each_linter
def test_checks_are_covered_by_rules_that_the_api_server_does_not_decide(linter: Linter):
    codes = {code for rules in linter.rules.values() for code in rules} | {*linter.partly.values(), *linter.together}
    assert not {code for code in codes if catalogue.rule(code).origin in REFUSING}
    assert all(catalogue.rule(code).origin in REFUSING for code in linter.rejected.values())


@each_linter
def test_each_check_is_in_one_table(linter: Linter):
    tables = (linter.rules, linter.partly, linter.rejected, linter.unchecked)
    assert sum(map(len, tables)) == len(linter.all_checks)
    assert linter.defaults <= linter.all_checks
    assert all(checks <= linter.rules.keys() for checks in linter.together.values())
    assert all(linter.plain(name) == name for name in linter.all_checks)


@pytest.mark.parametrize("name", ["AVD-KSV-0009", "KSV009", "ksv-0009", "KSV-9"])
def test_a_check_of_trivy_has_many_names(name: str):
    assert TRIVY.plain(name) == "KSV-0009"


def test_names_of_other_linters_stay():
    assert TRIVY.plain("CVE-2020-1") == "CVE-2020-1"
    assert TRIVY.plain("KSV-" + "1" * 5000) == "KSV-" + "1" * 5000
    assert CHECKOV.plain("ckv_k8s_16 ") == "CKV_K8S_16"
    assert KUBE_LINTER.plain("host-network") == "host-network"

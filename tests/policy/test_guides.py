from __future__ import annotations

import re

import pytest

from dslint.policy import catalogue
from dslint.policy.guides import guide, guides


def test_both_ways_between_daemonset_and_static_pod_have_a_guide() -> None:
    assert guides() == ("daemonset-to-static-pod", "static-pod-to-daemonset")


@pytest.mark.parametrize("name", guides())
def test_a_guide_names_rules_that_exist(name: str) -> None:
    codes = set(re.findall(r"DS\d{3}", guide(name)))
    assert codes <= set(catalogue.names())


def test_a_guide_that_does_not_exist_is_not_a_guide() -> None:
    with pytest.raises(LookupError):
        guide("no-such-guide")

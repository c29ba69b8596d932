"""What a finding stands for."""

from __future__ import annotations

from dslint.findings import Folded, FoldedRule, json_form


def test_what_is_folded_is_counted_by_rule_and_in_all() -> None:
    folded = Folded("metrics-agent", (FoldedRule("DS601", "host-network", 1), FoldedRule("DS604", "host-path", 3)))
    assert folded.count == 4
    assert json_form(folded) == {
        "profile": "metrics-agent",
        "count": 4,
        "rules": [
            {"code": "DS601", "name": "host-network", "count": 1},
            {"code": "DS604", "name": "host-path", "count": 3},
        ],
    }

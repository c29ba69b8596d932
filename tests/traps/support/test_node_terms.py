"""Requirements of one label that a node can meet together, or cannot."""

from __future__ import annotations

import pytest

from dslint.kubernetes.selectors import Requirement
from dslint.traps.support.node_terms import satisfiable
from tests.traps.node_affinity import expression


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["a In x"], True),
        (["a In x y", "a In y z"], True),
        (["a In x", "a In y"], False),
        (["a In x", "a NotIn x"], False),
        (["a In x y", "a NotIn x"], True),
        (["a Exists", "a DoesNotExist"], False),
        (["a In x", "a DoesNotExist"], False),
        (["a NotIn x", "a DoesNotExist"], True),
        (["a NotIn x", "a Exists"], True),
        (["a Gt 5", "a Lt 7"], True),
        (["a Gt 5", "a Lt 6"], False),
        (["a Gt 5", "a Lt 5"], False),
        (["a Gt 5", "a DoesNotExist"], False),
        (["a Gt 5", "a In 3 9"], True),
        (["a Gt 5", "a In 3 5"], False),
        (["a Gt 5", "a In many"], False),
        (["a Gt 5", "a NotIn 6", "a Lt 7"], True),
    ],
)
def test_requirements_of_one_key_exclude_each_other_or_not(texts, expected):
    assert satisfiable([Requirement.of(expression(text)) for text in texts]) is expected

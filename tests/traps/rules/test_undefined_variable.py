"""$(NAME) of a variable that is not defined before it is used."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS547"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"args": ["--node=$(NODE)"]}, ["args[0]"]),
        ({"command": ["x", "$(NODE)"]}, ["command[1]"]),
        ({"args": ["$$(NODE)"]}, []),
        ({"args": ["$$$(NODE)"]}, ["args[0]"]),
        ({"args": ["$(hostname) ${NODE} $NODE"]}, []),
        ({"args": ["$(NODE)"], "env": [{"name": "NODE", "value": "x"}]}, []),
        ({"args": ["$(NODE)"], "envFrom": [{"configMapRef": {"name": "x"}}]}, []),
        ({"args": ["$(KUBERNETES_SERVICE_HOST):$(STORE_SERVICE_PORT_HTTP) $(STORE_PORT_80_TCP_ADDR)"]}, []),
        ({"env": [{"name": "A", "value": "$(B)"}, {"name": "B", "value": "x"}]}, ["env[0].value"]),
        ({"env": [{"name": "B", "value": "x"}, {"name": "A", "value": "$(B)"}]}, []),
        ({"env": [{"name": "PATH", "value": "$(PATH):/x"}]}, []),
        ({"env": [{"name": "A", "value": "$(B)"}]}, ["env[0].value"]),
    ],
)
def test_variables_are_defined_before_they_are_used(changes, fields):
    assert fields_of_container(CODE, {f"container.{key}": value for key, value in changes.items()}) == fields

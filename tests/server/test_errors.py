from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pygls.exceptions import JsonRpcException

from dslint.server.checks import CheckError
from dslint.server.errors import guarded, refused


def failing(error: Exception) -> Any:
    def handler() -> None:
        raise error

    return handler


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (CheckError("no such version"), "dslint: no such version"),
        (refused("not open"), "dslint: not open"),
        (KeyError("x"), "dslint: an error in dslint itself: KeyError: 'x'"),
    ],
)
def test_every_error_is_an_answer_without_a_traceback(error: Exception, message: str) -> None:
    async def wait() -> None:
        raise error

    for call in (guarded(failing(error)), lambda: asyncio.run(guarded(wait)())):
        with pytest.raises(JsonRpcException) as raised:
            call()
        assert raised.value.message == message
        assert raised.value.data is None

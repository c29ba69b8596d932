"""Errors as answers in one line: an editor shows them to people."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from dslint.server.checks import CheckError


def refused(message: str) -> JsonRpcException:
    """An answer that says why there is none."""
    return JsonRpcException(f"dslint: {message}", types.LSPErrorCodes.RequestFailed.value)


def outdated() -> JsonRpcException:
    """An answer to a question about a text that has changed since. Editors do not show it."""
    return JsonRpcException("dslint: the text has changed since", types.LSPErrorCodes.ContentModified.value)


def guarded(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The handler of a message, plain or async, that raises nothing else."""

    @functools.wraps(handler)
    def call(*arguments: Any) -> Any:
        try:
            return handler(*arguments)
        except Exception as error:
            raise _answer(error) from error

    @functools.wraps(handler)
    async def wait(*arguments: Any) -> Any:
        try:
            return await handler(*arguments)
        except Exception as error:
            raise _answer(error) from error

    return wait if inspect.iscoroutinefunction(handler) else call


def _answer(error: Exception) -> JsonRpcException:
    if isinstance(error, JsonRpcException):
        return error
    if isinstance(error, CheckError):
        return refused(str(error))
    return JsonRpcException(f"dslint: an error in dslint itself: {type(error).__name__}: {error}")

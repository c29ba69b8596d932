"""The CEL library: cel-expr-python, an extra of the distribution. This file alone imports it, when it is needed."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

EXTRA = "pip install 'kube-dslint[admission]'"
OLDEST = (3, 11)
"""The first Python that the library has wheels for."""


MODULE = "cel_expr_python"


class MissingLibraryError(ImportError):
    """The library is not installed. The text says what to install."""


@lru_cache(maxsize=1)
def library() -> Any:
    """The module of the library. Raises MissingLibraryError."""
    try:
        from cel_expr_python import cel
    except ImportError:
        raise MissingLibraryError(_instead(), name=MODULE) from None
    return cel


def extensions() -> list[Any]:
    """The library's own extensions that the API server has too: strings, version 2, and optional values."""
    library()
    from cel_expr_python.ext import ext_optional, ext_strings

    return [ext_strings.ExtStrings(2), ext_optional.ExtOptional()]


def _instead() -> str:
    if sys.version_info < OLDEST:
        version = ".".join(map(str, sys.version_info[:2]))
        return (
            f"admission policies need the CEL library cel-expr-python, which needs Python 3.11 or later, and this is"
            f" Python {version}; use a later Python, and install the library with {EXTRA}"
        )
    return f"admission policies need the CEL library cel-expr-python, which is not installed; run {EXTRA}"

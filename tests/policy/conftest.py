from __future__ import annotations

from tests.cli.conftest import dslint

__all__ = ["dslint"]

"""dslint's version, in a file of its own, which imports nothing."""

from __future__ import annotations

__version__ = "0.1.0"

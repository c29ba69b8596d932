"""What tests of admission policies need: the CEL library, which has no release for Python 3.10."""

from __future__ import annotations

import sys

import pytest

NEEDS_CEL = pytest.mark.skipif(sys.version_info < (3, 11), reason="the CEL library needs Python 3.11 or later")

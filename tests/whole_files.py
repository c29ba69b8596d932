"""Which tests one process runs: those of a file that makes an environment stay together, and make it once.

pytest-xdist's own groups (`xdist_group`) have no effect with pytest 9.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/house/test_hooks.py", "tests/house/test_wheel.py")


class WholeFiles(LoadScopeScheduling):
    """Sends each test to a process that has nothing to do, and the tests of TOGETHER by file."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid

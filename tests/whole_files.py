"""Which tests one process runs: those that share an environment, a server or a browser stay together, and make it once.

pytest-xdist's own groups (`xdist_group`) have no effect with pytest 9.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/house/test_hooks.py",
    "tests/house/test_image.py",
    "tests/house/test_wheel.py",
    "tests/server/test_features.py",
    "tests/editors/test_vscode.py",
    "tests/browser/",
)
"""Files, and folders with a slash at the end."""


class WholeFiles(LoadScopeScheduling):
    """Sends each test to a process that has nothing to do, and those of an entry of TOGETHER at once."""

    def _split_scope(self, nodeid: str) -> str:
        return next((together for together in TOGETHER if nodeid.startswith(together)), nodeid)

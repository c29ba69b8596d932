"""Which tests one process runs: those that share something that takes long to make stay together, and make it once.

pytest-xdist's own groups (`xdist_group`) have no effect with pytest 9.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

TOGETHER = (
    "tests/faults/test_writes.py",
    "tests/house/test_hooks.py",
    "tests/house/test_image.py",
    "tests/house/test_wheel.py",
    "tests/server/test_features.py",
    "tests/editors/test_vscode.py",
    "tests/browser/",
)
"""Files, and folders with a slash at the end."""


class WholeFiles(LoadScopeScheduling):
    """Sends each test to a process that has nothing to do, and those of an entry of TOGETHER at once.

    The class it inherits from looks through all tests that a process was ever given whenever one ends, and through all
    tests there are for the place of the next: with 20,000 tests, half of the time goes there.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((together for together in TOGETHER if nodeid.startswith(together)), nodeid)

    def add_node_collection(self, node: WorkerController, collection: list[str]) -> None:
        super().add_node_collection(node, collection)
        self._places = {nodeid: place for place, nodeid in enumerate(collection)}

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        super().mark_test_complete(node, item_index, duration)
        given = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(given[scope].values()):
            del given[scope]

    def _assign_work_unit(self, node: WorkerController) -> None:
        scope, unit = self.workqueue.popitem(last=False)
        self.assigned_work[node][scope] = unit
        node.send_runtest_some([self._places[nodeid] for nodeid, is_complete in unit.items() if not is_complete])

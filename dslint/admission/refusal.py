"""What an admission plugin says when it does not let a pod in."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath


class Refusal(NamedTuple):
    """`message` is the plugin's own, what follows `pods "NAME" is forbidden: `; `path` leads into the pod.

    `reason` is the status reason of the server's answer: Forbidden, or Invalid for what admission made invalid.
    """

    plugin: str
    message: str
    path: FieldPath = ()
    reason: str = "Forbidden"

    def said(self, pod: dict[str, Any]) -> str:
        """The whole error as the API server gives it to whoever creates the pod."""
        metadata = pod.get("metadata") or {}
        # Admission comes before a name is made of generateName.
        name = metadata.get("name") or metadata.get("generateName") or "Unknown"
        if self.reason == "Invalid":
            return f'Pod "{name}" is invalid: {self.message}'
        return f'pods "{name}" is forbidden: {self.message}'


Admitted = dict[str, Any] | Refusal
"""The pod as it goes on, a new object where a plugin changed it; or why it does not."""

"""The text of `kubectl rollout status` for a DaemonSet's counts.

Kubernetes: kubectl/pkg/polymorphichelpers/rollout_status.go (DaemonSetStatusViewer).
"""

from __future__ import annotations


def progress(name: str, *, desired: int, updated: int, available: int) -> str:
    """What `kubectl rollout status` prints for these counts, with its line end."""
    waiting = f'Waiting for daemon set "{name}" rollout to finish: '
    if updated < desired:
        return f"{waiting}{updated} out of {desired} new pods have been updated...\n"
    if available < desired:
        return f"{waiting}{available} of {desired} updated pods are available...\n"
    return f'daemon set "{name}" successfully rolled out\n'

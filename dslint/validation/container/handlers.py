"""What a probe or a hook does: exactly one handler.

Kubernetes: validateHandler. Only the first handler in the server's order is looked into; each further one is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, forbidden, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map

PROBE_HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc")
HOOK_HANDLERS = ("exec", "httpGet", "tcpSocket", "sleep")


def handler_errors(handler: Map, place: Field, kinds: Sequence[str]) -> Problems:
    given = [kind for kind in kinds if handler.get(kind) is not None]
    if not given:
        yield required(place, "must specify a handler type")
        return
    for kind in given[1:]:
        yield forbidden(place.child(kind), "may not specify more than 1 handler type", at="key")

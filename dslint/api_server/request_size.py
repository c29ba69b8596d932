"""Objects that are larger than a request to the API server may be: it answers before it decodes them.

Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go, limitedReadBody, with MaxRequestBodyBytes of
the server's configuration, which no flag changes. A request is JSON from nearly all clients, kubectl among them.
By default, etcd takes less of what is stored; neither its settings nor that size is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.schema.behaviours import BOUNDED_REQUESTS

TOO_LARGE = "DS110"
MOST_BYTES = 3 * 1024 * 1024


def too_large(value: Mapping[str, Any], release: Release) -> Problem | None:
    """The API server's answer, if the JSON of an object is certainly larger than a request may be."""
    if _bytes_of_json(value, MOST_BYTES) <= MOST_BYTES or not release.has(BOUNDED_REQUESTS):
        return None
    return Problem(TOO_LARGE, f"Request entity too large: limit is {MOST_BYTES}", ("kind",), at="key")


def _bytes_of_json(value: object, most: int) -> int:
    """The least number of bytes that the JSON of a value has; stops beyond `most`, however often parts recur."""
    found, waiting = 0, [value]
    while waiting and found <= most:
        one = waiting.pop()
        if isinstance(one, Mapping):
            # Braces, a colon for each key, and commas, of which there is one less.
            found += 1 + 2 * len(one) + (not one)
            waiting.extend(one)
            waiting.extend(one.values())
        elif isinstance(one, list | tuple):
            found += 1 + len(one) + (not one)
            waiting.extend(one)
        else:
            found += _bytes_of_scalar(one)
    return found


def _bytes_of_scalar(value: object) -> int:
    """Without what characters are escaped with."""
    if isinstance(value, str):
        return 2 + (len(value) if value.isascii() else len(value.encode("utf-8", "surrogatepass")))
    if value is None or isinstance(value, bool):
        return 5 if value is False else 4
    # Clients write numbers differently.
    return 1

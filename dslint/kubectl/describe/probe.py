"""A probe in one line. Kubernetes: kubectl/pkg/describe (DescribeProbe)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

_PATH_SAFE = "$&+,/:;=@-_.~"


def describe(probe: Mapping[str, Any]) -> str:
    counts = (
        f"delay={probe.get('initialDelaySeconds') or 0}s timeout={probe.get('timeoutSeconds') or 0}s"
        f" period={probe.get('periodSeconds') or 0}s #success={probe.get('successThreshold') or 0}"
        f" #failure={probe.get('failureThreshold') or 0}"
    )
    return f"{_handler(probe)} {counts}"


def _handler(probe: Mapping[str, Any]) -> str:
    if "exec" in probe:
        return f"exec [{' '.join(probe['exec'].get('command') or ())}]"
    if "httpGet" in probe:
        return f"http-get {_url(probe['httpGet'])}"
    if "tcpSocket" in probe:
        socket = probe["tcpSocket"]
        return f"tcp-socket {socket.get('host') or ''}:{socket.get('port')}"
    if "grpc" in probe:
        return f"grpc <pod>:{probe['grpc'].get('port')} {probe['grpc'].get('service') or ''}"
    return "unknown"


def _url(get: Mapping[str, Any]) -> str:
    host = get.get("host") or ""
    place = f"[{host}]" if ":" in host else host
    path = quote(get.get("path") or "", safe=_PATH_SAFE)
    slash = "/" if path and not path.startswith("/") else ""
    scheme = (get.get("scheme") or "").lower()
    return f"{scheme}{':' if scheme else ''}//{place}:{get.get('port')}{slash}{path}"

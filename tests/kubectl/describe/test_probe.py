"""A probe in one line."""

from __future__ import annotations

import pytest

from dslint.kubectl.describe.probe import describe

COUNTS = {
    "initialDelaySeconds": 5,
    "timeoutSeconds": 1,
    "periodSeconds": 10,
    "successThreshold": 1,
    "failureThreshold": 3,
}
COUNTS_TEXT = "delay=5s timeout=1s period=10s #success=1 #failure=3"


@pytest.mark.parametrize(
    ("handler", "text"),
    [
        ({"exec": {"command": ["cat", "/x"]}}, "exec [cat /x]"),
        ({"httpGet": {"path": "/healthz", "port": 80, "scheme": "HTTP"}}, "http-get http://:80/healthz"),
        (
            {"httpGet": {"path": "ok?a=b c", "port": "web", "scheme": "HTTPS", "host": "h"}},
            "http-get https://h:web/ok%3Fa=b%20c",
        ),
        ({"httpGet": {"path": "/", "port": 1, "scheme": "HTTP", "host": "::1"}}, "http-get http://[::1]:1/"),
        ({"tcpSocket": {"port": 9100}}, "tcp-socket :9100"),
        ({"grpc": {"port": 9, "service": ""}}, "grpc <pod>:9 "),
        ({"grpc": {"port": 9, "service": "s"}}, "grpc <pod>:9 s"),
        ({}, "unknown"),
    ],
)
def test_probes(handler, text) -> None:
    assert describe({**handler, **COUNTS}) == f"{text} {COUNTS_TEXT}"

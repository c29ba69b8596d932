from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.texts import request_fault
from tests.admission.policies.cel.expressions import error, value

URL = "https://user@logs.example:443/in%20put?x=1&y=&x=2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"url('{URL}').getScheme()", "https"),
        (f"url('{URL}').getHost()", "logs.example:443"),
        (f"url('{URL}').getHostname()", "logs.example"),
        (f"url('{URL}').getPort()", "443"),
        (f"url('{URL}').getEscapedPath()", "/in%20put"),
        (f"url('{URL}').getQuery()", {"x": ["1", "2"], "y": [""]}),
        ("url('https://[::1]:80/').getHostname()", "::1"),
        ("url('/path with space').getEscapedPath()", "/path%20with%20space"),
        ("isURL('https://a') && isURL('/a') && !isURL('a') && !isURL('../a') && !isURL('')", True),
        ("'a,b'.split(',').join('-') + 'AB'.lowerAscii() + ' x '.trim() + 'aa'.replace('a', 'b', 1)", "a-babxba"),
        ("'abc'.charAt(1) + 'abc'.substring(1) + 'abc'.substring(0, 1) + strings.quote('a')", 'bbca"a"'),
        ("'%s %d %.1f %s'.format(['a', 1, 1.5, [1, 2]])", "a 1 1.5 [1, 2]"),
    ],
)
def test_functions_of_texts(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty url"),
        (":a", "missing protocol scheme"),
        ("example.com/a", "invalid URI for request"),
        ("/a%zz", 'invalid URL escape "%zz"'),
        ("http://a b/", 'invalid character " " in host name'),
        ("http://a:x/", 'invalid port ":x" after host'),
        ("http://[::1/", "missing ']' in host"),
        ("/a\x7f", "net/url: invalid control character in URL"),
    ],
)
def test_what_is_no_url_is_worded_as_by_go(text: str, fault: str) -> None:
    found = request_fault(text)
    assert found is not None
    assert found.endswith(f": {fault}")


def test_the_error_of_a_url_names_the_text() -> None:
    assert error("url('a').getHost()") == (
        'URL parse error during conversion from string: parse "a": invalid URI for request'
    )

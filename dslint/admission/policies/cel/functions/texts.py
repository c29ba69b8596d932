"""Functions of texts: cel-go's library of strings, which the library has too, url() and regular expressions."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from dslint.admission.policies.cel.functions.overloads import FunctionError, overload
from dslint.admission.policies.cel.functions.regular_expressions import compiled
from dslint.kubernetes.go_quoting import quoted

URL = "kubernetes.URL"

Map = dict[str, Any]

_FIRST_STRINGS = (
    "<string>.charAt(int) -> string",
    "<string>.indexOf(string) -> int",
    "<string>.indexOf(string, int) -> int",
    "<string>.lastIndexOf(string) -> int",
    "<string>.lastIndexOf(string, int) -> int",
    "<string>.lowerAscii() -> string",
    "<string>.replace(string, string) -> string",
    "<string>.replace(string, string, int) -> string",
    "<string>.split(string) -> list(string)",
    "<string>.split(string, int) -> list(string)",
    "<string>.substring(int) -> string",
    "<string>.substring(int, int) -> string",
    "<string>.trim() -> string",
    "<string>.upperAscii() -> string",
    "<list(string)>.join() -> string",
    "<list(string)>.join(string) -> string",
)

STRINGS = tuple(map(overload, _FIRST_STRINGS))
STRING_FORMATS = (
    overload("<string>.format(list(dyn)) -> string"),
    overload("strings.quote(string) -> string"),
)


def _find(text: str, pattern: str) -> str:
    match = compiled(pattern).search(text)
    return match[0] if match else ""


def _find_all(text: str, pattern: str, limit: int = -1) -> list[str]:
    found = [match[0] for match in compiled(pattern).finditer(text)]
    return found if limit < 0 else found[:limit]


REGULAR_EXPRESSIONS = (
    overload("<string>.find(string) -> string", _find),
    overload("<string>.findAll(string) -> list(string)", _find_all),
    overload("<string>.findAll(string, int) -> list(string)", _find_all),
)

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def _parsed(text: str) -> SplitResult:
    """As Go's url.ParseRequestURI reads it: absolute, or a path that begins with a slash."""
    fault = _fault(text)
    if fault:
        raise FunctionError(f"URL parse error during conversion from string: parse {quoted(text)}: {fault}")
    return urlsplit(text)


def request_fault(text: str) -> str | None:
    """What Go says of a text that is no URI, as in `parse "x": invalid URI for request`."""
    fault = _fault(text)
    return fault and f"parse {quoted(text)}: {fault}"


def _fault(text: str) -> str | None:
    if _CONTROL.search(text):
        return "net/url: invalid control character in URL"
    if not text:
        return "empty url"
    if text.startswith(":"):
        return "missing protocol scheme"
    if not text.startswith("/") and (not _SCHEME.match(text) or not text.partition(":")[2].startswith("/")):
        return "invalid URI for request"
    escape = _ESCAPE.search(text.partition("?")[0])
    if escape:
        return f"invalid URL escape {quoted(text[escape.start() : escape.start() + 3])}"
    return _host_fault(text)


def _host_fault(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return "missing ']' in host"
    host = parts.netloc.rpartition("@")[2]
    if " " in host:
        return f"invalid character {quoted(' ')} in host name"
    port = host.rpartition("]")[2].partition(":")
    if port[1] and not re.fullmatch("[0-9]*", port[2]):
        return f"invalid port {quoted(':' + port[2])} after host"
    return None


def _is_url(text: str) -> bool:
    return _fault(text) is None


def _url(text: str) -> Map:
    _parsed(text)
    return {"@type": URL, "text": text}


def _host(one: Map) -> str:
    return urlsplit(one["text"]).netloc.rpartition("@")[2]


def _hostname(one: Map) -> str:
    host = _host(one)
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _port(one: Map) -> str:
    return _host(one).rpartition("]")[2].partition(":")[2]


def _escaped_path(one: Map) -> str:
    path = urlsplit(one["text"]).path
    return path if re.fullmatch(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/%\[\]]*", path) else quote(unquote(path), "/$&+,:;=@")


def _query(one: Map) -> dict[str, list[str]]:
    return parse_qs(urlsplit(one["text"]).query, keep_blank_values=True)


URLS = (
    overload(f"url(string) -> {URL}", _url),
    overload("isURL(string) -> bool", _is_url),
    overload(f"<{URL}>.getScheme() -> string", lambda one: urlsplit(one["text"]).scheme),
    overload(f"<{URL}>.getHost() -> string", _host),
    overload(f"<{URL}>.getHostname() -> string", _hostname),
    overload(f"<{URL}>.getPort() -> string", _port),
    overload(f"<{URL}>.getEscapedPath() -> string", _escaped_path),
    overload(f"<{URL}>.getQuery() -> map(string, list(string))", _query),
)

"""Valid names, labels, port names and variable names, and the API server's errors for invalid ones.

Kubernetes: apimachinery/pkg/util/validation and pkg/api/validate/content. Each function returns the server's
errors for a text, in the server's order; none for a valid text. Lengths are in bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dslint.kubernetes.release import Behaviour, Release

VALIDATION = "staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go"

LOWER_CASE_RFC_WORDING = Behaviour(since="1.20", source=f"{VALIDATION}: dns1123LabelErrMsg")
LENGTHS_IN_BYTES = Behaviour(since="1.35", source=f"{VALIDATION}: MaxLenError")
DOTS_ARE_NAMED = Behaviour(since="1.27", source=f"{VALIDATION}: IsDNS1123Label")
UNDERSCORE_PATTERN_IS_NAMED = Behaviour(since="1.34", source=f"{VALIDATION}: IsDNS1123SubdomainWithUnderscore")
PORT_NAME_NEEDS_A_LETTER = Behaviour(since="1.22", source=f"{VALIDATION}: IsValidPortName")

LABEL_LENGTH = 63
SUBDOMAIN_LENGTH = 253
_LONGEST_KEY = SUBDOMAIN_LENGTH + 1 + LABEL_LENGTH
PORT_NAME_LENGTH = 15

QUALIFIED_NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
LABEL_VALUE = f"({QUALIFIED_NAME})?"
DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
DNS_1035_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?"
DNS_SUBDOMAIN = rf"{DNS_LABEL}(\.{DNS_LABEL})*"
DNS_LABEL_WITH_UNDERSCORE = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
DNS_SUBDOMAIN_WITH_UNDERSCORE = rf"{DNS_LABEL_WITH_UNDERSCORE}(\.{DNS_LABEL_WITH_UNDERSCORE})*"
ENVIRONMENT_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*"
RELAXED_ENVIRONMENT_NAME = "[ -<>-~]+"
CONFIG_KEY = "[-._a-zA-Z0-9]+"
HTTP_HEADER = "[-A-Za-z0-9]+"
PERCENT = "[0-9]+%"

_ENDS = "and must start and end with an alphanumeric character"
_QUALIFIED = f"must consist of alphanumeric characters, '-', '_' or '.', {_ENDS}"
_QUALIFIED_EXAMPLES = ("MyName", "my.name", "123-abc")


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def fits(pattern: str, text: str) -> bool:
    return _compiled(pattern).fullmatch(text) is not None


def wording(sentence: str, pattern: str, *examples: str) -> str:
    """An error about a pattern, with examples and the pattern itself, as Kubernetes' RegexError words it."""
    if not examples:
        return f"{sentence} (regex used for validation is '{pattern}')"
    shown = " or ".join(f"'{example}', " for example in examples)
    return f"{sentence} (e.g. {shown}regex used for validation is '{pattern}')"


def size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def too_long(text: str, limit: int, unit: str = "characters") -> list[str]:
    return [f"must be no more than {limit} {unit}"] if size(text) > limit else []


def _longer(text: str, limit: int, release: Release) -> list[str]:
    """As too_long, in the unit that the release counts in: it is asked for only if the text is too long."""
    return too_long(text, limit, "bytes" if size(text) > limit and release.has(LENGTHS_IN_BYTES) else "characters")


def label_key_errors(text: str, release: Release) -> list[str]:
    """Errors of a qualified name, `name` or `example.com/name`: keys of labels and annotations, conditions, gates."""
    if len(text) <= _LONGEST_KEY and _is_label_key(text):
        return []
    *prefixes, name = text.split("/")
    if len(prefixes) > 1:
        subject = "a valid label key" if release.has(LENGTHS_IN_BYTES) else "a qualified name"
        message = wording(f"{subject} {_QUALIFIED}", QUALIFIED_NAME, *_QUALIFIED_EXAMPLES)
        return [f"{message} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"]
    told_of_prefix = [f"prefix part {error}" for prefix in prefixes for error in _prefix_errors(prefix, release)]
    return told_of_prefix + [f"name part {error}" for error in _name_part_errors(name, release)]


@lru_cache(maxsize=4096)
def _is_label_key(text: str) -> bool:
    """Whether it has no errors in any release. Few keys are in use, so each is looked at once."""
    prefix, slash, name = text.rpartition("/")
    if len(name) > LABEL_LENGTH or not fits(QUALIFIED_NAME, name):
        return False
    return not slash or (len(prefix) <= SUBDOMAIN_LENGTH and fits(DNS_SUBDOMAIN, prefix))


def _prefix_errors(prefix: str, release: Release) -> list[str]:
    if not prefix:
        return ["must be non-empty"]
    return _longer(prefix, SUBDOMAIN_LENGTH, release) + _dns_subdomain_errors(prefix, release)


def _name_part_errors(name: str, release: Release) -> list[str]:
    errors = _longer(name, LABEL_LENGTH, release) if name else ["must be non-empty"]
    if not fits(QUALIFIED_NAME, name):
        errors.append(wording(_QUALIFIED, QUALIFIED_NAME, *_QUALIFIED_EXAMPLES))
    return errors


def label_value_errors(text: str, release: Release) -> list[str]:
    if len(text) <= LABEL_LENGTH and fits(LABEL_VALUE, text):
        return []
    errors = _longer(text, LABEL_LENGTH, release)
    if not fits(LABEL_VALUE, text):
        sentence = (
            f"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', {_ENDS}"
        )
        errors.append(wording(sentence, LABEL_VALUE, "MyValue", "my_value", "12345"))
    return errors


def _dns(release: Release) -> str:
    return "a lowercase RFC 1123" if release.has(LOWER_CASE_RFC_WORDING) else "a DNS-1123"


def dns_label_errors(text: str, release: Release) -> list[str]:
    errors = too_long(text, LABEL_LENGTH)
    if fits(DNS_LABEL, text):
        return errors
    if release.has(DOTS_ARE_NAMED) and fits(DNS_SUBDOMAIN, text):
        return [*errors, "must not contain dots"]
    sentence = f"{_dns(release)} label must consist of lower case alphanumeric characters or '-', {_ENDS}"
    return [*errors, wording(sentence, DNS_LABEL, "my-name", "123-abc")]


def dns_1035_label_errors(text: str) -> list[str]:
    errors = too_long(text, LABEL_LENGTH)
    if not fits(DNS_1035_LABEL, text):
        sentence = (
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
        )
        ends = "character, and end with an alphanumeric character"
        errors.append(wording(f"{sentence} {ends}", DNS_1035_LABEL, "my-name", "abc-123"))
    return errors


def dns_subdomain_errors(text: str, release: Release) -> list[str]:
    return too_long(text, SUBDOMAIN_LENGTH) + _dns_subdomain_errors(text, release)


def _dns_subdomain_errors(text: str, release: Release) -> list[str]:
    if fits(DNS_SUBDOMAIN, text):
        return []
    sentence = f"{_dns(release)} subdomain must consist of lower case alphanumeric characters, '-' or '.', {_ENDS}"
    return [wording(sentence, DNS_SUBDOMAIN, "example.com")]


def name_prefix_errors(text: str, release: Release) -> list[str]:
    """Errors of generateName, a DNS subdomain that may end with a dash."""
    return dns_subdomain_errors(f"{text[:-2]}a" if len(text) > 1 and text.endswith("-") else text, release)


def dns_subdomain_with_underscore_errors(text: str, release: Release) -> list[str]:
    errors = too_long(text, SUBDOMAIN_LENGTH)
    if not fits(DNS_SUBDOMAIN_WITH_UNDERSCORE, text):
        sentence = (
            f"{_dns(release)} subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', {_ENDS}"
        )
        named = release.has(UNDERSCORE_PATTERN_IS_NAMED)
        errors.append(wording(sentence, DNS_SUBDOMAIN_WITH_UNDERSCORE if named else DNS_SUBDOMAIN, "example.com"))
    return errors


def port_name_errors(text: str, release: Release) -> list[str]:
    without_letter = re.search("[a-z]", text) is None
    needs_a_letter = without_letter and release.has(PORT_NAME_NEEDS_A_LETTER)
    letter = "letter (a-z)" if needs_a_letter else "letter or number (a-z, 0-9)"
    faults = {
        f"must be no more than {PORT_NAME_LENGTH} characters": size(text) > PORT_NAME_LENGTH,
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)": not fits("[-a-z0-9]+", text),
        f"must contain at least one {letter}": without_letter,
        "must not contain consecutive hyphens": "--" in text,
        "must not begin or end with a hyphen": text.startswith("-") or text.endswith("-"),
    }
    return [message for message, holds in faults.items() if holds]


def environment_name_errors(text: str, release: Release) -> list[str]:
    """Errors of the name of an environment variable, or of a prefix in envFrom."""
    if release.enabled("RelaxedEnvironmentVariableValidation"):
        return _relaxed_environment_name_errors(text)
    errors = []
    if not fits(ENVIRONMENT_NAME, text):
        sentence = (
            "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', "
            "and must not start with a digit"
        )
        errors.append(wording(sentence, ENVIRONMENT_NAME, "my.env-name", "MY_ENV.NAME", "MyEnvName1"))
    return errors + _dots_errors(text)


def _relaxed_environment_name_errors(text: str) -> list[str]:
    if not text:
        return ["environment variable name must be non-empty"]
    if fits(RELAXED_ENVIRONMENT_NAME, text):
        return []
    return ["a valid environment variable name must consist only of printable ASCII characters other than '='"]


def config_key_errors(text: str) -> list[str]:
    """Errors of a key of a ConfigMap or a Secret."""
    errors = too_long(text, SUBDOMAIN_LENGTH)
    if not fits(CONFIG_KEY, text):
        sentence = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
        errors.append(wording(sentence, CONFIG_KEY, "key.name", "KEY_NAME", "key-name"))
    return errors + _dots_errors(text)


def _dots_errors(text: str) -> list[str]:
    if text in (".", ".."):
        return [f"must not be '{text}'"]
    return ["must not start with '..'"] if text.startswith("..") else []


def http_header_errors(text: str) -> list[str]:
    if fits(HTTP_HEADER, text):
        return []
    return [wording("a valid HTTP header must consist of alphanumeric characters or '-'", HTTP_HEADER, "X-Header-Name")]


def percent_errors(text: str) -> list[str]:
    if fits(PERCENT, text):
        return []
    sentence = "a valid percent string must be a numeric string followed by an ending '%'"
    return [wording(sentence, PERCENT, "1%", "93%")]


def range_error(low: int, high: int) -> str:
    return f"must be between {low} and {high}, inclusive"

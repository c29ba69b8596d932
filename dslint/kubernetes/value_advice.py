"""Help for a value that the API server finds invalid, by the words of its error."""

from __future__ import annotations

import re

from dslint.findings import Edit, FieldPath, Fix, Operation

_ENDS = "beginning and ending with a letter or a digit"
_ADVICE = (
    (r"must be between (-?\d+) and (-?\d+), inclusive", r"write a number from \1 to \2"),
    (r"must be a number between 0 and 0777", "write a mode in octal from 0 to 0777, such as 0444"),
    (r"must be greater than (?:zero|0)\b", "write 1 or a larger number"),
    (r"must be greater than or equal to (\d+)$", r"write \1 or a larger number"),
    (r"a lowercase RFC 1123 subdomain must", f"use lowercase letters, digits, hyphens and dots, {_ENDS}"),
    (r"a lowercase RFC 1123 label must|a DNS-1035 label must", f"use lowercase letters, digits and hyphens, {_ENDS}"),
    (r"prefix part ", "write the part before the slash as a domain in lowercase, such as example.com"),
    (
        r"name part must|a valid label key must",
        f"use letters, digits, hyphens, underscores and dots after the prefix, if there is one, {_ENDS}",
    ),
    (
        r"a valid label must be",
        f"use at most 63 letters, digits, hyphens, underscores and dots, {_ENDS}",
    ),
    (r"a valid percent string", 'write a whole number, or a percentage in quotes, such as "10%"'),
    (
        r"a valid environment variable name",
        "use letters, digits, hyphens, underscores and dots, not beginning with a digit",
    ),
    (r"must be no more than (\d+) (?:characters|bytes)", r"shorten it to \1 characters"),
    (r"must not (?:contain|start with) '\.\.'", "write the path without .."),
    (r"must be a relative path", "write the path without the slash at its beginning"),
    (r"must be an absolute path", "begin the path with a slash"),
    (r"must contain at least one letter", "use at least one letter, such as http in http-80"),
    (r"not a valid selector operator", "use In, NotIn, Exists or DoesNotExist; node affinity has Gt and Lt too"),
    (r"not a valid field selector key", "use metadata.name, the only field that matchFields knows"),
    (
        r"must be a standard resource",
        "use cpu, memory, ephemeral-storage or hugepages-<size>; the name of any other resource needs a domain",
    ),
    (r"value must be empty when `operator` is 'Exists'", "remove value, or set operator to Equal"),
    (r"operator must be Exists when `key` is empty", "set key, or set operator to Exists to tolerate every taint"),
    (
        r"must not already exist in volume(?:Mounts|Devices)",
        "use the volume either in volumeMounts or in volumeDevices",
    ),
)
_TABLE = tuple((re.compile(words), help_) for words, help_ in _ADVICE)


def value_advice(error: str) -> str | None:
    """What to write instead; None where the error does not say it in known words."""
    for words, help_ in _TABLE:
        match = words.search(error)
        if match:
            return match.expand(help_)
    return None


_OPERATORS = {word.casefold(): word for word in ("In", "NotIn", "Exists", "DoesNotExist")}
_OF_FIELDS = frozenset({"In", "NotIn"})
"""The operators that matchFields takes."""
_MODE = re.compile(r"[4-7][0-7]{2}")


def value_fix(error: str, value: object, path: FieldPath) -> Fix | None:
    """The value that can only be meant, by the words of the error: a mode in octal, a name without blanks around it."""
    if error.startswith("must be a number between 0 and 0777") and _MODE.fullmatch(str(value)):
        edit = Edit(Operation.SET, path, int(str(value), 8), written=f"0{value}")
        return Fix(f"write 0{value}", (edit,))
    if not isinstance(value, str):
        return None
    if error == "must not have leading or trailing whitespace":
        return Fix.setting("remove the blanks around it", path, value.strip())
    operator = _OPERATORS.get(value.casefold()) if error == "not a valid selector operator" else None
    if operator is None or ("matchFields" in path and operator not in _OF_FIELDS):
        return None
    return Fix.setting(f"write {operator}", path, operator)


_THOUSANDTHS = re.compile(r"([1-9][0-9]{0,5})m")


def in_mebibytes(text: str, path: FieldPath) -> Fix | None:
    """Mi in place of m: nobody means thousandths of a byte."""
    match = _THOUSANDTHS.fullmatch(text)
    return Fix.setting(f"write {match[1]}Mi", path, f"{match[1]}Mi", safe=False) if match else None

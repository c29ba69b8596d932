"""How reports show several findings as one."""

from typing import NamedTuple

from dslint.findings.json_form import json_keys


class Bundle(NamedTuple):
    """How reports may show a problem together with others of its object.

    `excused_by` is the profile that the object should declare, if that profile excuses the problem. `message` is that
    of several problems of the rule: {items} stands for their `item`s, {containers} for their `container`s.
    """

    excused_by: str = ""
    message: str = ""
    item: str = ""
    container: str = ""


@json_keys("code", "name", "count")
class FoldedRule(NamedTuple):
    """The number of findings of a rule that another finding stands for."""

    code: str
    name: str
    count: int  # type: ignore[assignment] # hides the method of tuples, which nobody asks of a value


@json_keys("profile", "count", "rules")
class Folded(NamedTuple):
    """The findings that a suggestion of a profile stands for, by rule: the profile excuses them."""

    profile: str
    rules: tuple[FoldedRule, ...]

    @property
    def count(self) -> int:  # type: ignore[override]
        return sum(rule.count for rule in self.rules)

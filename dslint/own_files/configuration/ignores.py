"""Entries of `ignores`: findings that a configuration suppresses, with a reason and a last day."""

from collections.abc import Mapping
from typing import Any, NamedTuple

LISTS = ("rules", "kinds", "namespaces", "names", "containers", "paths")


class Ignore(NamedTuple):
    """Suppresses findings of `rules`; names, namespaces and paths may be globs, and an empty list means all.

    `until` is the last day (`2027-01-31`), None for no limit. `file` is the configuration that contains it, at
    `position`. It is `judged` if a run covers all that it may be about: then it is reported if it has no effect.
    """

    rules: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""
    until: str | None = None
    file: str = ""
    position: tuple[int, int] | None = None
    judged: bool = False

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Ignore":
        """From an entry that is valid by schemas/config.schema.json. Raises ValueError for an invalid date."""
        until = value.get("until")
        if until is not None:
            from datetime import date

            date.fromisoformat(until)
        lists: dict[str, Any] = {key: tuple(value.get(key) or ()) for key in LISTS}
        return cls(**lists, reason=value.get("reason") or "", until=until)

    def to_dict(self) -> dict[str, Any]:
        """As it is written in a configuration."""
        given = {key: list(getattr(self, key)) for key in LISTS if getattr(self, key)}
        texts = {key: text for key, text in (("reason", self.reason), ("until", self.until)) if text}
        return {**given, **texts}

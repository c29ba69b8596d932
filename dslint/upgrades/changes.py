"""A change between two Kubernetes minors, as those who run node agents notice it."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.kubernetes.release import Behaviour, Version, parse_version

DAEMONSET = "a DaemonSet"
POD = "a Pod"
STATIC_POD = "a static pod"
EVERY_POD = (DAEMONSET, POD)
NO_MANIFEST = "nothing in a manifest"

FIELDS = "fields"
VALUES = "values"
VALIDATION = "validation"
EVENTS = "events"
DETAILS = frozenset({FIELDS, VALUES, VALIDATION, EVENTS})
"""The subjects that the list of all versions leaves out."""


class Change(NamedTuple):
    """What is different from `version` on.

    `source` says where it can be read. `touches` are the fields whose manifests meet it, as a trap's fields are named
    (`tolerations.key`, `hostNetwork=true`), or one of the kinds above; `types` are fields by their struct:
    `Container.resizePolicy`. `gate` is the feature gate that a new field needs or, if `is_stage`, whose stage
    this is.
    """

    version: str
    subject: str
    text: str
    source: str = ""
    touches: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    gate: str = ""
    is_stage: bool = False

    @property
    def order(self) -> tuple[Version, bool, str]:
        """By version; within one, what the list of all versions has comes first, then by subject."""
        return parse_version(self.version), self.subject in DETAILS, self.subject

    def to_dict(self) -> dict[str, Any]:
        return {"version": self.version, "subject": self.subject, "text": self.text, "source": self.source}


class Told(NamedTuple):
    """A behaviour in words: what holds from its first version on, and what from its end on. "" is not told."""

    behaviour: Behaviour
    subject: str
    begins: str = ""
    ends: str = ""
    touches: tuple[str, ...] = EVERY_POD

    def changes(self) -> list[Change]:
        """One for each end of the behaviour."""
        behaviour = self.behaviour
        ends = ((behaviour.since, self.begins), (behaviour.until, self.ends))
        return [
            Change(version, self.subject, text, behaviour.source, self.touches)
            for version, text in ends
            if version and text
        ]


def of_validation(behaviour: Behaviour, begins: str = "", *touches: str, ends: str = "") -> Told:
    """A behaviour of the API server's validation; without `touches` every pod meets it."""
    return Told(behaviour, VALIDATION, begins, ends, touches or EVERY_POD)

"""What becomes of each finding in a manifest for other versions: it is fixed, said or left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.edit.era import Era
from dslint.edit.object_places import ObjectKey
from dslint.findings import REFUSING, Finding, Fix, Origin, Severity
from dslint.kubernetes.release import Version, parse_version, show
from dslint.schema.api_version_fix import fix_to
from dslint.schema.served_versions import DAEMONSET_VERSIONS

API_VERSION = "DS107"
MOVES = frozenset(
    {API_VERSION, "DS231", "DS301", "DS303", "DS320", "DS516", "DS517", "DS518", "DS543", "DS552", "DS574"}
)
"""The rules whose fixes take a manifest to other versions."""

STOPS_WORKING = frozenset({"DS102", "DS304", "DS560"})
"""Rules about what a version no longer has, or has not yet, beside those that say that an object is rejected."""

_TWINS = {"DS102": "DS101", "DS003": "DS002", "DS025": "DS024"}
"""Rules that say in some versions what another one says in the others."""

_LEFT_OUT = frozenset({Origin.POLICY, Origin.SUPPRESSION})


class Decided(NamedTuple):
    """A finding, with the fix to make if `is_made`; else whether it is said (`remains`), why, and if it still `works`."""

    finding: Finding
    is_made: bool = False
    remains: bool = False
    reason: str = ""
    works: bool = False


def canonical(code: str) -> str:
    """The code of a rule that has another one in some versions."""
    return _TWINS.get(code, code)


class Choice(NamedTuple):
    """How findings are decided. `before` is what was there in the versions that the objects were written for."""

    versions: tuple[Version, ...]
    eras: Mapping[ObjectKey, Era]
    before: frozenset[tuple[object, ...]]

    def of(self, finding: Finding, key: ObjectKey | None, objects: Mapping[ObjectKey, Any]) -> Decided:
        if finding.origin in _LEFT_OUT:
            return Decided(finding)
        rejected = finding.severity is Severity.ERROR and finding.origin in {*REFUSING, Origin.KUBELET}
        new = (key, canonical(finding.code), finding.path) not in self.before
        if finding.code not in MOVES and not rejected and not (new and finding.code in STOPS_WORKING):
            return Decided(finding)
        if finding.code == API_VERSION and key in objects:
            finding = finding._replace(fix=self._fix_of_api_version(objects[key], key))
        reason, works = self._obstacle(finding, self.eras.get(key) if key else None, new=new)
        if reason:
            return Decided(finding, remains=True, reason=reason, works=works)
        return Decided(finding, is_made=True, remains=True, reason=finding.help or "")

    def _fix_of_api_version(self, value: Any, key: ObjectKey) -> Fix | None:
        """To the newest apiVersion that all versions serve."""
        common = [entry for entry in DAEMONSET_VERSIONS if all(map(entry.by, self.versions))]
        if not common:
            return None
        fix = fix_to(value, common[-1].api_version)
        return fix and fix._replace(edits=tuple(edit._replace(path=(*key[1], *edit.path)) for edit in fix.edits))

    def _obstacle(self, finding: Finding, era: Era | None, *, new: bool) -> tuple[str, bool]:
        """Why a finding is not fixed, and whether the manifest works as it is; "" if it is."""
        fix = finding.fix
        if fix is None:
            return finding.help or finding.message, False
        if finding.code not in MOVES and not (new and fix.safe):
            return finding.help or finding.message, False
        if fix.since and parse_version(fix.since) > self.versions[0]:
            oldest = show(self.versions[0])
            return f"the new form works since {fix.since}, and {oldest} is asked for: {fix.summary}", fix.safe
        annotation = finding.path[-1] if "annotations" in finding.path[-2:-1] else None
        if annotation is not None and era is not None and not fix.safe and not era.reads(str(annotation)):
            return f"no version that serves the apiVersion has read it; decide: {fix.summary}, or remove it", False
        return "", False


"""What becomes of each finding in a manifest for other versions: it is fixed, said or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dslint.edit.either_label import fix_of_selector, selects_either
from dslint.edit.era import Era
from dslint.edit.object_places import ObjectKey
from dslint.findings import REFUSING, FieldPath, Finding, Fix, Origin, Severity
from dslint.kubernetes.release import Version, parse_version, show
from dslint.schema.api_version_fix import fix_to
from dslint.schema.served_versions import DAEMONSET_VERSIONS, Served

API_VERSION, NO_API_VERSION = "DS107", "DS109"
DEPRECATED_LABEL, DEPRECATED_VOLUME = "DS301", "DS304"
MOVES = frozenset(
    {
        API_VERSION,
        NO_API_VERSION,
        "DS231",
        DEPRECATED_LABEL,
        "DS303",
        "DS320",
        "DS322",
        "DS516",
        "DS517",
        "DS518",
        "DS543",
        "DS552",
        "DS574",
    }
)
"""The rules whose fixes take a manifest to other versions."""

STOPS_WORKING = frozenset({"DS102", DEPRECATED_VOLUME, "DS321", "DS560"})
"""Rules about what a version no longer has, or has not yet, beside those that say that an object is rejected."""

_END = re.compile(r"(?:non-functional|disabled by default) in v(1\.[0-9]+)")
"""What the API server says of the version in which a type of volume ends."""

EITHER = "another term selects by the new label"

_TWINS = {"DS102": "DS101", "DS003": "DS002", "DS025": "DS024"}
"""Rules that say in some versions what another one says in the others."""

_LEFT_OUT = frozenset({Origin.POLICY, Origin.SUPPRESSION})


class Decided(NamedTuple):
    """A finding, and whether its fix `is_made`.

    Else, or if that fails: whether it is said (`remains`), why it is as it is, and if the manifest `works` so, too.
    """

    finding: Finding
    is_made: bool = False
    remains: bool = False
    reason: str = ""
    works: bool = False


def canonical(code: str) -> str:
    """The code of a rule that has another one in some versions."""
    return _TWINS.get(code, code)


def common_api_version(versions: Iterable[Version]) -> str:
    """The newest apiVersion of DaemonSets that all versions serve; "" if they share none."""
    asked = tuple(versions)
    common = [entry.api_version for entry in DAEMONSET_VERSIONS if all(map(entry.by, asked))]
    return common[-1] if common else ""


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
        if key is not None:
            finding = self._for_these_versions(finding, objects[key], key[1])
            if finding.code == DEPRECATED_LABEL and selects_either(objects[key], finding.path[len(key[1]) :]):
                return Decided(finding, remains=True, reason=EITHER, works=True)
        reason = self._obstacle(finding, self.eras.get(key) if key else None)
        if reason:
            return Decided(finding, remains=True, reason=reason, works=self._works(finding))
        return Decided(finding, is_made=True, remains=True, reason=finding.help or "")

    def _for_these_versions(self, finding: Finding, value: Any, prefix: FieldPath) -> Finding:
        """The finding with the fix that holds in all versions, where the rule knows one for a single version only."""
        if finding.code == API_VERSION or (finding.code == NO_API_VERSION and value.get("kind") == "DaemonSet"):
            fix = fix_to(value, common_api_version(self.versions))
        elif finding.code == DEPRECATED_LABEL and finding.fix and self._is_too_new(finding.fix):
            fix = fix_of_selector(value, finding.path[len(prefix) :])
            if fix is None:
                return finding
        else:
            return finding
        return finding._replace(fix=fix and _moved(fix, prefix))

    def _is_too_new(self, fix: Fix) -> bool:
        return bool(fix.since) and parse_version(fix.since) > self.versions[0]

    def _works(self, finding: Finding) -> bool:
        """Whether what stands there works in all versions: a safe fix changes no meaning."""
        if finding.code == DEPRECATED_VOLUME:
            end = _END.search(finding.message)
            return end is None or parse_version(end[1]) > self.versions[-1]
        fix = finding.fix
        return fix is not None and fix.safe and finding.code in MOVES and self._is_too_new(fix)

    def _obstacle(self, finding: Finding, era: Era | None) -> str:
        """Why a finding is not fixed; "" if it is. Other rules take what was right before for a mistake."""
        fix = finding.fix
        if fix is None or finding.code not in MOVES:
            return self._without_fix(finding)
        if self._is_too_new(fix):
            oldest = show(self.versions[0])
            return f"the new form works since {fix.since}, and {oldest} is asked for: {fix.summary}"
        annotation = finding.path[-1] if "annotations" in finding.path[-2:-1] else None
        if annotation is not None and era is not None and not fix.safe and not era.reads(str(annotation)):
            before = f" in {show(era.version)}" if era.version else ""
            return f"it had no effect{before} either: remove it, or {fix.summary}"
        return ""

    def _without_fix(self, finding: Finding) -> str:
        if finding.code not in (API_VERSION, NO_API_VERSION) or all(map(DAEMONSET_VERSIONS[-1].by, self.versions)):
            return finding.help or finding.message
        served = ", ".join(f"{entry.api_version} since {entry.since}" + _until(entry) for entry in DAEMONSET_VERSIONS)
        return f"no apiVersion is served by all of these versions: {served}; split the range"


def _until(entry: Served) -> str:
    return f" until {entry.until}" if entry.until else ""


def _moved(fix: Fix, prefix: FieldPath) -> Fix:
    """The fix of an object for the document that has the object at a path."""
    return fix._replace(edits=tuple(edit._replace(path=(*prefix, *edit.path)) for edit in fix.edits))

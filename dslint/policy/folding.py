"""Fewer findings that say the same: a suggested profile stands for what it excuses, one finding for several alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

from dslint.findings import Finding, Fix, Folded, FoldedRule, LintReport, RelatedPlace
from dslint.kubernetes.release import parse_version
from dslint.policy.profile_suggestion import UNDECLARED_PROFILE
from dslint.policy.profiles import ANNOTATION

NAMED = 8
"""The most items that one message names."""

_PLACEHOLDER = re.compile(r"\{(?:items|containers)\}")

_Object = tuple[str | None, int]
_Placed = tuple[int, Finding]
"""A finding and its place in the report."""


def folded(report: LintReport, folds: Callable[[str | None], bool]) -> LintReport:
    """The report with its findings folded, object by object, in the files for which `folds` is true.

    This comes last: suppressions, baselines and the selection of rules are about single findings. What a profile would
    excuse is not folded if the suggestion of the profile is not reported.
    """
    objects: dict[_Object, list[_Placed]] = {}
    for number, finding in enumerate(report.findings):
        objects.setdefault((finding.file, finding.object_number), []).append((number, finding))
    placed = [
        one for (file, _), of in objects.items() for one in (_of_object(of) if _folds(of) and folds(file) else of)
    ]
    return report._replace(findings=tuple(finding for _, finding in sorted(placed, key=itemgetter(0))))


def _folds(findings: Sequence[_Placed]) -> bool:
    """Whether any of an object's findings may be folded."""
    return any(finding.bundle is not None for _, finding in findings)


def _of_object(findings: Sequence[_Placed]) -> Iterator[_Placed]:
    """Suggestions that stand for others come first."""
    suggestions: dict[str, list[Finding]] = {}
    for _, finding in findings:
        if finding.code == UNDECLARED_PROFILE:
            suggestions.setdefault(_profile(finding), []).append(finding)
    excused: dict[str, list[Finding]] = {}
    rest: list[_Placed] = []
    for number, finding in findings:
        if finding.code != UNDECLARED_PROFILE and _profile(finding) in suggestions:
            excused.setdefault(_profile(finding), []).append(finding)
        else:
            rest.append((number, finding))
    for profile, stood_for in excused.items():
        yield findings[0][0], _standing_for(stood_for, suggestions[profile])
    yield from _grouped([(number, finding) for number, finding in rest if not _is_in(finding, excused)])


def _is_in(finding: Finding, excused: Mapping[str, object]) -> bool:
    """Whether a suggestion stands for others already."""
    return finding.code == UNDECLARED_PROFILE and _profile(finding) in excused


def _profile(finding: Finding) -> str:
    """The profile that it suggests, or that would excuse it."""
    return finding.bundle.excused_by if finding.bundle else ""


def _standing_for(excused: Sequence[Finding], suggestions: Sequence[Finding]) -> Finding:
    """The suggestion of a profile instead of what it excuses, as severe as the worst of that.

    The number of exceptions may depend on the version; then there are several suggestions of the same profile.
    """
    profile = _profile(suggestions[0])
    names = {finding.code: finding.name for finding in excused}
    counted = sorted(Counter(finding.code for finding in excused).items())
    rules = tuple(FoldedRule(code, names[code], number) for code, number in counted)
    known = {version for finding in suggestions for version in finding.kubernetes_versions}
    versions = known.intersection(version for finding in excused for version in finding.kubernetes_versions)
    findings = "1 finding" if len(excused) == 1 else f"{len(excused)} findings"
    advice = f"add the annotation {ANNOTATION}: {profile}"
    return suggestions[0]._replace(
        severity=min((finding.severity for finding in (*suggestions, *excused)), key=lambda severity: severity.rank),
        message=f"asks for host access that profile {profile} covers ({findings}); {advice}",
        help=f"it covers {_listed([*map(_times, rules)])}; --no-fold shows each",
        kubernetes_versions=tuple(sorted(versions or known, key=parse_version)),
        folded=Folded(profile, rules),
    )


def _times(rule: FoldedRule) -> str:
    """`privileged-container`, or `3 times writable-host-path`."""
    return rule.name if rule.count == 1 else f"{rule.count} times {rule.name}"


def _grouped(findings: Sequence[_Placed]) -> Iterator[_Placed]:
    """The findings, each group of alike ones at the place of its first."""
    groups: dict[tuple[object, ...], list[_Placed]] = {}
    for number, finding in findings:
        several = finding.bundle is not None and bool(finding.bundle.message)
        key = (finding.code, finding.severity, finding.kubernetes_versions) if several else (number,)
        groups.setdefault(key, []).append((number, finding))
    for alike in groups.values():
        number, first = alike[0]
        yield number, first if len(alike) == 1 else _one_for([finding for _, finding in alike])


def _one_for(alike: Sequence[Finding]) -> Finding:
    bundles = [finding.bundle for finding in alike if finding.bundle]
    items = _listed([*dict.fromkeys(bundle.item for bundle in bundles)])
    containers = [*dict.fromkeys(bundle.container for bundle in bundles)]
    noun = "container" if len(containers) == 1 else "containers"
    values = {"{items}": items, "{containers}": f"{noun} {_listed(containers)}"}
    message = _PLACEHOLDER.sub(lambda match: values[match[0]], bundles[0].message)
    related = (RelatedPlace(finding.message, finding.span) for finding in alike[1:])
    return alike[0]._replace(message=message, related=(*alike[0].related, *related), fix=_fix_for(alike))


def _fix_for(alike: Sequence[Finding]) -> Fix | None:
    """The fixes of all, the last one first: items of lists keep their numbers until they are removed."""
    fixes = [finding.fix for finding in alike if finding.fix]
    if len(fixes) < len(alike):
        return None
    summary = _listed([*dict.fromkeys(fix.summary for fix in fixes)])
    edits = tuple(edit for fix in reversed(fixes) for edit in fix.edits)
    return fixes[0]._replace(summary=summary, edits=edits, safe=all(fix.safe for fix in fixes))


def _listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; the last of many are counted."""
    shown = [*items] if len(items) <= NAMED + 1 else [*items[:NAMED], f"{len(items) - NAMED} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

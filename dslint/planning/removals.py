"""Findings on nodes that lose the pod through an update, at the line that causes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import FieldPath, RelatedPlace
from dslint.kubernetes.taints import Toleration
from dslint.plans import Level, Reason, Rollout, SourceLine, Verdict

if TYPE_CHECKING:
    from dslint.kubernetes.cluster import Node
    from dslint.planning.workload_findings import Found, WorkloadSubject

AT_ONCE = "DS813"
DURING_ROLLOUT = "DS816"

MOST_REASONS = 3
FIELD = 4
"""The length of a path to a field of the pod's spec: spec.template.spec.tolerations."""


class Cause(NamedTuple):
    """What takes the pod away: a part of the manifest, or a line of the inventory.

    `help` is how to keep the pod, `said` has the reasons of the controller.
    """

    path: FieldPath
    line: SourceLine | None
    help: str
    related: tuple[RelatedPlace, ...] = ()
    said: str = ""


def findings_of(subject: WorkloadSubject, rollout: Rollout) -> Iterator[Found]:
    nodes = rollout.nodes
    if nodes is None or "removed" in subject.spoken:
        return
    at_once = () if "removedAtOnce" in subject.spoken else nodes.removed
    lost = {
        code: [name for name in names if name not in subject.may_lose]
        for code, names in ((DURING_ROLLOUT, nodes.removed_in_turn), (AT_ONCE, at_once))
    }
    number = sum(map(len, lost.values()))
    reason = f"{_lose(number, nodes.with_pod_before)} {subject.plan.called}"
    for code, names in lost.items():
        for cause, affected in _by_cause(subject, names):
            when = "at once, whatever the budget" if code == AT_ONCE else "during the rollout"
            share = _lose(len(affected), nodes.with_pod_before)
            message = f"{share} the pod {when} ({subject.inventory.listed(affected)}): {cause.said}"
            finding = subject.workload.finding(code, message, cause.path, cause.line)
            finding = finding._replace(related=cause.related, help=_help(cause, affected, subject))
            yield finding, Verdict(Level.AT_RISK, reason)


def _lose(number: int, of: int) -> str:
    """`5 of 26 nodes lose`, `1 of 26 nodes loses`."""
    return f"{number} of {of} node{'' if of == 1 else 's'} lose{'s' if number == 1 else ''}"


def _help(cause: Cause, names: Sequence[str], subject: WorkloadSubject) -> str:
    """How to keep the pod, and how to allow that it goes."""
    groups = {node.shape.group for node in _nodes(subject, names)}
    nodes = f"group={groups.pop()}" if len(groups) == 1 and "" not in groups else "NODES"
    return f"{cause.help}; if the removal is intended, allow it with --allow-removal {nodes}"


def _by_cause(subject: WorkloadSubject, names: Sequence[str]) -> Iterator[tuple[Cause, list[str]]]:
    """Each cause with the names of its nodes. Nodes with the same reasons and shape have the same cause."""
    reasons_of = {name: group.reasons for group in subject.plan.placement for name in group.nodes}
    nodes = {node.name: node for node in _nodes(subject, names)}
    known: dict[object, Cause] = {}
    found: dict[Cause, list[str]] = {}
    said: dict[Cause, dict[str, None]] = {}
    for name in names:
        reasons, node = reasons_of.get(name, ()), nodes.get(name)
        key = (reasons, node.shape if node else None)
        if key not in known:
            cause = known[key] = _cause(subject, reasons, node)
            said.setdefault(cause, {}).update((reason.message, None) for reason in reasons)
        found.setdefault(known[key], []).append(name)
    for cause, affected in found.items():
        messages = [*said[cause]] or ["no longer eligible"]
        yield cause._replace(said="; ".join(messages[:MOST_REASONS])), affected


def _nodes(subject: WorkloadSubject, names: Sequence[str]) -> list[Node]:
    wanted = frozenset(names)
    return [node for node in subject.result.cluster.nodes if node.name in wanted] if subject.result else []


def _cause(subject: WorkloadSubject, reasons: Sequence[Reason], node: Node | None) -> Cause:
    """The first reason that the change of the template brings, else that of the node."""
    changed = _changed_fields(subject.plan.rollout)
    old = _old_spec(subject)
    for reason in reasons:
        field = (reason.path or ())[:FIELD]
        if field not in changed:
            continue
        if reason.code == "UntoleratedTaint":
            cause = _toleration_gone(subject, reason, node, old)
            if cause is not None:
                return cause
        else:
            return _selection_changed(subject, reason, old)
    return _node_changed(reasons, node)


def _changed_fields(rollout: Rollout | None) -> set[FieldPath]:
    pointers = [difference.pointer for difference in (rollout.template_diff or () if rollout else ())]
    return {tuple(pointer.split("/")[1 : FIELD + 1]) for pointer in pointers}


def _toleration_gone(
    subject: WorkloadSubject, reason: Reason, node: Node | None, old: Mapping[str, Any]
) -> Cause | None:
    """None if the old template did not tolerate the taint either: then the taint is new."""
    new: list[Any] = _spec(subject.workload.value).get("tolerations") or []
    before: list[Any] = old.get("tolerations") or []
    taints = [taint for taint in node.shape.taints if reason.message.endswith(f" {taint}")] if node else []
    path: FieldPath = reason.path or ()
    for index, raw in enumerate(before):
        if raw in new or not any(Toleration.of(raw).tolerates(taint, comparison=True) for taint in taints):
            continue
        text = json.dumps(raw, ensure_ascii=False)
        related = _related(subject, (*path, index), f"tolerated before: {text}")
        narrowed = (at for at, other in enumerate(new) if other not in before and other.get("key") == raw.get("key"))
        where = (*path, *[*narrowed][:1])
        return Cause(where, None, f"keep the toleration {text}", related)
    return None if taints else Cause(path, reason.source, "keep the toleration")


def _selection_changed(subject: WorkloadSubject, reason: Reason, old: Mapping[str, Any]) -> Cause:
    """Of nodeSelector, node affinity or nodeName."""
    path = reason.path or ()
    value: Any = old
    for key in path[FIELD - 1 :]:
        value = value.get(key) if isinstance(value, Mapping) else None
    field = str(path[FIELD - 1])
    before = f"the {field} before" if value is None else f"before: {json.dumps(value, ensure_ascii=False)}"
    related = _related(subject, path, before) if field in old else ()
    return Cause(path, reason.source, f"select these nodes, as the {field} before does", related)


def _node_changed(reasons: Sequence[Reason], node: Node | None) -> Cause:
    """A taint or label of the node, at its line in the inventory if there is one."""
    place = node.shape.source if node else None
    first = reasons[0] if reasons else None
    line = SourceLine(*place) if place and place[1] else first.source if first else None
    tainted = first is not None and first.code == "UntoleratedTaint"
    help_ = "tolerate the taint, or keep it off these nodes" if tainted else "select these nodes, or keep their labels"
    return Cause(first.path or () if first else (), line, help_)


def _related(subject: WorkloadSubject, path: FieldPath, message: str) -> tuple[RelatedPlace, ...]:
    """The line in the manifest that says what runs now."""
    manifest = subject.run.request.baseline.manifest_of(subject.workload.ref) if subject.run else None
    if manifest is None or manifest.document is None:
        return ()
    span = manifest.document.place((*manifest.prefix, *path))
    return (RelatedPlace(message, span, manifest.file),)


def _old_spec(subject: WorkloadSubject) -> Mapping[str, Any]:
    """The spec of the pods that run now, as far as it is known."""
    return _spec(subject.result.current.old(subject.workload.key) or {}) if subject.result else {}


def _spec(daemonset: Mapping[str, Any]) -> Mapping[str, Any]:
    template = (daemonset.get("spec") or {}).get("template") or {}
    found: Mapping[str, Any] = template.get("spec") or {}
    return found

"""Validation of a DaemonSet's spec: selector, which never changes, update strategy, and restrictions on its pods.

Kubernetes: ValidateDaemonSetSpec in pkg/apis/apps/validation/validation.go; pkg/registry/apps/daemonset/strategy.go
(ValidateUpdate).
"""

from __future__ import annotations

from dslint.findings import Edit, Fix, Operation, Problem, Related
from dslint.kubernetes.field_errors import Problems, forbidden, invalid, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct, StringMap, Value, go_string_map
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.selectors import VERSION_LABELS, LabelSelector
from dslint.kubernetes.stored_template import stored
from dslint.validation.behaviours import (
    ACTIVE_DEADLINE_FORBIDDEN,
    ACTIVE_DEADLINE_REFUSED,
    EMPTY_SELECTOR_NOT_VALID,
    PERSISTENT_DISK_READ_ONLY,
    SELECTOR_VALUES,
)
from dslint.validation.daemonset.update_strategy import strategy_errors
from dslint.validation.labels import selector_errors, selector_is_readable
from dslint.validation.metadata import IMMUTABLE
from dslint.validation.pod.pod_under_validation import ALWAYS, listed

SELECTOR_MISMATCH = "DS231"
EMPTY_SELECTOR = "DS232"
RESTART_POLICY = "DS233"
IMMUTABLE_SELECTOR = "DS243"
EXTENSIONS = "extensions/v1beta1"
READ_WRITE_DISK = (
    "must be true for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is read-only"
)


def daemonset_errors(spec: Map, place: Field, old: Map | None) -> Problems:
    yield from _selector_errors(spec, place, old)
    yield from _restriction_errors(map_of(spec, "template", "spec"), place.child("template", "spec"), old)
    yield from strategy_errors(map_of(spec, "updateStrategy"), place.child("updateStrategy"))


def _selector_errors(spec: Map, place: Field, old: Map | None) -> Problems:
    selector = spec.get("selector")
    if selector is None:
        yield from _mismatch(spec, selector, place)
        return
    here = place.child("selector")
    checked = _values_are_checked(place, old) if selector.get("matchExpressions") else True
    errors = list(selector_errors(selector, here, values=checked))
    yield from errors
    readable = not errors if checked else selector_is_readable(selector, place.release)
    if readable and not empty(selector):
        yield from _mismatch(spec, selector, place)
    if empty(selector):
        wording = "not valid for daemonset." if place.release.has(EMPTY_SELECTOR_NOT_VALID) else "invalid for daemonset"
        yield invalid(here, selector_value(selector), f"empty selector is {wording}", code=EMPTY_SELECTOR)


def _values_are_checked(place: Field, old: Map | None) -> bool:
    """Whether to validate values: not if the stored selector already has invalid ones."""
    if not place.release.has(SELECTOR_VALUES):
        return False
    return old is None or not any(selector_errors(map_of(old, "selector"), place, values=True))


def _mismatch(spec: Map, selector: Map | None, place: Field) -> Problems:
    labels = map_of(spec, "template", "metadata").get("labels")
    wanted = LabelSelector.of(selector)
    if wanted is not None and wanted.matches(labels or {}):
        return
    message = f"the selector asks for {wanted}" if wanted else "without a selector, nothing matches"
    path = (*place.path, "selector") if wanted else place.path
    problem = invalid(
        place.child("template", "metadata", "labels"),
        StringMap(labels),
        "`selector` does not match template `labels`",
        code=SELECTOR_MISMATCH,
        related=(Related(message, path),),
    )
    yield problem if wanted else problem._replace(help=_help_for_no_selector(labels), fix=_selector_fix(labels, place))


def _help_for_no_selector(labels: Map | None) -> str:
    if not labels:
        return "give the template labels, and add spec.selector.matchLabels with the same labels"
    shown_labels = ", ".join(f"{key}: {value}" for key, value in labels.items())
    return f"add spec.selector.matchLabels with labels of the template: {{{shown_labels}}}"


def _selector_fix(labels: Map | None, place: Field) -> Fix | None:
    """A selector cannot change later, so labels that name a version are left out, if there are others."""
    if not labels:
        return None
    chosen = {key: value for key, value in labels.items() if key not in VERSION_LABELS} or dict(labels)
    edit = Edit(Operation.SET, (*place.path, "selector"), {"matchLabels": chosen})
    return Fix("select the pods by the labels of the template", (edit,))


def empty(selector: Map) -> bool:
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def selector_value(selector: Map) -> Value:
    """A selector as the API server prints it, without empty parts."""
    parts = {name: selector[name] for name in ("matchLabels", "matchExpressions") if selector.get(name)}
    if "matchLabels" in parts:
        parts["matchLabels"] = dict(sorted(parts["matchLabels"].items()))
    expressions = [
        {key: value for key, value in expression.items() if value or key != "values"}
        for expression in parts.get("matchExpressions", ())
    ]
    shown = {**parts, **({"matchExpressions": expressions} if expressions else {})}
    return GoStruct(shown, _go_selector(selector))


def _go_selector(selector: Map) -> str:
    labels = go_string_map(selector.get("matchLabels"))
    expressions = "[]v1.LabelSelectorRequirement"
    inside = ", ".join(
        f"v1.LabelSelectorRequirement{{Key:{quoted(item.get('key', ''))}, Operator:{quoted(item.get('operator', ''))}, "
        f"Values:{_go_strings(item.get('values'))}}}"
        for item in selector.get("matchExpressions") or ()
    )
    given = selector.get("matchExpressions") is not None
    listed_expressions = f"{expressions}{{{inside}}}" if given else f"{expressions}(nil)"
    return f"v1.LabelSelector{{MatchLabels:{labels}, MatchExpressions:{listed_expressions}}}"


def _go_strings(values: list[str] | None) -> str:
    if values is None:
        return "[]string(nil)"
    return "[]string{" + ", ".join(map(quoted, values)) + "}"


def _restriction_errors(pod: Map, place: Field, old: Map | None) -> Problems:
    volumes = pod.get("volumes") or ()
    disks = any(volume is not None and volume.get("gcePersistentDisk") is not None for volume in volumes)
    if disks and place.release.has(PERSISTENT_DISK_READ_ONLY):
        yield from _disk_errors(pod, place, map_of(old or {}, "template", "spec"))
    policy = pod.get("restartPolicy") or ""
    if policy != ALWAYS:
        here = place.child("restartPolicy")
        refused = unsupported(here, policy, [ALWAYS], code=RESTART_POLICY)
        # Whoever wrote a policy that is no misspelling may have meant a Job.
        fix = refused.fix or Fix.setting(f"write {ALWAYS}", here.path, ALWAYS, safe=False)
        yield refused._replace(fix=fix)
    if pod.get("activeDeadlineSeconds") is not None and place.release.has(ACTIVE_DEADLINE_REFUSED):
        yield _deadline(pod["activeDeadlineSeconds"], place.child("activeDeadlineSeconds"))


def _deadline(seconds: int, place: Field) -> Problem:
    if place.release.has(ACTIVE_DEADLINE_FORBIDDEN):
        return forbidden(place, "activeDeadlineSeconds in DaemonSet is not Supported")
    return invalid(place, seconds, "must not be specified")


def _disk_errors(pod: Map, place: Field, old: Map) -> Problems:
    stored_disks = [volume.get("gcePersistentDisk") for volume, _ in listed(old, "volumes", place)]
    for volume, here in listed(pod, "volumes", place):
        disk = volume.get("gcePersistentDisk")
        if disk is not None and not disk.get("readOnly") and disk not in stored_disks:
            yield invalid(here.child("gcePersistentDisk", "readOnly"), value=False, detail=READ_WRITE_DISK)


def daemonset_update_errors(value: Map, baseline: Map, place: Field) -> Problems:
    """In extensions/v1beta1 the selector is mutable."""
    here = place.child("spec", "selector")
    changed = stored(map_of(value, "spec", "selector")) != stored(map_of(baseline, "spec", "selector"))
    if changed and value.get("apiVersion") != EXTENSIONS:
        labels = Related("the labels that the pods have", (*place.path, "spec", "template", "metadata", "labels"))
        shown = selector_value(map_of(value, "spec", "selector"))
        yield invalid(here, shown, IMMUTABLE, code=IMMUTABLE_SELECTOR, related=(labels,))

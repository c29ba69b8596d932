"""For editors only: constraints that dslint/validation reports, because the message depends on more than the value."""

from __future__ import annotations

from tools.constraints.words import Constraint, elsewhere, label_key, named, one_of, required, without

_LABEL_OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist")
_NOT_NEGATIVE = {"minimum": 0, "not": without(r"^\s*-[0.]*[1-9]")}


def _operator(*operators: str) -> Constraint:
    found = one_of("operator", *operators, empty=False).of(absent=True)
    return found.of(error={"type": "Invalid", "detail": "not a valid selector operator"})


def _amounts(field: str) -> Constraint:
    error = {"type": "Invalid", "detail": "must be greater than or equal to 0"}
    return Constraint(field, _NOT_NEGATIVE, error, within="values")


def _labels(field: str) -> tuple[Constraint, ...]:
    return named(field, "label-key").of(within="keys"), named(field, "label-value").of(within="values")


_SPOKEN_ELSEWHERE: dict[str, tuple[Constraint, ...]] = {
    "core.v1.NodeSelector": (required("nodeSelectorTerms", "must have at least one node selector term", empty=[]),),
    "core.v1.NodeSelectorRequirement": (_operator(*_LABEL_OPERATORS, "Gt", "Lt"),),
    "core.v1.PersistentVolumeClaimSpec": (required("accessModes", "at least 1 access mode is required", empty=[]),),
    "core.v1.PodAffinityTerm": (
        required("topologyKey", "can not be empty"),
        named("topologyKey", "label-key", empty=True),
        named("namespaces", "dns-label").of(within="items"),
        label_key("matchLabelKeys").of(within="items", since="1.33"),
        label_key("mismatchLabelKeys").of(within="items", since="1.33"),
    ),
    "core.v1.PodDNSConfigOption": (required("name", "must not be empty"),),
    "core.v1.PodOS": (one_of("name", "linux", "windows").of(since="1.24"),),
    "core.v1.ResourceRequirements": (_amounts("limits"), _amounts("requests")),
    "core.v1.Toleration": (one_of("operator", "Equal", "Exists"),),
    "meta.v1.LabelSelector": _labels("matchLabels"),
    "meta.v1.LabelSelectorRequirement": (label_key("key").of(absent=True), _operator(*_LABEL_OPERATORS)),
    "meta.v1.ObjectMeta": (*_labels("labels"), named("annotations", "annotation-key").of(within="keys")),
}

CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    definition: tuple(map(elsewhere, constraints)) for definition, constraints in _SPOKEN_ELSEWHERE.items()
}

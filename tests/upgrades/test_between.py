"""All that the engine asks of versions is told, from its own tables."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import dslint
from dslint.kubernetes.release import Behaviour, parse_version
from dslint.rollout.behaviours import OLD_UNAVAILABLE_TAKE_BUDGET
from dslint.traps.support.behaviours import OUT_OF_DISK_REMOVED
from dslint.upgrades.between import TOLD, Span, all_changes
from dslint.upgrades.changes import DETAILS

PACKAGE = Path(dslint.__file__).parent
APART = ("dslint/admission/policies/", "dslint/edit/")
"""Rooms whose behaviours are those of a cluster's policies, which no manifest of a node agent sets, and of fixes."""

WORDS_ONLY = {
    "EMBEDDED_ARE_NAMED", "TOO_LONG_MAY_NOT", "RESOURCE_NAMES_BARE", "VALUES_AS_JSON", "LOWER_CASE_RFC_WORDING",
    "DOTS_ARE_NAMED", "UNDERSCORE_PATTERN_IS_NAMED", "TAINT_TEXT_WITHOUT_TAINT", "TAINT_TEXT_UNTOLERATED",
    "NODE_AFFINITY_TEXT", "NODE_NAME_TEXT", "VOLUME_AFFINITY_TEXT", "READ_WRITE_ONCE_POD_TEXT", "GENERIC_AFFINITY_TEXT",
    "GENERIC_AFFINITY_TEXT_OF_RULES", "LIMIT_IS_NAMED", "UID_IS_NAMED", "EMPTY_SELECTOR_NOT_VALID",
    "ACTIVE_DEADLINE_FORBIDDEN", "EXISTS_VALUE_ALONE", "ONE_TYPE_PER_SOURCE", "EMPTY_NAMES_REPEAT",
    "HOST_PORT_IS_NAMED", "SIDECAR_WORDING", "INIT_FIELDS_FORBIDDEN", "ADDRESS_EXAMPLES", "HOST_ALIAS_INDICES",
    "HOST_USERS_WORDING", "REJECTION_SAYS_WAS_REJECTED", "NAMES_CONTAINERS_WITHOUT_QUOTA_RESOURCES",
    "COMPARISON_OPERATORS_KNOWN", "NAME_ASKED_FOR_FIRST",
}  # fmt: skip
"""Behaviours that change the words of a message and nothing else."""

TOLD_OTHERWISE = {
    "_ALPHA_KEYS": "the tolerations of the controller, from the function that gives them",
    "_TODAYS_KEYS": "the same",
    "_PRESSURE": "the same",
    "_PID_PRESSURE": "the same",
    "_NODE_STATE": "the same",
    "CURRENT_NODE_LABELS": "PLATFORM_LABELS_SET",
    "ANNOTATIONS_DECIDE": "TOLERATIONS_ARE_FIELDS and AFFINITY_IS_A_FIELD",
    "MATCH_LABEL_KEYS_MERGED": "the feature gate MatchLabelKeysInPodTopologySpreadSelectorMerge",
    "RELAXED_ENVIRONMENT_NAMES": "the feature gate RelaxedEnvironmentVariableValidation",
    "FILE_KEY_REFERENCES": "the feature gate EnvFiles",
    "HOST_IPS": "the feature gate PodHostIPs",
    "FIELDS_OF_PODS": "the fields: the schemas",
    "HOST_NAME_ANNOTATIONS_REMOVED": "a field takes their place in all versions that dslint knows",
    "RENAMED_TAINTS": "the tolerations of the controller",
    "NODE_LABELS": "PLATFORM_LABELS_SET",
    "TOPOLOGY_LABELS": "the same of dslint/traps/rules/deprecated_topology_key.py",
    "CONTROL_PLANE_LABEL": "the same of dslint/kubernetes/kubeadm.py",
    "SYSCTLS_FIELD": "the field: the schemas",
    "CLUSTER_FIRST_WITH_HOST_NET": "the values of dnsPolicy: the schemas",
    "SYSTEM_CLASSES": "SYSTEM_CLASSES_IN_KUBE_SYSTEM and the feature gate PodPriority",
    "SYSTEM_CLASSES_EVERYWHERE": "the end of SYSTEM_CLASSES_IN_KUBE_SYSTEM",
    "OPTIONS_OF_OBJECT": "INIT_CONTAINERS_RESIZE_IN_KUBELETS, which is what it changes",
    "INIT_CONTAINERS": "the default of a field that comes then: the schemas",
    "TERMINATION_MESSAGE_POLICY": "the same",
    "SCHEDULER_NAME": "the same",
    "HOST_PATH_TYPE": "the same",
    "PROJECTED_VOLUMES": "the same",
    "TOKEN_PROJECTIONS": "the same",
    "VOLUME_MODE": "the same",
    "EPHEMERAL_VOLUMES": "the same",
    "IMAGE_VOLUMES": "the same",
    "AZURE_DISK_KIND": "the same",
}
OPEN = {"ALL_RELEASES", "EVERYWHERE", "HOST_NAME_FIELDS"}
"""What holds in all versions."""


def behaviours() -> Iterator[tuple[str, str, Behaviour]]:
    """Each constant of the package that is a Behaviour: its file, its name and the object."""
    for file in sorted(PACKAGE.rglob("*.py")):
        place = file.relative_to(PACKAGE.parent).as_posix()
        if place.startswith(APART):
            continue
        text = file.read_text(encoding="utf-8")
        for statement in ast.parse(text).body if "Behaviour(" in text else ():
            if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
                continue
            made_by, target = statement.value.func, statement.targets[0]
            if isinstance(made_by, ast.Name) and made_by.id == "Behaviour" and isinstance(target, ast.Name):
                module = importlib.import_module(place.removesuffix(".py").replace("/", "."))
                yield place, target.id, getattr(module, target.id)


FOUND = list(behaviours())


def test_every_behaviour_of_the_engine_is_told_or_changes_only_words() -> None:
    """A new one gets an entry in dslint/upgrades, or in one of the lists above."""
    told = {id(one.behaviour) for one in TOLD}
    excused = WORDS_ONLY | TOLD_OTHERWISE.keys() | OPEN
    missing = [f"{place}: {name}" for place, name, found in FOUND if id(found) not in told and name not in excused]
    assert missing == []
    assert len(FOUND) > 100


def test_nothing_is_told_that_the_engine_does_not_ask() -> None:
    known = {id(found) for _, _, found in FOUND}
    assert [one.begins or one.ends for one in TOLD if id(one.behaviour) not in known] == []


def test_what_is_excused_exists() -> None:
    names = {name for _, name, _ in FOUND}
    assert WORDS_ONLY | TOLD_OTHERWISE.keys() | OPEN <= names


def test_each_end_of_a_behaviour_that_has_words_has_a_version() -> None:
    for told in TOLD:
        assert told.begins or told.ends
        assert not (told.begins and told.behaviour.since is None), told.begins
        assert not (told.ends and told.behaviour.until is None), told.ends


def test_changes_between_two_versions_are_those_after_the_first_up_to_the_second() -> None:
    found = Span("1.29", "1.31").changes()
    assert {change.version for change in found} == {"1.30", "1.31"}
    assert [change.order for change in found] == sorted(change.order for change in found)
    assert len(set(found)) == len(found)


def test_a_downgrade_takes_the_same_changes_back_newest_first() -> None:
    up, down = Span("1.29", "1.34"), Span("1.34", "1.29")
    assert (up.is_downgrade, down.is_downgrade) == (False, True)
    assert set(up.changes()) == set(down.changes())
    versions = [parse_version(change.version) for change in down.changes()]
    assert versions == sorted(versions, reverse=True)


def test_steps_add_up_to_the_whole_way() -> None:
    steps = [*Span("1.23", "1.24").changes(), *Span("1.24", "1.25").changes()]
    assert steps == Span("1.23", "1.25").changes()


def test_the_list_of_all_versions_leaves_details_out_unless_versions_are_named() -> None:
    assert not {change.subject for change in all_changes()} & DETAILS
    assert {change.subject for change in all_changes(("1.32",))} & DETAILS
    assert {change.version for change in all_changes(("1.32",))} == {"1.32"}


@pytest.mark.parametrize(
    ("behaviour", "version", "words"),
    [
        (OLD_UNAVAILABLE_TAKE_BUDGET, "1.30", "unavailable old pods are replaced first"),
        (OUT_OF_DISK_REMOVED, "1.14", "out-of-disk are removed"),
    ],
)
def test_what_is_told_has_the_version_that_the_engine_asks(behaviour: Behaviour, version: str, words: str) -> None:
    assert behaviour.since == version
    assert [change.version for change in all_changes() if words in change.text] == [version]

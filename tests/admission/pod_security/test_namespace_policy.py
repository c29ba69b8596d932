"""The level of a namespace is what its labels say, never later than the server."""

from __future__ import annotations

import pytest

from dslint.admission.pod_security.namespace_policy import AUDIT, ENFORCE, WARN, invalid_labels, level_version
from dslint.kubernetes.release import Release

PREFIX = "pod-security.kubernetes.io/"
RELEASE = Release.of("1.30")


@pytest.mark.parametrize("level", [None, "", "privileged", "Baseline", "strict"])
def test_no_level_an_unknown_one_and_one_that_allows_everything_ask_for_nothing(level: str | None) -> None:
    assert level_version({f"{PREFIX}enforce": level}, ENFORCE, RELEASE) is None


@pytest.mark.parametrize(
    ("label", "version"),
    [
        (None, (1, 30)),
        ("latest", (1, 30)),
        ("v1.25", (1, 25)),
        ("v1.0", (1, 0)),
        ("v1.30", (1, 30)),
        ("v1.31", (1, 30)),
        ("v1.99999999999999999999", (1, 30)),
        ("1.25", (1, 30)),
        ("v1.025", (1, 30)),
        ("v2.0", (1, 30)),
    ],
)
def test_the_version_is_the_pinned_one_up_to_the_servers(label: str | None, version: tuple[int, int]) -> None:
    labels = {f"{PREFIX}enforce": "baseline", f"{PREFIX}enforce-version": label}
    found = level_version(labels, ENFORCE, RELEASE)
    assert found is not None
    assert (found.level, found.version) == ("baseline", version)


def test_each_mode_has_a_label_of_its_own() -> None:
    labels = {f"{PREFIX}enforce": "baseline", f"{PREFIX}warn": "restricted", f"{PREFIX}warn-version": "v1.20"}
    found = [level_version(labels, mode, RELEASE) for mode in (ENFORCE, WARN, AUDIT)]
    assert [(one.level, one.label) if one else None for one in found] == [
        ("baseline", "latest"),
        ("restricted", "v1.20"),
        None,
    ]


def test_the_sentence_has_the_level_as_labelled_and_every_violation() -> None:
    level = level_version({f"{PREFIX}warn": "baseline", f"{PREFIX}warn-version": "v1.99"}, WARN, RELEASE)
    assert level is not None
    found = level.violations({}, {"hostPID": True, "containers": [{"name": "a", "ports": [{"hostPort": 80}]}]})
    assert level.sentence(found) == (
        'PodSecurity "baseline:v1.99": host namespaces (hostPID=true), hostPort (container "a" uses hostPort 80)'
    )


@pytest.mark.parametrize(
    ("labels", "bad"),
    [
        ({"enforce": "baseline", "enforce-version": "latest", "warn-version": "v1.25"}, {}),
        ({"enforce": "strict"}, {"enforce": "must be one of privileged, baseline, restricted"}),
        (
            {"warn": "Restricted", "audit-version": "1.30"},
            {
                "audit-version": 'must be "latest" or "v1.x"',
                "warn": "must be one of privileged, baseline, restricted",
            },
        ),
        ({"other": "x"}, {}),
    ],
)
def test_the_api_server_rejects_levels_and_versions_that_it_does_not_know(
    labels: dict[str, str], bad: dict[str, str]
) -> None:
    found = invalid_labels({f"{PREFIX}{label}": value for label, value in labels.items()})
    assert list(found) == [(f"{PREFIX}{label}", wording) for label, wording in bad.items()]

from __future__ import annotations

from difflib import get_close_matches

import pytest

from dslint.kubernetes.suggestions import did_you_mean, nearest, only_near, suggestion

EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")
HOST_PATHS = ("", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket")


@pytest.mark.parametrize(
    ("text", "known", "meant"),
    [
        ("NoSchedul", EFFECTS, 'did you mean "NoSchedule"?'),
        ("noexecute", EFFECTS, 'did you mean "NoExecute"?'),
        ("PreferNo", EFFECTS, 'did you mean "PreferNoSchedule"?'),
        ("Dirctory", HOST_PATHS, 'did you mean "Directory"?'),
        ("sock", HOST_PATHS, 'did you mean "Socket"?'),
        ("Evict", EFFECTS, None),
        ("", HOST_PATHS, None),
        (5, EFFECTS, None),
    ],
)
def test_the_nearest_word_is_named_where_one_is_near(text: object, known: tuple[str, ...], meant: str | None) -> None:
    assert did_you_mean(text, known) == meant


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("three-leg", "; did you mean Three-Legs?"),
        ("THREE-LEGS", "; did you mean Three-Legs?"),
        ("chair", "; there are others"),
    ],
)
def test_a_message_ends_with_the_nearest_word_or_with_what_else_helps(text: str, ending: str) -> None:
    assert suggestion(text, ["Three-Legs", "four-legs"], otherwise="; there are others") == ending


def test_a_word_is_near_only_when_it_is_as_alike_as_asked() -> None:
    assert nearest("daemonst", ["DaemonSet"], alike=0.8) == "DaemonSet"
    assert nearest("statefulset", ["DaemonSet"], alike=0.8) is None


def test_a_word_is_not_suggested_for_itself() -> None:
    assert did_you_mean("Lt", ("Equal", "Exists", "Lt", "Gt")) is None


@pytest.mark.parametrize(
    ("text", "known", "meant"),
    [
        ("exists", ("Equal", "Exists", "Lt", "Gt"), "Exists"),
        ("hostNetwrok", ("hostNetwork", "hostPID", "hostname"), "hostNetwork"),
        ("system-node-crtical", ("system-node-critical", "system-cluster-critical"), "system-node-critical"),
        ("data3", ("data1", "data2"), None),
        ("iamge", ("image", "name"), "image"),
        (
            "requiredDuringSchedulng",
            ("requiredDuringScheduling", "preferredDuringScheduling"),
            "requiredDuringScheduling",
        ),
        ("matchLabel", ("labels", "image"), None),
        ("anything", (), None),
    ],
)
def test_only_one_word_is_meant_where_it_is_very_near_and_no_other_is(
    text: str, known: tuple[str, ...], meant: str | None
) -> None:
    assert only_near(text, known) == meant


@pytest.mark.parametrize("text", ["dirctory", "fileorcreat", "socke", "file", "devices", "x", "file" * 40])
@pytest.mark.parametrize("alike", [0.6, 0.72, 0.9])
def test_the_nearest_word_is_the_one_that_difflib_finds(text: str, alike: float) -> None:
    words = {word.casefold(): word for word in HOST_PATHS}
    close = get_close_matches(text, words, n=1, cutoff=alike)
    assert nearest(text, HOST_PATHS, alike=alike) == (words[close[0]] if close else None)

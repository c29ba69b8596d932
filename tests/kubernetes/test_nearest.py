from __future__ import annotations

import pytest

from dslint.kubernetes.nearest import did_you_mean

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

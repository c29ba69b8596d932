"""Suppressions that do nothing go, and only they."""

from __future__ import annotations

import pytest

from tests.fixing import mended
from tests.policy.suppressions.manifest import DAEMONSET, LABEL, with_comment

PLAIN = "        kubernetes.io/os: linux\n"
PLAIN_DAEMONSET = DAEMONSET.replace(LABEL, PLAIN)


@pytest.mark.parametrize(
    ("code", "written", "wanted"),
    [
        ("DS901", f"        # dslint: ignore[DS301] why\n{PLAIN}", PLAIN),
        ("DS901", f"{PLAIN[:-1]}  # dslint: ignore[DS301]\n", PLAIN),
        ("DS901", f"{PLAIN[:-1]}  # linux  # dslint: ignore[DS301] why\n", f"{PLAIN[:-1]}  # linux\n"),
        ("DS901", f"{PLAIN[:-1]}  # dslint: ignore[DS301] why  # linux\n", None),
        ("DS903", f"        # dslint: ignore[DS301] until=2020-01-31\n{PLAIN}", PLAIN),
        ("DS902", f"        # dslint: ignore[DS999]\n{PLAIN}", PLAIN),
        (
            "DS902",
            f"        # dslint: ignore[DS301,DS999] why\n{PLAIN}",
            f"        # dslint: ignore[DS301] why\n{PLAIN}",
        ),
        ("DS902", f"        # dslint: ignore[DS999, DS301]\n{PLAIN}", f"        # dslint: ignore[DS301]\n{PLAIN}"),
        ("DS902", f"        # dslint: ignore[DS301,p[]\n{PLAIN}", f"        # dslint: ignore[DS301[]\n{PLAIN}"),
        ("DS902", f"        # dslint: ignore[[p, DS301]\n{PLAIN}", f"        # dslint: ignore[[DS301]\n{PLAIN}"),
        ("DS902", f"        # dslint: ignore[host-netwrk, DS301]\n{PLAIN}", None),
        ("DS904", f"        # dslint: ignore because\n{PLAIN}", None),
    ],
)
def test_a_comment_goes_or_a_rule_in_it(code: str, written: str, wanted: str | None) -> None:
    expected = written.replace("host-netwrk", "host-network") if wanted is None else wanted
    found = mended(code, DAEMONSET.replace(LABEL, written), unsafe=False)
    assert found == DAEMONSET.replace(LABEL, expected)


def test_a_comment_above_nothing_goes() -> None:
    assert mended("DS904", f"{DAEMONSET}# dslint: ignore[DS301] why\n") == DAEMONSET


def test_a_comment_that_does_something_stays() -> None:
    text = with_comment("# dslint: ignore[DS301] why")
    assert all(mended(code, text) == text for code in ("DS901", "DS902", "DS903", "DS904"))


@pytest.mark.parametrize(
    ("annotations", "wanted"),
    [
        ("{dslint.dev/ignore: DS301, dslint.dev/ignore-reason: why, a: b}", "{a: b}"),
        ("{dslint.dev/ignore: DS301}", None),
        ('{dslint.dev/ignore: "DS301, DS302"}', None),
    ],
)
def test_an_annotation_goes_with_its_reason(annotations: str, wanted: str | None) -> None:
    text = PLAIN_DAEMONSET.replace("annotations: {}", f"annotations: {annotations}")
    line = f"  annotations: {wanted}\n" if wanted else ""
    assert mended("DS901", text) == PLAIN_DAEMONSET.replace("  annotations: {}\n", line)


def test_an_unknown_rule_of_an_annotation_goes() -> None:
    text = DAEMONSET.replace("annotations: {}", 'annotations: {dslint.dev/ignore: "DS301, DS999"}')
    assert mended("DS902", text) == text.replace('"DS301, DS999"', '"DS301"')

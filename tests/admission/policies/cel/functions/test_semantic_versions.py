from __future__ import annotations

import pytest

from tests.admission.policies.cel.expressions import error, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("isSemver('1.2.3') && isSemver('1.2.3-rc.1+build.5') && !isSemver('1.2') && !isSemver('v1.2.3')", True),
        ("isSemver('1.2.3-0') && isSemver('1.2.3-0a') && isSemver('1.2.3+01') && isSemver('0.0.0')", True),
        ("semver('1.0.0-beta').compareTo(semver('1.0.0-alpha.1'))", 1),
        ("semver('1.0.0-alpha.2').compareTo(semver('1.0.0-alpha.10'))", -1),
        ("semver('1.0.0-a').compareTo(semver('1.0.0-a'))", 0),
        ("isSemver('v1.2', true) && isSemver('01.02.03', true) && !isSemver('1.2-rc', true)", True),
        ("semver('v1', true) == semver('1.0.0')", True),
        ("semver('1.2.3').major() * 100 + semver('1.2.3').minor() * 10 + semver('1.2.3').patch()", 123),
        ("semver('1.2.3').isLessThan(semver('1.10.0')) && semver('2.0.0').isGreaterThan(semver('1.99.99'))", True),
        ("semver('1.0.0-alpha').compareTo(semver('1.0.0'))", -1),
        ("semver('1.0.0-alpha.1').isLessThan(semver('1.0.0-alpha.beta'))", True),
        ("semver('1.0.0-rc.2').isLessThan(semver('1.0.0-rc.11'))", True),
        ("semver('1.0.0-rc').isLessThan(semver('1.0.0-rc.1'))", True),
        ("semver('1.0.0+a').compareTo(semver('1.0.0+b'))", 0),
    ],
)
def test_versions_are_compared(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Version string empty"),
        ("1.2", "No Major.Minor.Patch elements found"),
        ("a.2.3", 'Invalid character(s) found in major number "a"'),
        ("01.2.3", 'Major number must not contain leading zeroes "01"'),
        ("1.2.03", 'Patch number must not contain leading zeroes "03"'),
        ("1.2.3-", "Prerelease is empty"),
        ("1.2.3-01", 'Numeric PreRelease version must not contain leading zeroes "01"'),
        ("1.2.3-a_b", 'Invalid character(s) found in prerelease "a_b"'),
        ("1.2.3+", "Build meta data is empty"),
        ("1.2.3+a_b", 'Invalid character(s) found in build meta data "a_b"'),
    ],
)
def test_what_is_no_version_is_worded_as_by_the_library_of_the_server(text: str, message: str) -> None:
    assert error(f"semver('{text}').major()") == message


def test_a_short_version_has_nothing_behind_its_numbers() -> None:
    assert error("semver('1.2-rc', true).major()") == "short version cannot contain PreRelease/Build meta data"

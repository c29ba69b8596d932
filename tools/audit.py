"""`python -m tools.audit`: known vulnerabilities of what constraints.txt pins, as pip-audit knows them.

The exit code is 1 if there are any. Where no source of advisories can be reached, that is said: nothing was audited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
PIP_AUDIT = (str(Path(sys.executable).with_name("uv")), "tool", "run", "--quiet", "pip-audit@2.10.1")
SECONDS = 120


class Audit(NamedTuple):
    """How many packages were looked up, the names of those that could not be, and a line for each vulnerability."""

    audited: int
    skipped: tuple[str, ...] = ()
    vulnerabilities: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Audit:
        """From what `pip-audit --format json` prints."""
        packages = answer["dependencies"]
        skipped = tuple(one["name"] for one in packages if "skip_reason" in one)
        found = tuple(
            f"{one['name']} {one['version']}: {each['id']}, fixed in {', '.join(each['fix_versions']) or 'no release'}"
            for one in packages
            for each in one.get("vulns", ())
        )
        return cls(len(packages) - len(skipped), skipped, found)

    @property
    def lines(self) -> list[str]:
        if not self.audited:
            return ["not audited: no source of advisories can be reached from here"]
        missing = [f"not audited: {', '.join(self.skipped)}"] if self.skipped else []
        return [
            *self.vulnerabilities,
            f"{self.audited} packages audited, {len(self.vulnerabilities)} vulnerabilities",
            *missing,
        ]


def audited(command: Sequence[str] = PIP_AUDIT) -> Audit:
    """What pip-audit answers; nothing audited if it cannot be installed or reaches nothing."""
    words = (*command, "--requirement", str(CONSTRAINTS), "--no-deps", "--disable-pip", "--format", "json")
    try:
        done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
        return Audit.of(json.loads(done.stdout))
    except (OSError, subprocess.TimeoutExpired, ValueError, LookupError):
        return Audit(0)


def main() -> int:
    audit = audited()
    print(*audit.lines, sep="\n")
    return int(bool(audit.vulnerabilities))


if __name__ == "__main__":
    sys.exit(main())

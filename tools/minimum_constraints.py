"""Prints constraints that pin each runtime dependency, also of extras, to its lower bound in pyproject.toml.

All other packages are pinned as in constraints.txt, and so is a dependency of some Pythons on the others, where another
package may need it. `make test-minimum` installs the result.
"""

from __future__ import annotations

from collections.abc import Iterator

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.requirements import TOP, project


def main() -> None:
    print("\n".join(lines()))


def lines() -> Iterator[str]:
    """The lower bounds first, then the pins of everything else."""
    declared = project()["project"]
    minimum = [
        Requirement(text) for text in (*declared["dependencies"], *declared["optional-dependencies"]["admission"])
    ]
    direct = {canonicalize_name(requirement.name): requirement for requirement in minimum}
    for requirement in minimum:
        marker = f" ; {requirement.marker}" if requirement.marker else ""
        yield f"{requirement.name}=={lower_bound(requirement)}{marker}"
    for line in (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            requirement = direct.get(canonicalize_name(pin.name))
            if requirement is None:
                yield line
            elif requirement.marker and not pin.marker:
                yield f"{line} ; {elsewhere(requirement.marker)}"


def elsewhere(marker: Marker) -> str:
    """The Pythons that a marker leaves out, such as `python_version >= '3.11'` for `python_version < '3.11'`."""
    name, operator, version = str(marker).split()
    return f"{name} {'>=' if operator == '<' else '<'} {version}"


def lower_bound(requirement: Requirement) -> str:
    """Raises ValueError unless a requirement declares exactly one."""
    bounds = [specifier.version for specifier in requirement.specifier if specifier.operator == ">="]
    if len(bounds) != 1:
        raise ValueError(f"pyproject.toml: {requirement} needs one lower bound, written with >=")
    return bounds[0]


if __name__ == "__main__":
    main()

"""JSON Schemas for editors: of one kind, of all kinds that dslint checks, and of dslint's own files."""

from __future__ import annotations

import json
from typing import Any

from dslint.data import schemas_folder
from dslint.kubernetes.release import Version, show
from dslint.kubernetes.suggestions import suggestion
from dslint.schema.definitions import definitions
from dslint.schema.served_versions import serving

_ADDRESS = "https://json-schema.org/draft/2020-12/schema"


class UnknownKindError(LookupError):
    """A kind without a schema; the message suggests a similar one."""


def document(kind: str, version: Version) -> dict[str, Any]:
    """The schema of a kind in its most stable apiVersion, or of one of dslint's own files. Raises UnknownKindError."""
    known = {name.casefold(): name for name in kinds(version)}
    name = known.get(kind.casefold())
    if name is None:
        names = known.values()
        nearest = suggestion(kind, names, otherwise=f"; choose one of {', '.join(names)}")
        raise UnknownKindError(f"there is no schema {kind}{nearest}")
    own = _own()
    return _read(own[name]) if name in own else _of_kubernetes(name, version)


def whole(version: Version) -> dict[str, Any]:
    """The schema of all kinds of this minor; apiVersion and kind select one."""
    return _read(f"kubernetes-{show(version)}.schema.json")


def kinds(version: Version) -> tuple[str, ...]:
    """The kinds of this minor, and the names of dslint's own files."""
    of_kubernetes = dict.fromkeys(name.partition(" ")[2] for name in definitions(version).kinds)
    return (*of_kubernetes, *_own())


def _of_kubernetes(kind: str, version: Version) -> dict[str, Any]:
    api_version = serving(kind, version)[-1]
    known = definitions(version)
    title = f"{kind} of {api_version} in Kubernetes {show(version)}"
    return {"$schema": _ADDRESS, "title": title, **known.standalone(known.kinds[f"{api_version} {kind}"])}


def _own() -> dict[str, str]:
    """`LintReport` -> `lint-report.schema.json`."""
    files = sorted(path.name for path in schemas_folder().glob("*.schema.json"))
    stems = ((file.removesuffix(".schema.json"), file) for file in files if not file.startswith("kubernetes-"))
    return {"".join(part.capitalize() for part in stem.split("-")): file for stem, file in stems}


def _read(file: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((schemas_folder() / file).read_text(encoding="utf-8"))
    return value

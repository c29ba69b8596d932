"""What kubectl prints of a template, or of one container or volume of it."""

from __future__ import annotations

from typing import Any

from dslint.kubectl.describe.template import describe


def shown(*, metadata: dict[str, Any] | None = None, **spec: Any) -> str:
    return describe({"metadata": metadata or {}, "spec": spec})


def container_lines(**fields: Any) -> list[str]:
    """What is printed of one container, from its image on."""
    text = shown(containers=[{"name": "c", "image": "i", **fields}])
    return text.split("  Containers:\n   c:\n")[1].split("  Volumes:")[0].splitlines()


def volume_lines(**source: Any) -> list[str]:
    text = shown(containers=[], volumes=[{"name": "v", **source}])
    return text.split("  Volumes:\n   v:\n")[1].split("  Node-Selectors:")[0].splitlines()

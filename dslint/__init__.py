"""dslint: what Kubernetes will do with what runs on every node, said before it does it."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing's own, which would take as long to import as all else that --version needs

if TYPE_CHECKING:
    from dslint.engine import lint, lint_static_pods, lint_text, plan
    from dslint.findings import Finding, LintReport, Severity
    from dslint.plans import Plan
    from dslint.version import __version__

__all__ = [
    "Finding",
    "LintReport",
    "Plan",
    "Severity",
    "__version__",
    "lint",
    "lint_static_pods",
    "lint_text",
    "plan",
]

# Imported on first use: `dslint --version` must not pay for any of them.
_HOMES = {
    "__version__": "dslint.version",
    "Finding": "dslint.findings",
    "LintReport": "dslint.findings",
    "Severity": "dslint.findings",
    "Plan": "dslint.plans",
    "lint": "dslint.engine",
    "lint_static_pods": "dslint.engine",
    "lint_text": "dslint.engine",
    "plan": "dslint.engine",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dslint' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(home), name)

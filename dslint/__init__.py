"""dslint: know what Kubernetes will do with your DaemonSets, Pods and static pods before you apply them."""

TYPE_CHECKING = False  # like typing's; importing typing or a __future__ would take as long as all that --version needs

if TYPE_CHECKING:
    from dslint.api_server.baseline import BaselineError, BaselineUsageError
    from dslint.engine import lint, lint_static_pods, lint_text
    from dslint.findings import Finding, LintReport, Severity
    from dslint.findings.json_types import LintReportDict
    from dslint.fixes import fix_text
    from dslint.fleet import plan_fleet
    from dslint.inventory.errors import InventoryError
    from dslint.kubernetes.release import UnknownVersionError
    from dslint.migrations import migrate_text
    from dslint.planner import plan
    from dslint.plans import Plan, PlanReport
    from dslint.plans.json_types import PlanDict, PlanListDict
    from dslint.version import __version__

__all__ = [
    "BaselineError",
    "BaselineUsageError",
    "Finding",
    "InventoryError",
    "LintReport",
    "LintReportDict",
    "Plan",
    "PlanDict",
    "PlanListDict",
    "PlanReport",
    "Severity",
    "UnknownVersionError",
    "__version__",
    "fix_text",
    "lint",
    "lint_static_pods",
    "lint_text",
    "migrate_text",
    "plan",
    "plan_fleet",
]

# Imported on first use: `dslint --version` needs none of them.
_HOMES = {
    "__version__": "dslint.version",
    "BaselineError": "dslint.api_server.baseline",
    "BaselineUsageError": "dslint.api_server.baseline",
    "Finding": "dslint.findings",
    "InventoryError": "dslint.inventory.errors",
    "LintReport": "dslint.findings",
    "LintReportDict": "dslint.findings.json_types",
    "Severity": "dslint.findings",
    "Plan": "dslint.plans",
    "PlanReport": "dslint.plans",
    "PlanDict": "dslint.plans.json_types",
    "PlanListDict": "dslint.plans.json_types",
    "UnknownVersionError": "dslint.kubernetes.release",
    "fix_text": "dslint.fixes",
    "lint": "dslint.engine",
    "lint_static_pods": "dslint.engine",
    "lint_text": "dslint.engine",
    "migrate_text": "dslint.migrations",
    "plan": "dslint.planner",
    "plan_fleet": "dslint.fleet",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dslint' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(home), name)

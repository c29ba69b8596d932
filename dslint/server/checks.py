"""What the server asks of the commands: they find the configuration of a file and check a text that is not saved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from dslint.findings import LintReport
from dslint.plans import PlanReport

if TYPE_CHECKING:
    from dslint.kubernetes.cluster import Cluster
    from dslint.policy.rule_page import Page


class CheckError(Exception):
    """Why a text cannot be checked, such as an invalid configuration. The text has a line for each error."""


class NoInventoryError(CheckError):
    """There are no nodes to plan on."""


class Options(NamedTuple):
    """What the editor sets. `trusted`: rules and policies of the workspace may be read and evaluated.

    `shows_plans`: the editor itself shows what the command for a plan gives. `plan_from` is what plans compare with, as
    --from of plan; the others are as the options of lint.
    """

    configuration: str | None = None
    kubernetes_versions: str | None = None
    plan_from: str | None = None
    strict: bool = False
    code_lens: bool = True
    trusted: bool = True
    shows_plans: bool = False

    @classmethod
    def of(cls, value: Any) -> tuple[Options, tuple[str, ...]]:
        """The options in a JSON object as editors send it, and a sentence on each setting that is wrong."""
        given = value if isinstance(value, Mapping) else {}
        found, values, wrong = cls(), dict[str, Any](), list[str]()
        for name, field in SETTINGS.items():
            setting = given.get(name)
            expected = bool if isinstance(getattr(found, field), bool) else str
            if isinstance(setting, expected) and setting != "":
                values[field] = setting
            elif setting not in (None, ""):
                wrong.append(f"the setting {name} must be {'true or false' if expected is bool else 'a string'}")
        return found._replace(**values), tuple(wrong)


SETTINGS = {
    "configuration": "configuration",
    "kubernetesVersions": "kubernetes_versions",
    "planFrom": "plan_from",
    "strict": "strict",
    "codeLens": "code_lens",
    "trusted": "trusted",
    "showsPlans": "shows_plans",
}


class Checks(Protocol):
    """The files that a result depends on are read again when they have changed. All raise CheckError."""

    def lint(self, name: str, text: str) -> LintReport | None:
        """The report on a text in place of a file; None if the configuration excludes the file."""

    def plan(self, name: str, text: str) -> PlanReport:
        """The plan of the workloads in a text on the configured inventory. Also raises NoInventoryError."""

    def cluster(self, name: str) -> Cluster | None:
        """The configured inventory; None if there is none."""

    def page(self, name: str, code: str) -> Page | None:
        """The page of a rule, also of the user's; None if it is unknown."""

    def state(self, name: str) -> Hashable:
        """Differs once a file that a plan or the inventory depends on has changed."""

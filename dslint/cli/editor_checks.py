"""The checks of the language server: as `dslint lint` and `dslint plan` do them, for texts that are not saved."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dslint.cli.editor_settings import EditorSettings, state, state_of_named
from dslint.cli.lint_errors import failure
from dslint.cli.lint_options import Request
from dslint.cli.lint_request import LintRun
from dslint.findings import LintReport
from dslint.kubernetes.release import UnknownVersionError, parse_versions
from dslint.own_files.configuration.settings import near
from dslint.server.checks import CheckError, NoInventoryError, Options
from dslint.source.recent import Recent

if TYPE_CHECKING:
    from dslint.inventory.reader import Inventory
    from dslint.kubernetes.cluster import Cluster
    from dslint.plans import PlanReport
    from dslint.policy.rule_page import Page

POLICY = "ValidatingAdmissionPolicy"
UNTRUSTED_POLICY = (
    "this file is not checked: it has an admission policy, whose expressions are not evaluated in a workspace that is"
    " not trusted"
)


MOST_FOLDERS = 32
"""Of so many folders is kept what was read for their files; of those that were looked at last."""


class _Known(NamedTuple):
    """What was read for the files of a folder, and the state of the files that it was read from."""

    state: Hashable
    settings: EditorSettings
    clusters: dict[tuple[str, ...], Inventory]


class EditorChecks:
    """Implements `server.checks.Checks`: settings, rules and inventories are kept until their files change."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._known: Recent[Path, _Known] = Recent(MOST_FOLDERS)
        self._clusters: dict[Hashable, Cluster] = {}

    def lint(self, name: str, text: str) -> LintReport | None:
        with _errors():
            if not self.options.trusted and POLICY in text:
                raise CheckError(UNTRUSTED_POLICY)
            known = self._files(name)
            if known.settings.settings(name).excludes(Path(name)):
                return None
            run = LintRun(self._request(name, text), known.settings)
            run.clusters = known.clusters
            run.tells_all = True  # Editors show each in its line, and fix all.
            return run.outcome().report

    def plan(self, name: str, text: str) -> PlanReport:
        from dslint.cli import plan_request

        with _errors():
            settings, shown = self._settings(name), near(Path(name))
            if not settings.settings(name).inventory_files:
                raise NoInventoryError("there is no inventory; set `inventory` in .dslint.yaml to plan here")
            options: dict[str, Any] = {"baseline": (self.options.plan_from,) if self.options.plan_from else ()}
            versions, configuration = self._request(name, text).versions, self.options.configuration
            request = plan_request.Request([shown], (), versions, None, None, configuration)
            request = request._replace(names_count_as_found=True, texts={shown: text})
            return plan_request.planned(request, options, settings).report

    def cluster(self, name: str) -> Cluster | None:
        with _errors():
            files = self._settings(name).settings(name).inventory_files
            key = files, self.state(name)
            if files and key not in self._clusters:
                from dslint.inventory.reader import read_inventory

                self._clusters = {key: read_inventory(files)}
            return self._clusters[key] if files else None

    def page(self, name: str, code: str) -> Page | None:
        from dslint.policy import catalogue

        if code in catalogue.names():
            return catalogue.page(code)
        from dslint.policy.user_rules import read_user_rules

        with _errors():
            return read_user_rules(self._settings(name).settings(name).rules_folders).pages.get(code)

    def state(self, name: str) -> Hashable:
        with _errors():
            settings = self._settings(name).settings(name)
            return state(name, self.options.configuration), state_of_named(settings)

    def _settings(self, name: str) -> EditorSettings:
        return self._files(name).settings

    def _files(self, name: str) -> _Known:
        """What was read last, unless a file that it was read from has changed."""
        folder = Path(name).parent
        now = state(name, self.options.configuration)
        known = self._known.get(folder)
        if known is None or known.state != (now, state_of_named(known.settings.settings(name))):
            found = EditorSettings(configuration=self.options.configuration, strict=self.options.strict)
            found.trusted = self.options.trusted
            known = _Known((now, state_of_named(found.settings(name))), found, {})
            self._known.put(folder, known)
        return known

    def _request(self, name: str, text: str) -> Request:
        versions = self.options.kubernetes_versions
        return Request(
            paths=(name,),
            versions=parse_versions(versions) if versions else None,
            configuration=self.options.configuration,
            strict=self.options.strict,
            no_cache=True,
            allow_empty=True,
            texts={name: text},
        )


@contextmanager
def _errors() -> Iterator[None]:
    """Raises what the commands fail with as CheckError."""
    try:
        yield
    except CheckError:
        raise
    except (UnknownVersionError, click.ClickException) as error:
        raise CheckError(error.message if isinstance(error, click.ClickException) else str(error)) from error
    except Exception as error:
        known = failure(error)
        if known is None:
            raise
        raise CheckError(str(error)) from error

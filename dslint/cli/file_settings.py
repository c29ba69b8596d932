"""The settings of each file: those of the command line, then those of its configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.findings import Severity, Silenced, Silencer, added_up
from dslint.own_files.configuration.files import settings_for, settings_of
from dslint.own_files.configuration.settings import Settings, excluded, threshold
from dslint.source.file_search import absolute

if TYPE_CHECKING:
    from dslint.policy.policies import Policies
    from dslint.policy.report_filter import ReportFilter, Selection


BUILT = " (kustomize)"
"""How the name of what kustomize builds ends, behind that of its folder."""


class FileSettings:
    """Settings by file. `configuration` is the configuration of all files; if None, the nearest one applies to each.

    The others are options of the command line. `isolated`: no configuration is looked for. With `no_ignores`, rules
    that the configuration ignores are reported. `remarks` name options without effect.
    """

    def __init__(  # noqa: PLR0913 - options of the command line
        self,
        configuration: str | None = None,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        rules: tuple[str, ...] = (),
        fail_on: str | None = None,
        exclude: tuple[str, ...] = (),
        *,
        strict: bool = False,
        no_ignores: bool = False,
        isolated: bool = False,
    ) -> None:
        self.configuration = configuration
        self.select, self.ignore, self.rules = select, ignore, rules
        self.fail_on, self.exclude = fail_on, exclude
        self.strict, self.no_ignores, self.isolated = strict, no_ignores, isolated
        self.remarks: dict[str, None] = {}
        self._settings: dict[Path, Settings] = {}
        self._choices: dict[Path, ReportFilter] = {}
        self._policies: dict[Path, Policies] = {}
        self._folders: dict[str, Path] = {}

    def folder(self, file: str | None) -> Path:
        """The folder whose configuration applies to a file, looked up once for all files in it."""
        within, _, name = (file or "").rpartition("/")
        if not name or name in (".", "..") or name.endswith(BUILT):
            return _folder_of(file)
        known = self._folders.get(within)
        if known is None:
            known = self._folders[within] = _folder_of(file)
        return known

    def settings(self, file: str | None) -> Settings:
        """Raises ConfigurationError."""
        folder = self.folder(file)
        if folder not in self._settings:
            self._settings[folder] = self._settings_for(folder)
        return self._settings[folder]

    def _settings_for(self, folder: Path) -> Settings:
        if self.configuration:
            return settings_of(Path(self.configuration))
        return Settings() if self.isolated else settings_for(folder)

    def excluder(self, found: str, path: Path) -> str:
        """The name of what excludes a file that was found: --exclude, or its configuration; "" if nothing does."""
        if self.exclude and excluded(path, Path(), self.exclude):
            return "--exclude"
        settings = self.settings(found)
        return settings.called if settings.excludes(path) else ""

    def policies(self, settings: Settings) -> Policies:
        """The policies that apply. A strict policy is also enabled by its code or name. Raises UserRulesError."""
        from dslint.policy.active_policies import active_policies
        from dslint.policy.report_filter import Selection

        folder = settings.folder or Path()
        if folder not in self._policies:
            own = active_policies((*map(Path, self.rules), *settings.rules_folders), settings.profiles)
            known = {code: rule.name for code, rule in own.rules.items()}
            named = [*(self.select or settings.select), *settings.severity]
            self._policies[folder] = own._replace(
                strict=self.strict or settings.strict,
                enabled=frozenset(Selection.of(named, (), known).select),
            )
        return self._policies[folder]

    def report_filter(self, file: str | None) -> ReportFilter:
        """Raises UnknownSelectorError and UnknownRuleError."""
        folder = self.folder(file)
        if folder not in self._choices:
            self._choices[folder] = self._choice(self.settings(file))
        return self._choices[folder]

    def _choice(self, settings: Settings) -> ReportFilter:
        from dslint.policy import catalogue
        from dslint.policy.report_filter import ReportFilter, Selection, code_of

        known = {code: rule.name for code, rule in self.policies(settings).rules.items()}
        ignored = self.ignore if self.no_ignores else (*self.ignore, *settings.ignore)
        names = {**catalogue.names(), **known}
        asked = self._asked(known, names)
        return ReportFilter(
            Selection.of(self.select or settings.select, ignored, known),
            {code_of(rule, names): level for rule, level in settings.severity.items()},
            asked=asked,
            file=settings.called,
        )

    def _asked(self, own: Mapping[str, str], names: Iterable[str]) -> Selection:
        """The rules that the command line alone selects. Raises UnknownSelectorError if there are none."""
        from dslint.policy.report_filter import Selection, UnknownSelectorError

        asked = Selection.of(self.select, self.ignore, own)
        if not any(map(asked.keeps, names)):
            raise UnknownSelectorError("--select and --ignore leave no rules to check")
        self.remarks.update(
            (f"--ignore {prefix} has no effect: --select does not include it", None) for prefix in asked.idle(names)
        )
        return asked

    def folds(self, file: str | None) -> bool:
        return self.settings(file).fold

    def fails(self, severity: Severity, file: str | None) -> bool:
        least = self._threshold(file)
        return least is not None and severity.reaches(least)

    def passed_errors(self, found: Iterable[tuple[Severity, str | None]]) -> tuple[Silenced, ...]:
        """The errors that do not fail the run because a configuration says so."""
        if self.fail_on is not None:
            return ()
        places = [
            self.settings(file).place("failOn")
            for severity, file in found
            if severity is Severity.ERROR and not self.fails(severity, file)
        ]
        return added_up(Silenced(Silencer.FAIL_ON, place, 1) for place in places)

    def with_configuration(self, one: Silenced) -> Silenced:
        """What profiles excuse in a file is the doing of its configuration."""
        return one._replace(file=self.settings(one.file).called) if one.by is Silencer.PROFILE else one

    def _threshold(self, file: str | None) -> Severity | None:
        return threshold(self.fail_on) if self.fail_on else self.settings(file).fail_on


def _folder_of(file: str | None) -> Path:
    if file and file.endswith(BUILT):
        return absolute(Path(file.removesuffix(BUILT)))
    return absolute(Path(file)).parent if file else absolute(Path())

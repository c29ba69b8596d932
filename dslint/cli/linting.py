"""What lint is asked for, as one request: inputs, the settings of each, a run for all that share them, one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from dslint import engine
from dslint.cache import user_folder
from dslint.cli import output
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.config.files import settings_for, settings_of
from dslint.config.ignores import Ignore
from dslint.config.settings import ConfigurationError, Settings, threshold
from dslint.findings import LintReport, Note, Severity
from dslint.kubernetes.names import dns_subdomain_errors
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.linting.baseline import BaselineError
from dslint.linting.inputs import Text, standard_input
from dslint.policy import catalogue
from dslint.policy.in_force import in_force
from dslint.policy.narrowing import Choice, merged, narrowed
from dslint.policy.own_rules import OwnRulesError
from dslint.policy.policies import Policies
from dslint.policy.selection import Selection, UnknownSelectorError, code_of
from dslint.policy.suppressions.baseline import BaselineFileError
from dslint.source.find import find_files

STANDARD_INPUT = "-"

Input = Path | Text | Note


class Request(NamedTuple):
    """The command line, as far as it decides what is found. None stands for what the configuration says."""

    paths: tuple[str, ...]
    versions: tuple[str, ...] | None
    gates: dict[str, bool] | None
    baseline: str | None
    folder: str | None
    node: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    stdin_filename: str | None
    no_respect_gitignore: bool
    configuration: str | None
    no_cache: bool
    no_ignores: bool
    known: str | None
    write_baseline: str | None
    rules: tuple[str, ...]
    strict: bool


class Asked(NamedTuple):
    """What inputs must share to be judged in one run."""

    versions: tuple[str, ...]
    gates: frozenset[tuple[str, bool]]
    static_pod_folders: tuple[str, ...]
    ignores: tuple[Ignore, ...]
    policies: str


class Outcome(NamedTuple):
    """The report, and whether a finding reaches the threshold of its file."""

    report: LintReport
    failed: bool


def linted(request: Request) -> Outcome:
    """Raises UsageFailure for a configuration or selection that is none, InputFailure for an unreadable baseline."""
    if (request.folder is None) is not (request.node is None):
        raise UsageFailure("--static-pods and --node belong together: the names of static pods end in their node's")
    if request.node is not None and dns_subdomain_errors(request.node, Release.of(DEFAULT_VERSION)):
        said = "no node is called so; write lower case letters, digits, - and ."
        raise UsageFailure(f"--node {request.node}: {said}")
    try:
        return _Run(request).outcome()
    except (ConfigurationError, UnknownSelectorError, catalogue.UnknownRuleError, OwnRulesError) as error:
        raise UsageFailure(str(error)) from error
    except (BaselineError, BaselineFileError) as error:
        raise InputFailure(str(error)) from error


@dataclass(slots=True)
class _Run:
    request: Request
    _settings: dict[Path, Settings] = field(default_factory=dict)
    _choices: dict[Path, Choice] = field(default_factory=dict)
    _policies: dict[Path, Policies] = field(default_factory=dict)
    _by_key: dict[str, Policies] = field(default_factory=dict)

    def outcome(self) -> Outcome:
        groups: dict[Asked, list[Input]] = {}
        for one in self.inputs():
            self.choice(_name(one))  # A rule that is not known is to be told even where nothing is found.
            groups.setdefault(self.asked(self.settings(_name(one))), []).append(one)
        if not groups and not self.request.folder:
            self.choice(None)
            groups[self.asked(self.settings(None))] = []
        reports = [self.report(asked, inputs) for asked, inputs in groups.items()]
        reports += self.static_pods()
        report = self.beyond_baseline(narrowed(merged(reports), self.choice))
        return Outcome(report, any(self.fails(finding.severity, finding.file) for finding in report.findings))

    def beyond_baseline(self, report: LintReport) -> LintReport:
        """The report without the findings of the baseline file; or that file, written anew."""
        if self.request.known is None and self.request.write_baseline is None:
            return report
        from dslint.policy.suppressions import baseline

        if self.request.known is not None:
            report = baseline.without(report, baseline.read(Path(self.request.known)))
        if self.request.write_baseline is not None:
            output.write_file(self.request.write_baseline, baseline.written(report))
        return report

    def report(self, asked: Asked, inputs: list[Input]) -> LintReport:
        return engine.lint(
            inputs,
            self.request.baseline,
            asked.versions,
            feature_gates=dict(asked.gates),
            static_pod_folders=asked.static_pod_folders,
            ignores=() if self.request.no_ignores else asked.ignores,
            heed_suppressions=not self.request.no_ignores,
            policies=self._by_key[asked.policies],
            cache=None if self.request.no_cache else user_folder(),
        )

    def static_pods(self) -> Iterator[LintReport]:
        folder, node = self.request.folder, self.request.node
        if folder is not None and node is not None:
            within = str(Path(folder) / "*")
            self.choice(within)
            asked = self.asked(self.settings(within))
            policies = self._by_key[asked.policies]
            yield engine.lint_static_pods(
                folder, node, asked.versions, feature_gates=dict(asked.gates), policies=policies
            )

    def inputs(self) -> Iterator[Input]:
        for path in self.request.paths or (() if self.request.folder else (".",)):
            if path == STANDARD_INPUT:
                yield standard_input(self.request.stdin_filename or STANDARD_INPUT)
            else:
                yield from self.files(Path(path))

    def files(self, path: Path) -> Iterator[Path | Note]:
        try:
            found = find_files(path, respect_gitignore=not self.request.no_respect_gitignore) if path.is_dir() else None
            if found is None:
                yield path
            else:
                yield from (file for file in found if not self.settings(str(file)).excludes(file))
        except OSError as error:
            within = f"{error.filename}: " if error.filename not in (None, str(path)) else ""
            yield Note(str(path), None, f"{within}cannot be read: {error.strerror}")

    def asked(self, settings: Settings) -> Asked:
        versions = self.request.versions or settings.kubernetes_versions or (DEFAULT_VERSION,)
        gates = settings.feature_gates if self.request.gates is None else self.request.gates
        policies = self.policies(settings)
        key = policies.key()
        self._by_key[key] = policies
        return Asked(versions, frozenset(gates.items()), settings.static_pod_folders, settings.ignores, key)

    def policies(self, settings: Settings) -> Policies:
        """Strict ones speak where somebody names them, too."""
        folder = settings.folder or Path()
        if folder not in self._policies:
            own = in_force((*map(Path, self.request.rules), *settings.rules_folders), settings.profiles)
            known = {code: rule.name for code, rule in own.rules.items()}
            named = [*(self.request.select or settings.select), *settings.severity]
            self._policies[folder] = replace(
                own,
                strict=self.request.strict or settings.strict,
                asked_for=frozenset(Selection.of(named, (), known).select),
            )
        return self._policies[folder]

    def settings(self, file: str | None) -> Settings:
        folder = _folder(file)
        if folder not in self._settings:
            given = self.request.configuration
            self._settings[folder] = settings_of(Path(given)) if given else settings_for(folder)
        return self._settings[folder]

    def choice(self, file: str | None) -> Choice:
        folder = _folder(file)
        if folder not in self._choices:
            settings = self.settings(file)
            ignored = (*self.request.ignore, *settings.ignore)
            known = {code: rule.name for code, rule in self.policies(settings).rules.items()}
            selection = Selection.of(self.request.select or settings.select, ignored, known)
            names = {**catalogue.names(), **known}
            severities = {code_of(rule, names): level for rule, level in settings.severity.items()}
            self._choices[folder] = Choice(selection, severities)
        return self._choices[folder]

    def fails(self, severity: Severity, file: str | None) -> bool:
        asked = self.request.fail_on
        least = threshold(asked) if asked else self.settings(file).fail_on
        return least is not None and severity.reaches(least)


def _folder(file: str | None) -> Path:
    return Path(file).absolute().parent if file else Path.cwd()


def _name(one: Input) -> str:
    return str(one) if isinstance(one, Path) else one[0]

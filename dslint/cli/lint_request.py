"""A request to lint: its inputs and their settings, one run for all inputs with the same settings, one report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from dslint import engine
from dslint.cache import Memory, user_folder
from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure
from dslint.cli.file_settings import BUILT, FileSettings
from dslint.cli.inputs import Input, Inputs, file_name, judged
from dslint.cli.lint_options import LintOptions, Request
from dslint.cli.parameters import STANDARD_INPUT, check_standard_input
from dslint.findings import LintReport, Severity, added_up
from dslint.kubernetes.names import dns_subdomain_errors
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.own_files.configuration.settings import Settings
from dslint.policy.policies import Policies
from dslint.policy.report_filter import filtered, folded, merged, summed_up, told

if TYPE_CHECKING:
    from dslint.api_server.baseline import Baseline
    from dslint.inventory.reader import Inventory
    from dslint.source.inputs import Text


Result = TypeVar("Result")


class Outcome(NamedTuple):
    """The report, and whether a finding, or one of severity info, reaches the threshold of its file."""

    report: LintReport
    failed: bool
    info_fails: bool


def lint_reports(request: Request) -> Outcome:
    """The outcome of a request. Raises as `asked` does."""
    return asked(request, LintRun.outcome)


def asked(request: Request, ask: Callable[[LintRun], Result]) -> Result:
    """What is asked of the run of a request.

    Raises UsageFailure for an invalid configuration or selection, InputFailure for a file that cannot be read.
    """
    if (request.folder is None) is not (request.node is None):
        raise UsageFailure(
            "--static-pods and --node need each other: the names of static pods end in the name of their node"
        )
    check_standard_input(PATH=request.paths, cluster=request.cluster)
    if request.stdin_filename is not None and STANDARD_INPUT not in request.paths:
        raise UsageFailure("--stdin-filename has no effect without standard input; add - as a PATH")
    if request.node is not None and dns_subdomain_errors(request.node, Release.of(DEFAULT_VERSION)):
        message = "not a valid node name; use lowercase letters, digits, - and ."
        raise UsageFailure(f"--node {request.node}: {message}")
    try:
        return ask(LintRun(request))
    except Exception as error:
        from dslint.cli.lint_errors import failure

        known = failure(error)
        if known is None:
            raise
        raise known from error


class LintRun:
    """The run of a request. `texts` stand in place of the inputs of their names; `caches` serve if no folder does.

    `clusters` are what was read for --cluster, by the names of the files. With `tells_all`, all findings of a kind are
    in the outcome, not only the first few.
    """

    def __init__(self, request: Request, configured: FileSettings | None = None) -> None:
        self.request = request
        self.texts: dict[str, Text] = {}
        self.caches: Mapping[LintOptions, Memory] = {}
        self.on_file: Callable[[LintReport], None] | None = None
        self._by_key: dict[str, Policies] = {}
        self.clusters: dict[tuple[str, ...], Inventory] = {}
        self.tells_all = False
        self.configured = configured or FileSettings(
            configuration=request.configuration,
            select=request.select,
            ignore=request.ignore,
            rules=request.rules,
            fail_on=request.fail_on,
            strict=request.strict,
            no_ignores=request.no_ignores,
            exclude=request.exclude,
            isolated=request.isolated,
        )
        self.inputs = Inputs(
            self.configured,
            respect_gitignore=not (request.no_respect_gitignore or request.isolated),
            stdin_filename=request.stdin_filename or STANDARD_INPUT,
            names_count_as_found=request.allow_empty,
            texts=request.texts,
        )

    def cluster(self, files: tuple[str, ...]) -> Inventory | tuple[()]:
        """Read once for all inputs. Raises InventoryError."""
        if not files:
            return ()
        if files not in self.clusters:
            from dslint.inventory.reader import read_sources

            self.clusters[files] = read_sources(files, nodes_needed=False)
        return self.clusters[files]

    @cached_property
    def paths(self) -> tuple[str, ...]:
        return self.request.paths or (() if self.request.folder or self.request.kustomize else (".",))

    @cached_property
    def baseline(self) -> Baseline | None:
        """Read once for all inputs. Raises BaselineError and BaselineUsageError."""
        if self.request.baseline is None:
            return None
        from dslint.api_server.baseline import baseline_of

        return baseline_of([self.request.baseline], self.inputs.scope(self.paths))

    def outcome(self) -> Outcome:
        reports = [self.report(options, inputs) for options, inputs in self.groups.items()]
        # The kubelet's own folder stays as it is.
        reports = [*map(self.fixable, reports), *(one.without_fixes() for one in self.static_pods())]
        report = self.kept(merged(reports))
        if self.request.write_baseline is not None:
            from dslint.policy.suppressions import baseline

            output.write_file(self.request.write_baseline, baseline.written(report))
        return self.with_silenced(self.folded(report))

    def shown(self, report: LintReport) -> LintReport:
        """A part of what was found, such as that of one file, as the outcome has it."""
        return self.folded(self.kept(self.fixable(report)))

    def fixable(self, report: LintReport) -> LintReport:
        """No file that --fix could change holds what kustomize builds."""
        return report.without_fixes({f"{folder}{BUILT}" for folder in self.request.kustomize})

    def kept(self, report: LintReport) -> LintReport:
        """The findings that the settings keep, without those of the baseline file."""
        kept = filtered(report, self.configured.report_filter)
        if self.request.findings_baseline is None:
            return kept
        from dslint.policy.suppressions import baseline

        return baseline.without(kept, self.known, self.request.findings_baseline)

    def folded(self, report: LintReport) -> LintReport:
        if self.request.no_fold:
            return report
        return (folded if self.tells_all else told)(report, self.configured.folds)

    def summed_up(self, report: LintReport) -> LintReport:
        return report if self.request.no_fold else summed_up(report, self.configured.folds)

    @cached_property
    def known(self) -> Counter[tuple[str, ...]]:
        """The findings of the baseline file. Raises BaselineFileError."""
        from dslint.policy.suppressions import baseline

        return baseline.read(Path(self.request.findings_baseline or ""))

    @cached_property
    def groups(self) -> dict[LintOptions, list[Input]]:
        """The inputs with the same options."""
        groups: dict[LintOptions, list[Input]] = {}
        of_folders: dict[Path, LintOptions] = {}
        for one in (*self.inputs.of(self.paths), *self.built()):
            folder = self.configured.folder(file_name(one))
            if folder not in of_folders:
                self.configured.report_filter(file_name(one))  # An unknown rule is an error even if nothing is found.
                of_folders[folder] = self.options(self.configured.settings(file_name(one)))
            groups.setdefault(of_folders[folder], []).append(one)
        if not groups and not self.request.folder:
            self.configured.report_filter(None)
            groups[self.options(self.configured.settings(None))] = []
        return groups

    def built(self) -> Iterator[Text]:
        """What kustomize builds of the folders of --kustomize. Raises InputFailure."""
        if self.request.kustomize:
            from dslint.cli.kustomize import built

            yield from map(built, self.request.kustomize)

    def with_silenced(self, report: LintReport) -> Outcome:
        """The outcome, with what the inputs and the configurations left out."""
        found = [(finding.severity, finding.file) for finding in report.findings for _ in range(finding.total)]
        named = (self.configured.with_configuration(one) for one in report.silenced)
        report = report._replace(
            remarks=(*report.remarks, *self.inputs.remarks, *self.configured.remarks),
            silenced=added_up((*named, *self.inputs.excluded, *self.configured.passed_errors(found))),
        )
        failing = [severity for severity, file in found if self.configured.fails(severity, file)]
        return Outcome(report, bool(failing), Severity.INFO in failing)

    def report(self, options: LintOptions, inputs: list[Input]) -> LintReport:
        return engine.lint(
            [self.texts.get(file_name(one), one) for one in inputs] if self.texts else inputs,
            self.baseline,
            options.versions,
            feature_gates=dict(options.gates),
            static_pod_folders=options.static_pod_folders,
            ignores=() if self.request.no_ignores else options.ignores,
            heed_suppressions=not (self.request.no_ignores or self.request.isolated),
            policies=self._by_key[options.policies],
            cache=self.caches.get(options) if self.request.no_cache or self.request.isolated else user_folder(),
            cluster=self.cluster(options.cluster),
            bind_all=self.request.bind_all,
            user=json.loads(options.user) or None,
            fold=False,  # Not before the findings of the baseline are left out.
            found=self.inputs.found,
            on_file=self.on_file,
            jobs=self.request.jobs,
        )

    def static_pods(self) -> Iterator[LintReport]:
        folder, node = self.request.folder, self.request.node
        if folder is not None and node is not None:
            within = str(Path(folder) / "*")
            self.configured.report_filter(within)
            options = self.options(self.configured.settings(within))
            policies = self._by_key[options.policies]
            gates, cluster = dict(options.gates), self.cluster(options.cluster)
            yield engine.lint_static_pods(
                folder, node, options.versions, feature_gates=gates, policies=policies, cluster=cluster, fold=False
            )

    def options(self, settings: Settings) -> LintOptions:
        versions = self.request.versions or settings.kubernetes_versions or (DEFAULT_VERSION,)
        gates = settings.feature_gates if self.request.gates is None else self.request.gates
        policies = self.configured.policies(settings)
        key = policies.key()
        self._by_key[key] = policies
        as_configured = self.request.versions in (None, settings.kubernetes_versions) and self.request.gates is None
        ignores = judged(settings.ignores, settings.folder, self.paths if as_configured else ())
        cluster = self.request.cluster or settings.cluster_files
        user = json.dumps(dict(settings.user))
        return LintOptions(versions, tuple(gates.items()), settings.static_pod_folders, ignores, key, cluster, user)

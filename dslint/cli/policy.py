"""dslint policy: tests of the cluster's own admission policies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.file_names import FilesGroup

if TYPE_CHECKING:
    from dslint.policy_tests.results import PolicyTestReport


@click.group("policy", cls=FilesGroup, short_help="Test admission policies.")
def command() -> None:
    """Test ValidatingAdmissionPolicies before they are in a cluster."""


@command.command("test", short_help="Test what admission policies accept and deny.")
@click.argument("paths", nargs=-1, required=True, metavar="DIR...")
@click.option("-k", "--kubernetes-version", "version", metavar="VERSION", help="Kubernetes version; default: 1.36.")
@click.option("--require-coverage", is_flag=True, help="Fail where a validation has never passed or never failed.")
@click.option("-v", "--verbose", is_flag=True, help="Also list the cases that pass.")
@options.one_format("text", "json")
def test(paths: tuple[str, ...], version: str | None, form: str, *, require_coverage: bool, verbose: bool) -> ExitCode:
    """Test admission policies against objects that they must accept or deny.

    Reads policy-test.yaml in each DIR and the folders in it, and kyverno-test.yaml where it is about
    ValidatingAdmissionPolicies. Lists the cases that fail, and the validations that no case has seen pass and fail.
    """
    report = _report(paths, version)
    if form == "json":
        output.write_json(report.to_dict())
    else:
        from dslint.report.policy_tests import lines

        output.write(lines(report, everything=verbose))
    if report.failures or (require_coverage and report.gaps):
        return ExitCode.FINDINGS
    if not report.cases:
        output.write_to_stderr(f"dslint: nothing to check: no case about a policy in {', '.join(paths)}")
    return ExitCode.CLEAN if report.cases and not report.unchecked else ExitCode.INPUT


def _report(paths: tuple[str, ...], version: str | None) -> PolicyTestReport:
    from dslint.kubernetes.release import DEFAULT_VERSION, Release, UnknownVersionError
    from dslint.policy_tests.file import PolicyTestError, UnreadableTestError
    from dslint.policy_tests.run import run_tests
    from dslint.policy_tests.search import tests_in

    try:
        release = Release.of(version or DEFAULT_VERSION)
        return run_tests(tests_in(map(Path, paths)), release)
    except UnreadableTestError as error:
        raise InputFailure(str(error)) from error
    except (PolicyTestError, UnknownVersionError) as error:
        raise UsageFailure(str(error)) from error

"""dslint versions: which Kubernetes serves which API version of DaemonSet, and what changed for node agents."""

from __future__ import annotations

import click

from dslint.cli import options, output


@click.command("versions", short_help="Show what changed for node agents, version by version.")
@options.versions("; default: all")
@options.one_format("text", "json")
@options.colour()
def command(versions: tuple[str, ...] | None, form: str, colour: str) -> None:
    """Show which Kubernetes serves which API version of DaemonSet, and what changed for node agents.

    With -k, show only changes in these versions.
    """
    from dslint.kubernetes.version_changes import CHANGES
    from dslint.report import versions as report
    from dslint.schema.served_versions import DAEMONSET_VERSIONS, NEVER_DAEMONSET

    changes = [change for change in CHANGES if versions is None or change.version in versions]
    if form == "text":
        output.write_for_terminal(
            lambda terminal: report.lines(DAEMONSET_VERSIONS, NEVER_DAEMONSET, changes, terminal), colour
        )
        return
    served = [entry._asdict() for entry in DAEMONSET_VERSIONS]
    document = {"daemonSet": served, "changes": [change.to_dict() for change in changes]}
    output.write_json(document)

"""dslint schema: the JSON Schema that applies, for editors."""

from __future__ import annotations

import click

from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure


@click.command("schema", short_help="Print the JSON Schema of a kind, for editors.")
@click.argument("kind", required=False)
@click.option("-k", "--kubernetes-version", "version", metavar="VERSION", help="Kubernetes version; default: 1.36.")
def command(kind: str | None, version: str | None) -> None:
    """Print the JSON Schema of a KIND, or of everything that dslint reads.

    KIND is DaemonSet, Pod, Node …, or one of dslint's own formats: Rule, LintReport …
    """
    from dslint.kubernetes.release import DEFAULT_VERSION, UnknownVersionError, parse_version
    from dslint.schema.published_schemas import UnknownKindError, document, whole

    try:
        minor = parse_version(version or DEFAULT_VERSION)
        schema = document(kind, minor) if kind else whole(minor)
    except (UnknownVersionError, UnknownKindError) as error:
        raise UsageFailure(str(error)) from error
    output.write_json(schema)

"""What is wrong with the expressions of an admission policy among the manifests, or that nothing here can read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.policies.cel.expression_problems import expression_problems
from dslint.admission.policies.cel.library import EXTRA, MissingLibraryError
from dslint.findings import Problem
from dslint.kubernetes.release import Release

UNCHECKED = "DS713"


def policy_expression_problems(value: Mapping[str, Any], release: Release, *, needed: bool) -> list[Problem]:
    """The problems of a policy's expressions, after defaulting.

    Without the CEL library, the policy could not be checked. Raises MissingLibraryError if policies are `needed`:
    somebody has named a cluster, whose policies cannot be asked then.
    """
    try:
        return list(expression_problems(value, release))
    except MissingLibraryError as error:
        if needed:
            raise
        return [Problem(UNCHECKED, str(error), ("spec",), "spec", help=f"run {EXTRA}")]

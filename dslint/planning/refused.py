"""Pods that admission refuses, as the plan says it."""

from __future__ import annotations

from dslint.admission.refusal import Refusal
from dslint.findings import Path
from dslint.plans import Decider, Reason

CODES = {
    "Priority": "PriorityClass",
    "RuntimeClass": "RuntimeClass",
    "LimitRanger": "LimitRange",
    "ResourceQuota": "ResourceQuota",
}
TEMPLATE_PATH: Path = ("spec", "template")


def reason_of(refusal: Refusal, said: str, within: Path = TEMPLATE_PATH) -> Reason:
    """`said` is the server's whole error; `within` leads to the pod in the manifest."""
    code = CODES.get(refusal.plugin, refusal.plugin)
    return Reason(code, Decider.API_SERVER, said, path=(*within, *refusal.path))

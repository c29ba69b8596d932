"""Why the API server refuses pods, in fewer words than its own."""

from __future__ import annotations

import re

_FORBIDDEN = " is forbidden: "
"""What stands before the cause in the answer of admission."""

_DENIED = re.compile(r"ValidatingAdmissionPolicy '([^']+)'(?: with binding '[^']*')? denied request: (.*)", re.DOTALL)
_UNCHECKED = re.compile(r"ValidatingAdmissionPolicy '([^']+)'(?: with binding '[^']*')? could not be checked: ")


def refusal(message: str, refused: str) -> str:
    """`policy no-host-network denies its pods: …` or `the API server refuses its pods: exceeded quota: …`.

    `message` is the API server's sentence, `refused` the words for the pods.
    """
    cause = message.partition(_FORBIDDEN)[2] or message
    denied = _DENIED.match(cause)
    return (
        f"policy {denied[1]} denies {refused}: {denied[2]}" if denied else f"the API server refuses {refused}: {cause}"
    )


def unknown_policy(message: str) -> str:
    """`policy no-host-network could not be checked` of the sentence that says so at length."""
    found = _UNCHECKED.match(message)
    return f"policy {found[1]} could not be checked" if found else message

"""A container's own restart policy and its rules by exit code.

Kubernetes: validateContainerRestartPolicy (1.34 on); before, only sidecars could name a policy.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, forbidden, required, too_many, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.behaviours import RESTART_RULES
from dslint.validation.pod.pod_under_validation import listed

POLICIES = ("Always", "Never", "OnFailure")
ACTIONS = ("Restart",)
ACTIONS_WITH_ALL = ("Restart", "RestartAllContainers")
NEEDS_THE_GATE = (
    "use Restart; RestartAllContainers needs the feature gate RestartAllContainersOnContainerExits, on from 1.36"
)
OPERATORS = ("In", "NotIn")
MOST_RULES = 20
MOST_EXIT_CODES = 255


def restart_policy_errors(container: Map, place: Field) -> Problems:
    policy, rules = container.get("restartPolicy"), list_of(container, "restartPolicyRules")
    here = place.child("restartPolicy")
    if not place.release.has(RESTART_RULES):
        if policy is not None:
            yield forbidden(here, "may not be set for non-init containers")
        return
    if policy is None and rules:
        yield required(here, "must specify restartPolicy when restart rules are used")
    elif policy is not None and policy not in POLICIES:
        yield unsupported(here, policy, POLICIES)
    if len(rules) > MOST_RULES:
        yield too_many(place.child("restartPolicyRules"), len(rules), MOST_RULES)
    for rule, rule_place in listed(container, "restartPolicyRules", place):
        yield from _rule_errors(rule, rule_place)


def _rule_errors(rule: Map, place: Field) -> Problems:
    all_at_once = place.release.enabled("RestartAllContainersOnContainerExits")
    actions = ACTIONS_WITH_ALL if all_at_once else ACTIONS
    action = rule.get("action") or ""
    if action not in actions:
        problem = unsupported(place.child("action"), action, actions)
        yield problem._replace(help=NEEDS_THE_GATE) if action in ACTIONS_WITH_ALL else problem
    if rule.get("exitCodes") is None:
        yield required(place.child("exitCodes"), "must be specified")
        return
    codes, here = map_of(rule, "exitCodes"), place.child("exitCodes")
    operator = codes.get("operator") or ""
    if operator not in OPERATORS:
        yield unsupported(here.child("operator"), operator, OPERATORS)
    if len(list_of(codes, "values")) > MOST_EXIT_CODES:
        yield too_many(here.child("values"), len(codes["values"]), MOST_EXIT_CODES)

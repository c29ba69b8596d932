"""The policies of a cluster, asked about a request as the API server asks them: all denials, not the first.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/{dispatcher,validator}.go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.admission.namespace_lifecycle import BUILT_IN
from dslint.admission.plugin import Lister
from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.attributes import Attributes, Kind
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.inputs import Inputs
from dslint.admission.policies.matching import is_about, may_be_about
from dslint.admission.policies.parameters import params_of
from dslint.admission.policies.policy_objects import BINDING, POLICY, Binding, ParamRef, Policy
from dslint.admission.policies.question import Decision, Question
from dslint.admission.policies.request_object import namespace_object
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import LabelSelector

if TYPE_CHECKING:
    from dslint.admission.policies.common_case import Group

GATE = "ValidatingAdmissionPolicy"
MOST_NAMED = 3
"""Of more policies without a binding, only the first are named."""

BINDS_ALL = "--bind-all"
BIND_ALL = "bind-all"
"""The name of the binding that stands in for those of a policy without any."""


class BoundPolicy(NamedTuple):
    """A policy with its bindings, both in the order of their names."""

    compiled: CompiledPolicy
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class AdmissionPolicies:
    """The policies of a cluster that hold: their expressions are compiled once, when they are first asked.

    `remarks` say which do not hold; `unavailable` is why nothing here can evaluate them, "" if they can be asked.
    """

    bound: tuple[BoundPolicy, ...]
    remarks: tuple[str, ...] = ()
    unavailable: str = ""
    _about: dict[tuple[str, Kind], AdmissionPolicies] = field(default_factory=dict, compare=False, repr=False)
    _groups: list[tuple[Group, ...]] = field(default_factory=list, compare=False, repr=False)

    def about(self, operation: str, kind: Kind) -> AdmissionPolicies:
        """Those that may be about requests for a kind; most are about few kinds."""
        found = self._about.get((operation, kind))
        if found is None:
            bound = (one for one in self.bound if may_be_about(one.compiled.policy.matching, operation, kind))
            found = self._about[operation, kind] = AdmissionPolicies(tuple(bound), unavailable=self.unavailable)
        return found

    def satisfied(self, inputs: Inputs) -> frozenset[str]:
        """The names of policies that accept a request of their kind, found at little cost; others may accept it too."""
        if not self._groups and self.bound:
            from dslint.admission.policies.common_case import groups

            self._groups.append(groups(one.compiled for one in self.bound))
        held = (group.names for group in self._groups[0] if group.holds(inputs.shared())) if self.bound else ()
        return frozenset().union(*held)

    @classmethod
    def of(cls, cluster: Lister, release: Release, *, bind_all: bool = False) -> AdmissionPolicies:
        """With `bind_all`, a policy without a binding is asked as if one denied what it refuses."""
        policies = sorted((Policy.of(item) for item in cluster.of_kind(POLICY)), key=lambda one: one.name)
        if policies and not release.enabled(GATE):
            return cls(
                (), (f"Kubernetes {release} asks no ValidatingAdmissionPolicies unless their feature gate is on",)
            )
        bindings: dict[str, list[Binding]] = defaultdict(list)
        for binding in sorted((Binding.of(item) for item in cluster.of_kind(BINDING)), key=lambda one: one.name):
            bindings[binding.policy].append(binding)
        without = [policy.name for policy in policies if policy.name not in bindings]
        if bind_all:
            bindings.update({name: [Binding(BIND_ALL, name, ("Deny",), params=EVERY_PARAM)] for name in without})
        bound = (
            BoundPolicy(CompiledPolicy(policy, release), tuple(bindings[policy.name]))
            for policy in policies
            if policy.name in bindings
        )
        return cls(tuple(bound), () if bind_all else _unbound(without))


EVERY_PARAM = ParamRef("", "", LabelSelector((), ()), denies_without=False)


def _unbound(names: list[str]) -> tuple[str, ...]:
    if len(names) > MOST_NAMED:
        named = f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
        found = f"{len(names)} ValidatingAdmissionPolicies have no binding, so they are not asked: {named}"
        return (f"{found}; {BINDS_ALL} asks them all the same",)
    one = "ValidatingAdmissionPolicy {} has no binding, so it is not asked; {} asks it all the same"
    return tuple(one.format(name, BINDS_ALL) for name in names)


class Namespace(NamedTuple):
    """The namespace of a request: its labels and what policies see of it; None where that is not known."""

    labels: Mapping[str, str] | None
    value: Mapping[str, Any] | None


class Request(NamedTuple):
    """A request, the labels of its namespace, and what expressions see of it."""

    attributes: Attributes
    labels: Mapping[str, str] | None
    inputs: Inputs


def asked(policies: AdmissionPolicies, attributes: Attributes, cluster: Lister) -> list[Answer]:
    """What the policies say of a request, in their order. What they accept has no answer."""
    namespace = _namespace(attributes.namespace, cluster)
    request = Request(attributes, namespace.labels, Inputs.of(attributes, namespace.value))
    narrowed = policies.about(attributes.operation, attributes.kind)
    satisfied = frozenset() if policies.unavailable else narrowed.satisfied(request.inputs)
    bound = (one for one in narrowed.bound if one.compiled.policy.name not in satisfied)
    return [answer for one in bound for answer in _asked(one, request, cluster, policies.unavailable)]


def _namespace(name: str, cluster: Lister) -> Namespace:
    for item in cluster.of_kind("Namespace"):
        if item["metadata"].get("name") == name:
            return Namespace(item["metadata"].get("labels") or {}, namespace_object(item))
    if name in BUILT_IN and not cluster.unknown("Namespace", name):
        return Namespace({}, namespace_object({"metadata": {"name": name}}))
    return Namespace(None, None)


def _asked(bound: BoundPolicy, request: Request, cluster: Lister, unavailable: str) -> Iterator[Answer]:
    attributes = request.attributes
    policy = bound.compiled.policy
    of_policy = is_about(policy.matching, attributes, request.labels)
    if of_policy is False:
        return
    for binding in bound.bindings:
        matching = binding.matching
        of_binding = True if matching is None else is_about(matching, attributes, request.labels)
        if of_binding is False:
            continue
        if of_policy is None or of_binding is None:
            reason = f"applies by the labels of namespace {attributes.namespace}, which is not declared"
            yield Answer(policy.name, binding.name, Action.UNCHECKED, reason)
        elif unavailable:
            yield Answer(policy.name, binding.name, Action.UNCHECKED, unavailable)
        else:
            yield from _with_params(bound.compiled, binding, request, cluster)


def _with_params(compiled: CompiledPolicy, binding: Binding, request: Request, cluster: Lister) -> Iterator[Answer]:
    policy, inputs = compiled.policy, request.inputs
    params = params_of(policy.param_kind, binding.params, request.attributes.namespace, cluster)
    if params.unknown:
        yield Answer(policy.name, binding.name, Action.UNCHECKED, params.unknown)
    elif params.error and policy.fails:
        # The error of a configuration denies, whatever the actions of the binding are.
        yield Answer(policy.name, binding.name, Action.DENY, f"failed to configure binding: {params.error}")
    for value in params.values:
        activation = inputs.activation(compiled, value)
        before = inputs.before(value) if policy.conditions else activation
        question = Question(compiled, activation, before, inputs.unknown)
        yield from _answers(question.decisions(), policy, binding, value)


def _answers(
    decisions: Iterable[Decision], policy: Policy, binding: Binding, param: Mapping[str, Any] | None
) -> Iterator[Answer]:
    """An answer for each action of the binding, as `validationActions` has them."""
    parameter = _named(param)
    for decision in decisions:
        if decision.unchecked:
            actions = [Action.UNCHECKED]
        elif decision.denies_always:
            actions = [Action.DENY]
        else:
            actions = [Action(action) for action in binding.actions]
        for action in actions:
            yield Answer(
                policy.name,
                binding.name,
                action,
                decision.message,
                decision.reason,
                decision.path,
                decision.readings,
                parameter,
            )


def _named(param: Mapping[str, Any] | None) -> str:
    if param is None:
        return ""
    metadata = param["metadata"]
    namespace = f"{metadata['namespace']}/" if metadata.get("namespace") else ""
    return f"{param.get('kind', '')} {namespace}{metadata.get('name')}"

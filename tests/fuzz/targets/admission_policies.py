"""Admission policies, bindings and parameters: in lint, in plans, and in their tests."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.conformance import recordings
from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import TEXTS
from tests.fuzz.targets import inventories
from tests.fuzz.targets.manifests import changed_manifest
from tests.fuzz.targets.options import lint_options, maybe, plan_options

GROUP = "admissionregistration.k8s.io"
FIELDS = (
    "object", "oldObject", "request", "params", "namespaceObject", "authorizer", "variables.a", "variables",
    "request.userInfo",
    "object.metadata.name", "object.metadata.labels", "object.spec", "object.spec.template.spec.containers",
    "object.spec.template.spec.?hostNetwork", "object.spec.template.spec.volumes", "request.operation", "params.data",
    "namespaceObject.metadata.labels['a']", "object.spec.template.spec.containers[0].image", "x", "self",
)  # fmt: skip
LITERALS = (
    "true", "false", "null", "0", "-1", "9223372036854775807", "-9223372036854775808", "1u", "1.5", "1e308", "''",
    "'a'",
    "r'\\d+'", "'''a\nb'''", "b'a'", "[]", "[1, 2, 3]", "['b', 'a', 'b']", "{}", "{'a': 1}", "{1: 'b'}", "[[1], [2]]",
    "optional.none()", "optional.of(1)", "duration('1h')", "timestamp('2024-01-01T00:00:00Z')", "quantity('1Gi')",
    "ip('10.0.0.1')", "cidr('10.0.0.0/8')", "url('https://a/b?c=d')", "semver('1.2.3')", "format.dns1123Label()",
    "sets", "math", "type(1)", "dyn(1)", "Object{spec: Object.spec{}}", "[1][5]", "{'a': 1}.b", "1/0",
    "'%d'.format(['a'])",
)  # fmt: skip
FORMS = (
    "{0} == {1}", "{0} != {1}", "{0} < {1}", "{0} in {1}", "{0} && {1}", "{0} || {1}", "!{0}", "-{0}",
    "{0} ? {1} : {0}",
    "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "{0} % {1}", "has({0}.a)", "has({0}.spec)", "size({0}) > 0",
    "{0}.all(c, {1})", "{0}.exists(c, c == {1})", "{0}.exists_one(c, c == {1})", "{0}.map(c, {1})",
    "{0}.filter(c, {1})",
    "{0}.map(c, c != {1}, c)", "{0}.all(i, v, v == {1})", "{0}.transformList(i, v, {1})", "{0}.transformMap(k, v, {1})",
    "{0}.transformMapEntry(k, v, {{v: k}})", "{0}.exists(k, v, {1})", "{0}.matches({1})", "{0}.startsWith({1})",
    "{0}.contains({1})", "{0}.find({1})", "{0}.findAll({1})", "{0}.split({1})", "{0}.join({1})",
    "{0}.replace('a', {1})",
    "{0}.lowerAscii()", "{0}.substring(1, {1})", "{0}.charAt({1})", "{0}.indexOf({1})", "{0}.trim()", "{0}.reverse()",
    "{0}.sum()", "{0}.max()", "{0}.min()", "{0}.isSorted()", "{0}.distinct()", "{0}.sort()", "{0}.flatten()",
    "{0}.slice(0, {1})", "{0}.range()", "lists.range({1})", "sets.contains({0}, {1})", "sets.equivalent({0}, {1})",
    "sets.intersects({0}, {1})", "math.greatest({0}, {1})", "math.bitAnd({0}, {1})", "int({0})", "uint({0})",
    "double({0})",
    "string({0})", "bytes({0})", "dyn({0})", "type({0}) == type({1})", "duration({0})", "timestamp({0})",
    "quantity({0})",
    "isQuantity({0})", "{0}.isGreaterThan({1})", "{0}.asInteger()", "{0}.add({1})", "{0}.sign()", "ip({0})",
    "isIP({0})",
    "{0}.family()", "cidr({0})", "{0}.containsIP({1})", "{0}.masked()", "url({0})", "isURL({0})", "{0}.getHost()",
    "{0}.getQuery()", "semver({0})", "isSemver({0})", "{0}.compareTo({1})", "{0}.major()", "{0}.getHours()", "{0}[{1}]",
    "{0}.?a.orValue({1})", "{0}[?{1}].hasValue()", "{0}.or({1})", "{0}.value()", "{0}.optMap(v, {1})",
    "{0}.optFlatMap(v, {1})", "'%s %d %f %x %e %b %o'.format([{0}, {1}])", "'%s'.format([{0}])", "{0}.format([{1}])",
    "format.named({0})", "{0}.validate({1})", "authorizer.group('').resource('pods').check('get').allowed()",
    "authorizer.serviceAccount('a', 'b').path({0}).check({1}).reason()", "({0})", "[{0}, {1}]", "{{{0}: {1}}}",
    "{0} {1}",
    "({0}", "{0}.{1}", "cel.bind(v, {0}, v == {1})", "{0}.quote()", "strings.quote({0})", "{0} == {0} && {1} == {1}",
)  # fmt: skip
ACTIONS = (["Deny"], ["Warn"], ["Audit"], ["Deny", "Audit"], ["Warn", "Audit"])
PARAMETERS = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "p"}, "data": {"a": "b"}}
EXPECTED = ("accepted", "denied", "warned")


def expression(random: Random, depth: int = 3) -> str:
    chance = random.random()
    if depth == 0 or chance < 0.15:
        return random.choice(FIELDS if happens(random, 0.5) else LITERALS)
    if chance < 0.17:
        return random.choice(TEXTS)
    if chance < 0.18:
        return "(" * random.choice((10, 40, 300)) + "true" + ")" * random.choice((10, 40, 300))
    return random.choice(FORMS).format(expression(random, depth - 1), expression(random, depth - 1))


def policy(random: Random, name: str) -> dict[str, Any]:
    rule = random.choice(
        (
            {"apiGroups": ["apps"], "apiVersions": ["v1"], "resources": ["daemonsets"]},
            {"apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"]},
            {"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"]},
        )
    )
    spec: dict[str, Any] = {
        "matchConstraints": {"resourceRules": [{**rule, "operations": ["CREATE", "UPDATE"]}]},
        "variables": [{"name": "a", "expression": expression(random)}],
        "validations": [{"expression": expression(random)} for _ in range(random.randint(1, 3))],
    }
    if happens(random, 0.3):
        spec["validations"][0]["messageExpression"] = expression(random)
    if happens(random, 0.2):
        spec["matchConditions"] = [{"name": "c", "expression": expression(random)}]
    if happens(random, 0.2):
        spec["auditAnnotations"] = [{"key": "k", "valueExpression": expression(random)}]
    if happens(random, 0.4):
        spec["paramKind"] = {"apiVersion": "v1", "kind": "ConfigMap"}
    if happens(random, 0.2):
        spec["failurePolicy"] = "Ignore"
    version = random.choice(("v1", "v1", "v1beta1", "v1alpha1"))
    return {
        "apiVersion": f"{GROUP}/{version}",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": name},
        "spec": spec,
    }


def binding(random: Random, name: str) -> dict[str, Any]:
    spec: dict[str, Any] = {"policyName": name, "validationActions": random.choice(ACTIONS)}
    if happens(random, 0.4):
        spec["paramRef"] = random.choice(
            (
                {"name": "p", "namespace": "default", "parameterNotFoundAction": "Deny"},
                {"name": "p", "parameterNotFoundAction": "Allow"},
                {"selector": {"matchLabels": {"a": "b"}}, "parameterNotFoundAction": "Deny"},
                {"selector": {}, "parameterNotFoundAction": "Allow"},
            )
        )
    return {
        "apiVersion": f"{GROUP}/v1",
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": {"name": name},
        "spec": spec,
    }


def objects(random: Random) -> list[Any]:
    """What is there: policies that were recorded, or new ones; a part of them is changed."""
    if happens(random, 0.3):
        scenario = random.choice(recordings.lines("admission-cases"))
        values = [*scenario["namespaces"], *scenario["params"], *scenario["policies"]]
    else:
        names = ("one", "two", "three")[: random.randint(1, 3)]
        values = [make(random, name) for name in names for make in (policy, binding)] + [PARAMETERS]
    times = random.choice((0, 0, 0, 1, 2, 4))
    changed = Changes(random, corpus.fields_of(values), gently=happens(random, 0.5)).of(values, times)
    return changed if isinstance(changed, list) else [changed]


def case(random: Random) -> Case:
    files = {
        "cluster.yaml": texts.encoded(random, texts.stream_of(random, objects(random))),
        "ds.yaml": texts.encoded(random, texts.stream_of(random, _manifests(random))),
    }
    chance = random.random()
    if chance < 0.5:
        return Case(("lint", *_linted(random), *maybe(random, 0.3, "--bind-all"), *lint_options(random)), files)
    if chance < 0.75:
        nodes = {"nodes.yaml": inventories.simple()}
        of_nodes = ("--nodes", "nodes.yaml", "--nodes", "cluster.yaml")
        old = maybe(random, 0.3, "--from", "ds.yaml")
        return Case(("plan", *of_nodes, "ds.yaml", *old, *plan_options(random)), {**files, **nodes})
    form = maybe(random, 0.4, "--format", "json")
    options = (*maybe(random, 0.3, "-v"), *maybe(random, 0.3, "--require-coverage"), *form)
    return Case(("policy", "test", ".", *options), {**files, **_test(random)})


def _manifests(random: Random) -> list[Any]:
    if happens(random, 0.6):
        return [random.choice(corpus.admission_requests())["object"]]
    return [changed_manifest(random, most=2)]


def _linted(random: Random) -> tuple[str, ...]:
    """The policies are those of a cluster, or stand among the manifests."""
    return random.choice((("--cluster", "cluster.yaml", "ds.yaml"), ("ds.yaml", "cluster.yaml")))


def _test(random: Random) -> dict[str, bytes]:
    if happens(random, 0.5):
        result = {"isValidatingAdmissionPolicy": True, "policy": "one", "resource": "agent", "result": "fail"}
        value: dict[str, Any] = {"policies": ["cluster.yaml"], "resources": ["ds.yaml"], "results": [result]}
        name = "kyverno-test.yaml"
    else:
        cases = [{"resource": "agent", "expect": random.choice(EXPECTED), "pods": happens(random, 0.3)}]
        head = {"apiVersion": "dslint.dev/v1", "kind": "PolicyTest", "metadata": {"name": "t"}}
        value = {**head, "policies": ["cluster.yaml"], "resources": ["ds.yaml"], "params": [], "cases": cases}
        name = "policy-test.yaml"
    value = Changes(random, corpus.fields_of([value])).of(value, random.choice((0, 0, 1, 2)))
    try:
        return {name: json.dumps(value).encode()}
    except (TypeError, ValueError):
        return {name: texts.encoded(random, texts.flow(value))}

"""Rollouts whose new pods the quotas of their namespace let in or not."""

from __future__ import annotations

import dslint
from dslint.plans import Level, State
from tests.planning.nodes import daemonset, plain_pod, states
from tests.planning.test_pod_admission import NODES, QUOTA


def hungry(cpu: str, *, surge: int = 0, unavailable: int = 1) -> dict:
    containers = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": cpu}}}]
    found = daemonset(containers=containers)
    budget = {"maxSurge": surge, "maxUnavailable": unavailable}
    found["spec"]["updateStrategy"] = {"type": "RollingUpdate", "rollingUpdate": budget}
    return found


def update_within(hard: dict[str, str], old: dict, new: dict):
    quota = {**QUOTA, "spec": {"hard": hard}}
    found = dslint.plan(
        [new], inventory=[*NODES, quota], baseline=[old], kubernetes_version="1.36", trace=True
    ).workloads[0]
    assert found.rollout is not None
    return found, found.rollout


def test_a_replacement_that_asks_for_more_than_its_quota_has_is_refused():
    found, rollout = update_within({"requests.cpu": "150m"}, hungry("50m"), hungry("60m"))
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.BOUND, "n3": State.BOUND}
    assert [step.states for step in rollout.steps or ()][-1] == {"old ready": ("n2", "n3")}
    assert rollout.updated == (0, 0)
    assert rollout.blocked is not None
    assert rollout.blocked.message == (
        "the API server refuses new pods, so 1 node is left without a pod and no further pod is replaced:"
        ' pods "agent-" is forbidden: exceeded quota: team, requested: requests.cpu=60m, used: requests.cpu=100m,'
        " limited: requests.cpu=150m"
    )
    assert rollout.blocked.help == "raise the quota, or request less in the template"


def test_some_replacements_fit_in_a_quota_and_the_first_that_does_not_stops_the_rest():
    found, rollout = update_within({"requests.cpu": "170m"}, hungry("50m"), hungry("60m", unavailable=2))
    assert (rollout.updated, found.bound) == ((2, 2), 2)
    found, rollout = update_within({"requests.cpu": "180m"}, hungry("50m"), hungry("60m", unavailable=2))
    assert (rollout.updated, found.bound, rollout.blocked) == ((3, 3), 3, None)
    found, rollout = update_within({"requests.cpu": "160m"}, hungry("50m"), hungry("60m", unavailable=2))
    assert (rollout.updated, found.bound) == ((1, 1), 2)


def test_a_quota_without_room_lets_no_surge_pod_in_and_no_pod_is_down():
    found, rollout = update_within({"pods": "3"}, hungry("50m"), hungry("60m", surge=1, unavailable=0))
    assert (found.bound, rollout.updated) == (3, (0, 0))
    assert rollout.blocked is not None
    assert rollout.unavailable is not None
    assert rollout.unavailable.at_worst == 0


def test_a_surge_goes_on_with_the_room_that_deletions_leave():
    _, rollout = update_within({"pods": "4"}, hungry("50m"), hungry("60m", surge=3, unavailable=0))
    assert (rollout.updated, rollout.blocked, rollout.waves) == ((3, 3), None, (1, 1, 1))


def test_the_update_of_a_daemonset_that_its_quota_never_let_run_everywhere_rolls_nothing():
    found, rollout = update_within({"pods": "2"}, hungry("50m"), hungry("60m", unavailable=3))
    assert states(found) == {"n1": State.BOUND, "n2": State.BOUND, "n3": State.EXCLUDED}
    assert [step.states for step in rollout.steps or ()] == [{"old ready": ("n1", "n2")}]


def test_later_workloads_find_what_a_rollout_leaves_of_the_quota():
    quota = {**QUOTA, "spec": {"hard": {"requests.cpu": "200m"}}}
    for cpu, accepted in (("50m", True), ("60m", False)):
        _, probe = dslint.plan(
            [hungry(cpu), plain_pod(containers=hungry("50m")["spec"]["template"]["spec"]["containers"])],
            inventory=[*NODES, quota],
            baseline=[hungry("50m")],
            kubernetes_version="1.36",
        ).workloads
        assert (not probe.rejected) is accepted


def test_a_quota_that_the_cluster_has_counted_has_let_in_the_pods_that_run():
    for hard, surge, unavailable, bound in (({"requests.cpu": "150m"}, 0, 1, 2), ({"pods": "3"}, 1, 0, 3)):
        counted = {**QUOTA, "spec": {"hard": hard}, "status": {"hard": hard, "used": hard}}
        old, new = (hungry(cpu, surge=surge, unavailable=unavailable) for cpu in ("50m", "60m"))
        found = dslint.plan([new], inventory=[*NODES, counted], baseline=[old], kubernetes_version="1.36").workloads[0]
        assert (found.bound, found.rollout.unavailable.before, found.rollout.updated) == (bound, 0, (0, 0))
        assert found.rollout.blocked.message.startswith("the API server refuses new pods, so ")


def test_a_quota_that_the_manifests_bring_holds_for_the_new_pods():
    quota = {**QUOTA, "spec": {"hard": {"requests.cpu": "150m"}}}
    found = dslint.plan(
        [quota, hungry("60m")], inventory=NODES, baseline=[hungry("50m")], kubernetes_version="1.36"
    ).workloads[0]
    assert (found.bound, found.rollout.updated) == (2, (0, 0))


def test_a_surge_beside_listed_pods_that_fill_the_quota_makes_no_pod_and_takes_none_away():
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "", "controller": True}
    pods = []
    for name in ("n1", "n2", "n3"):
        pod = plain_pod(nodeName=name)
        pod["metadata"].update(name=f"agent-{name}", labels={"app": "agent"}, ownerReferences=[owner])
        pods.append({**pod, "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}})
    quota = {**QUOTA, "spec": {"hard": {"pods": "3"}}}
    old, new = (hungry(cpu, surge=1, unavailable=0) for cpu in ("50m", "60m"))
    plan = dslint.plan([new], inventory=[*NODES, quota, *pods], baseline=[old], kubernetes_version="1.36")
    (found,) = plan.workloads
    assert (found.bound, found.rollout.updated, found.rollout.unavailable.at_worst) == (3, (0, 0), 0)
    assert plan.verdict.level is Level.BLOCKED

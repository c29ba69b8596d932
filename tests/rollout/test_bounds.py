"""Whatever order the controller takes nodes in, the end lies within the bounds, and the smallest budget suffices."""

from __future__ import annotations

import copy
import random
import re
from dataclasses import dataclass
from typing import Any

import pytest

from dslint.admission.defaults import defaulted
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import strategy_of
from dslint.plans import Bounds, Rollout
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change, FaultInjection, NodesAndDecisions
from dslint.rollout.pod_revisions import with_revisions
from dslint.rollout.rollout_plan import plan_rollout
from dslint.rollout.scenario import Scenario, ScenarioResult
from tests.rollout.clusters import SURGE, daemonset, node, pod_of, rolling, rollout, running

VERSIONS = ("1.36", "1.33", "1.30", "1.28", "1.27", "1.25", "1.22", "1.19", "1.12")
SMALLEST = re.compile(r"maxUnavailable to at least (\d+)(?: \((\d+%)\))?")


@dataclass
class Story:
    """A random cluster and change; the same for the same seed."""

    seed: int

    def __post_init__(self) -> None:
        choose = random.Random(self.seed)
        self.release = Release.of(choose.choice(VERSIONS))
        self.before = [node(f"n{index}", choose.choice(("1", "1", "2", "4"))) for index in range(choose.randint(2, 8))]
        self.after = [_changed(each, choose) for each in self.before]
        surging = choose.random() < 0.4 and self.release.enabled("DaemonSetUpdateSurge")
        budget = choose.choice((1, 2, 3, "25%", "50%"))
        self.strategy = rolling(0, budget) if surging else rolling(budget)
        self.old = daemonset(cpu=choose.choice(("100m", "600m")))
        self.new = daemonset("agent:2", cpu=choose.choice(("100m", "600m", "1500m")), strategy=self.strategy)
        names = [each["metadata"]["name"] for each in self.before]
        some = [frozenset(name for name in names if choose.random() < share) for share in (0.2, 0.25)]
        self.injected = FaultInjection(*some)
        self.orders = [{name: choose.random() for name in names} for _ in range(6)]

    def played(self, strategy: dict[str, Any] | None = None) -> tuple[Rollout, Scenario]:
        new = copy.deepcopy(self.new)
        new["spec"]["updateStrategy"] = strategy or self.strategy
        before, now = (
            Snapshot(read_inventory(copy.deepcopy(on), self.release), self.release) for on in (self.before, self.after)
        )
        change = Change(
            new=defaulted(new, self.release),
            old=defaulted(copy.deepcopy(self.old), self.release),
            pod=pod_of(new, self.release),
            release=self.release,
            before=before.by_name,
            injected=self.injected,
        )
        present = running(copy.deepcopy(self.old), before, self.release)
        found = DaemonSet.of(change.new, self.release)
        decisions = strategy_of(found, change.pod, now).decide()
        context = NodesAndDecisions(now.nodes, decisions, before.by_name, self.release)
        told = with_revisions(change, present, now.cluster)
        strategy = Strategy.of(change.new, self.release)
        return plan_rollout(change, present, now), Scenario(found, told, context, strategy, now, change.pod)


def _changed(raw: dict[str, Any], choose: random.Random) -> dict[str, Any]:
    found = copy.deepcopy(raw)
    fate = choose.random()
    if fate < 0.2:
        found["spec"]["taints"] = [{"key": "x", "effect": "NoSchedule" if fate < 0.1 else "NoExecute"}]
    elif fate < 0.25:
        found["status"]["conditions"] = [{"type": "Ready", "status": choose.choice(("Unknown", "False"))}]
    return found


def _left(played: ScenarioResult) -> bool:
    return any(node.should_run and node.live(new=False) for node in played.nodes)


@pytest.mark.parametrize("seed", range(120))
def test_every_order_ends_within_the_bounds_and_stalls_only_where_it_is_said(seed: int) -> None:
    story = Story(seed)
    found, scenario = story.played()
    for order in story.orders:
        played = scenario.play(story.injected, lambda node, order=order: order[node.name])
        assert found.updated.minimum <= played.updated <= found.updated.maximum
        assert not _left(played) or found.blocked is not None


@pytest.mark.parametrize("seed", range(120))
def test_the_smallest_budget_frees_the_rollout_and_a_smaller_one_does_not(seed: int) -> None:
    story = Story(seed)
    blocked = story.played()[0].blocked
    named = SMALLEST.search(blocked.help) if blocked else None
    if named is None:
        return
    nodes, percent = int(named[1]), named[2]
    for enough in (nodes, percent) if percent else (nodes,):
        assert story.played(rolling(enough))[0].blocked is None
    assert nodes == 1 or story.played(rolling(nodes - 1))[0].blocked is not None


def test_the_stories_are_about_something() -> None:
    found = [Story(seed).played()[0] for seed in range(120)]
    assert sum(rollout.blocked is not None for rollout in found) > 20
    assert sum(rollout.updated.minimum < rollout.updated.maximum for rollout in found) > 10
    assert sum(bool(SMALLEST.search(rollout.blocked.help)) for rollout in found if rollout.blocked) > 2


def test_nodes_that_only_lose_their_pod_are_not_among_those_that_surely_get_a_new_one() -> None:
    term = {"labelSelector": {"matchLabels": {"app": "agent"}}, "topologyKey": "zone"}
    apart = {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}
    spot = [{"key": "spot", "effect": "NoSchedule"}]
    zones = (("n1", "a"), ("n2", "b"), ("n3", "a"), ("n4", "b"), ("n5", "a"))
    before = [node(name, zone=zone) for name, zone in zones]
    after = [node(name, zone=zone, taints=spot if name in ("n1", "n4") else ()) for name, zone in zones]
    found = rollout(daemonset(), daemonset("agent:2", affinity=apart, strategy=SURGE), before, after=after)
    assert found.updated == Bounds(0, 3)

"""What holds of where pods run, in every cluster."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.clusters import (
    LONERS,
    NEW_LONERS,
    NODES,
    SITUATIONS,
    TOLERATIONS,
    Object,
    Situation,
    named,
)
from tests.properties.examples import few
from tests.properties.planned import planned, reasons, states, without_order, without_sentences, workload


@few(6)
@given(SITUATIONS, st.sampled_from(TOLERATIONS))
def test_a_toleration_more_keeps_no_node_away_by_its_taints(situation: Situation, toleration: Object) -> None:
    before = situation.new["spec"]["template"]["spec"]["tolerations"]
    more = planned(situation.with_template(tolerations=[*before, toleration]))
    less = reasons(planned(situation))
    for node, why in reasons(more).items():
        assert "UntoleratedTaint" not in why or "UntoleratedTaint" in less[node]


@few(6)
@given(LONERS, st.integers())
def test_the_order_of_the_nodes_does_not_matter(situation: Situation, seed: int) -> None:
    """Unless pods look at each other: one that needs others nearby may only start where the first one has started."""
    shuffled = list(situation.nodes)
    Random(seed).shuffle(shuffled)
    plans = (planned(situation), planned(situation._replace(nodes=shuffled)))
    first, second = (without_order(without_sentences(plan)) for plan in plans)
    assert first == second


@few(6)
@given(NEW_LONERS, NODES)
def test_a_node_more_changes_nothing_elsewhere(situation: Situation, node: Object) -> None:
    more = states(planned(situation._replace(nodes=[*situation.nodes, named(node, "another")])))
    more.pop("another", None)
    assert more == states(planned(situation))


@few(6)
@given(LONERS)
def test_every_node_has_one_state_and_the_counts_are_theirs(situation: Situation) -> None:
    only = workload(planned(situation))
    if only["rejected"]:
        assert not only["placement"]
        return
    nodes = [node for group in only["placement"] for node in group["nodes"]]
    assert sorted(nodes) == sorted(situation.names)
    at = states({"workloads": [only]})
    assert only["bound"] == sum(state == "bound" for state in at.values())
    assert only["pending"] == sum(state == "pending" for state in at.values())

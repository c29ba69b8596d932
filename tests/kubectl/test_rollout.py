"""kubectl rollout history, undo and status."""

from __future__ import annotations

import pytest

from dslint.kubectl import rollout, saved_objects
from dslint.kubectl.rollout import KubectlError
from tests.kubectl.saved import THREE, agent, daemonset, revision


def test_history_lists_revisions_ascending_with_their_cause() -> None:
    assert rollout.history(agent()) == (
        "daemonset.apps/agent \nREVISION  CHANGE-CAUSE\n1         first\n2         second: 2.0\n3         <none>\n\n"
    )


@pytest.mark.parametrize("number", [0, 2])
def test_without_revisions_there_is_no_history(number: int) -> None:
    bare = saved_objects.find([daemonset()], "agent", None)
    assert bare is not None
    assert rollout.history(bare, number).endswith("\nNo rollout history found.\n")


def test_history_of_a_revision_is_its_template() -> None:
    shown = rollout.history(agent(), 2)
    assert shown.startswith("daemonset.apps/agent with revision #2\nPod Template:\n  Labels:\tapp=agent\n")
    assert "    Image:\tagent:2\n" in shown
    assert shown.endswith("  Tolerations:\t<none>\n\n")


@pytest.mark.parametrize(
    ("number", "said"),
    [(9, "unable to find the specified revision"), (-1, "revision must be a positive integer: -1")],
)
def test_history_of_an_unknown_revision_is_rejected(number: int, said: str) -> None:
    with pytest.raises(KubectlError, match=f"^{said}$"):
        rollout.history(agent(), number)


def test_undo_goes_back_to_the_revision_before_the_newest() -> None:
    found = rollout.undo(agent())
    assert found.output == "daemonset.apps/agent rolled back\n"
    assert found.revision.number == 2


@pytest.mark.parametrize(("dry_run", "end"), [("server", "rolled back (server dry run)\n"), ("none", "rolled back\n")])
def test_undo_says_which_dry_run_it_was(dry_run: str, end: str) -> None:
    assert rollout.undo(agent(), 1, dry_run).output == f"daemonset.apps/agent {end}"


def test_a_client_dry_run_prints_the_template_it_would_go_back_to() -> None:
    said = rollout.undo(agent(), 1, "client").output
    assert said.startswith("daemonset.apps/agent will roll back to Pod Template:\n")
    assert said.endswith("  Tolerations:\t<none>\n (dry run)\n")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (9, "unable to find specified revision 9 in history"),
        (-2, "unable to find specified revision -2 in history"),
    ],
)
def test_undo_to_an_unknown_revision_is_rejected(to: int, said: str) -> None:
    with pytest.raises(KubectlError, match=f"^{said}$"):
        rollout.undo(agent(), to)


def test_a_single_revision_cannot_be_undone_without_naming_it() -> None:
    one = agent(revision(1, "agent:1"), of=daemonset("agent:1"))
    with pytest.raises(KubectlError, match="no last revision to roll back to"):
        rollout.undo(one)
    assert rollout.undo(one, 1, "client").output.startswith("daemonset.apps/agent will roll back")


def test_undo_to_the_present_template_is_skipped_where_the_bytes_are_the_same() -> None:
    same = revision(3, "agent:3")
    same["data"]["spec"]["template"]["metadata"]["creationTimestamp"] = None
    assert rollout.undo(agent(*THREE[1:], same), 3, "server").output == (
        "daemonset.apps/agent skipped rollback (current template already matches revision 3) (server dry run)\n"
    )


def test_a_new_servers_revision_has_other_bytes_than_kubectl_1_32_writes() -> None:
    assert rollout.undo(agent(), 3).output == "daemonset.apps/agent rolled back\n"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ({"observedGeneration": 2}, "Waiting for daemon set spec update to be observed...\n"),
        (
            {"desiredNumberScheduled": 5, "updatedNumberScheduled": 2},
            'Waiting for daemon set "agent" rollout to finish: 2 out of 5 new pods have been updated...\n',
        ),
        (
            {"desiredNumberScheduled": 5, "updatedNumberScheduled": 5, "numberAvailable": 4},
            'Waiting for daemon set "agent" rollout to finish: 4 of 5 updated pods are available...\n',
        ),
        (
            {"desiredNumberScheduled": 5, "updatedNumberScheduled": 5, "numberAvailable": 5},
            'daemon set "agent" successfully rolled out\n',
        ),
        ({}, 'daemon set "agent" successfully rolled out\n'),
    ],
)
def test_status_waits_for_generation_then_updates_then_availability(status: dict, said: str) -> None:
    assert rollout.status(agent(of=daemonset(status=status))) == said


def test_status_of_on_delete_is_rejected() -> None:
    with pytest.raises(KubectlError, match="rollout status is only available for RollingUpdate strategy type"):
        rollout.status(agent(of=daemonset(updateStrategy={"type": "OnDelete"})))

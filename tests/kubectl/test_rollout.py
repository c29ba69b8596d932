from __future__ import annotations

import copy

import pytest

from dslint.kubectl import rollout, saved_objects
from dslint.kubectl.rollback import current, numbers_after, undo
from dslint.kubectl.rollout import KubectlError

UID = "57c6e203"


def template(image: str) -> dict:
    return {
        "metadata": {"labels": {"app": "agent"}},
        "spec": {"containers": [{"name": "agent", "image": image}]},
    }


def revision(number: int, image: str, cause: str | None = None, **metadata) -> dict:
    return {
        "apiVersion": "apps/v1",
        "kind": "ControllerRevision",
        "metadata": {
            "name": f"agent-{number}",
            "namespace": "default",
            "labels": {"app": "agent", "controller-revision-hash": f"hash{number}"},
            "annotations": {} if cause is None else {"kubernetes.io/change-cause": cause},
            "ownerReferences": [{"kind": "DaemonSet", "name": "agent", "uid": UID, "controller": True}],
            **metadata,
        },
        "revision": number,
        "data": {"spec": {"template": {"$patch": "replace", **template(image)}}},
    }


def daemonset(image: str = "agent:3", *, status: dict | None = None, **spec) -> dict:
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "default", "uid": UID, "generation": 3},
        "spec": {
            "selector": {"matchLabels": {"app": "agent"}},
            "template": template(image),
            "updateStrategy": {"type": "RollingUpdate"},
            **spec,
        },
        "status": {"observedGeneration": 3, **(status or {})},
    }


THREE = [revision(3, "agent:3"), revision(1, "agent:1", "first"), revision(2, "agent:2", "second: 2.0")]


def agent(*revisions: dict, of: dict | None = None) -> saved_objects.Saved:
    found = saved_objects.find([of or daemonset(), *(revisions or THREE)], "agent", None)
    assert found is not None
    return found


def test_history_lists_revisions_ascending_with_their_cause() -> None:
    assert rollout.history(agent()) == (
        "daemonset.apps/agent \nREVISION  CHANGE-CAUSE\n1         first\n2         second: 2.0\n3         <none>\n\n"
    )


def test_a_long_revision_number_widens_its_column() -> None:
    shown = rollout.history(agent(revision(123456789, "agent:3", "x")))
    assert shown.splitlines()[1:3] == ["REVISION   CHANGE-CAUSE", "123456789  x"]


def test_a_cause_of_two_lines_ends_the_column_as_kubectls_table_does() -> None:
    shown = rollout.history(agent(revision(1, "agent:1", "one\ntwo"), revision(2, "agent:2")))
    assert shown.splitlines()[1:] == ["REVISION  CHANGE-CAUSE", "1         one", "two", "2  <none>", ""]


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


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (revision(8, "agent:8", ownerReferences=[{"uid": "another", "controller": True}]), "another's"),
        (revision(8, "agent:8", ownerReferences=[{"uid": UID}]), "not controlled"),
        (revision(8, "agent:8", labels={"app": "other"}), "not selected"),
        (revision(8, "agent:8", namespace="elsewhere"), "of another namespace"),
    ],
)
def test_only_controlled_and_selected_revisions_of_the_namespace_count(other: dict, reason: str) -> None:
    assert [found.number for found in agent(*THREE, other).revisions] == [1, 2, 3], reason


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


def test_undo_changes_the_template_and_nothing_else() -> None:
    before = daemonset(updateStrategy={"type": "OnDelete"})
    found = agent(of=before)
    after = undo(found, found.revisions[0])
    assert after["spec"]["template"] == template("agent:1")
    assert {**after["spec"], "template": None} == {**before["spec"], "template": None}
    assert before == daemonset(updateStrategy={"type": "OnDelete"})


def test_the_number_gone_back_to_is_raised_above_all_others() -> None:
    found = agent()
    after = numbers_after(found, template("agent:1"), live=())
    assert (after.current, after.kept, after.deleted) == (4, (2, 3), ())


def test_the_present_template_keeps_its_number() -> None:
    assert numbers_after(agent(), template("agent:3"), live=()).current == 3
    present = current(agent())
    assert present is not None
    assert present.number == 3


@pytest.mark.parametrize(
    ("limit", "live", "deleted"),
    [(1, (), (2,)), (0, (), (2, 3)), (0, ("hash2",), (3,)), (1, ("hash2",), (3,)), (None, (), ())],
)
def test_old_revisions_beyond_the_limit_are_deleted_but_those_of_live_pods(limit, live, deleted) -> None:
    limited = copy.deepcopy(daemonset())
    if limit is not None:
        limited["spec"]["revisionHistoryLimit"] = limit
    assert numbers_after(agent(of=limited), template("agent:1"), live).deleted == deleted


def test_a_daemonset_is_found_by_namespace_or_as_the_only_one_of_its_name() -> None:
    elsewhere = daemonset()
    elsewhere["metadata"] = {"name": "agent", "namespace": "logging", "uid": "other"}
    assert saved_objects.find([elsewhere], "agent", None) is not None
    assert saved_objects.find([elsewhere], "agent", "default") is None
    both = saved_objects.find([elsewhere, daemonset()], "agent", None)
    assert both is not None
    assert both.daemonset["metadata"]["namespace"] == "default"
    assert saved_objects.names([elsewhere, daemonset()], "logging") == ["agent"]

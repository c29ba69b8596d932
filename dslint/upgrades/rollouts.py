"""What the DaemonSet controller does differently in a rollout: its behaviours in words."""

from __future__ import annotations

from dslint.admission import default_behaviours as defaults
from dslint.rollout import behaviours as rollout
from dslint.upgrades.changes import DAEMONSET, Told

_OF_DAEMONSETS = (DAEMONSET,)
_ROLLS = ("daemonset.updateStrategy.type=RollingUpdate",)
_SURGES = ("daemonset.updateStrategy.rollingUpdate.maxSurge",)

ROLLOUTS = (
    Told(
        rollout.ROLLING_UPDATE,
        "rollout",
        "updateStrategy RollingUpdate; before, a change reached a node only when its pod was deleted by hand",
        touches=_OF_DAEMONSETS,
    ),
    Told(
        rollout.COUNTS_NODES_WITHOUT_AVAILABLE_POD,
        "rollout",
        ends="unavailable old pods no longer count against maxUnavailable",
        touches=_ROLLS,
    ),
    Told(
        rollout.OLD_UNAVAILABLE_TAKE_BUDGET,
        "rollout",
        "unavailable old pods are replaced first and count against maxUnavailable again",
        touches=_ROLLS,
    ),
    Told(
        rollout.SURGE_HEEDS_ELIGIBILITY,
        "rollout",
        "with maxSurge, nodes that are no longer eligible get no second pod",
        touches=_SURGES,
    ),
    Told(
        rollout.GENERATION_LABEL_BROKEN,
        "rollout",
        "the label pod-template-generation no longer makes a pod count as new",
        "the label pod-template-generation makes a pod count as new again",
        ("daemonset.templateGeneration",),
    ),
    Told(rollout.SUCCEEDED_PODS_DELETED, "rollout", "the controller also replaces pods that succeeded",
         touches=_OF_DAEMONSETS),
    Told(
        rollout.TERMINAL_TERMINATING_FREES_NODE,
        "rollout",
        "a finished pod that is terminating no longer holds up the next one on its node",
        touches=_OF_DAEMONSETS,
    ),
    Told(rollout.FAILED_PODS_DELETED, "rollout", "the controller deletes failed pods", touches=_OF_DAEMONSETS),
    Told(
        rollout.FAILED_PODS_BACK_OFF,
        "rollout",
        "failed pods of a node are deleted one at a time, after 1 s to 15 min; before, all at once",
        touches=_OF_DAEMONSETS,
    ),
    Told(defaults.UPDATE_STRATEGY, "defaults", "updateStrategy has a default: OnDelete in extensions/v1beta1",
         touches=_OF_DAEMONSETS),
    Told(
        defaults.REVISION_HISTORY,
        "rollout",
        "revisions are stored as ControllerRevisions, for history and undo; revisionHistoryLimit defaults to 10",
        touches=_OF_DAEMONSETS,
    ),
)  # fmt: skip

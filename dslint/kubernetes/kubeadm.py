"""The label and the taint of kubeadm's control planes, which it renamed in steps."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

MASTER = "node-role.kubernetes.io/master"
CONTROL_PLANE = "node-role.kubernetes.io/control-plane"
CRI_SOCKET = "kubeadm.alpha.kubernetes.io/cri-socket"
"""The annotation that kubeadm writes on each node that it makes."""

_UPGRADE = "cmd/kubeadm/app/phases/upgrade/postupgrade.go"
MASTER_LABEL = Behaviour(until="1.24", source=f"{_UPGRADE}: RemoveOldControlPlaneLabel (KEP-2067)")
CONTROL_PLANE_LABEL = Behaviour(
    since="1.20", source="cmd/kubeadm/app/phases/markcontrolplane/markcontrolplane.go (KEP-2067)"
)
MASTER_TAINT = Behaviour(until="1.25", source=f"{_UPGRADE}: RemoveOldControlPlaneTaint (KEP-2067)")
CONTROL_PLANE_TAINT = Behaviour(since="1.24", source=f"{_UPGRADE}: AddNewControlPlaneTaint (KEP-2067)")

LABELS = {MASTER: MASTER_LABEL, CONTROL_PLANE: CONTROL_PLANE_LABEL}
TAINTS = {MASTER: MASTER_TAINT, CONTROL_PLANE: CONTROL_PLANE_TAINT}

"""Behaviours of Kubernetes that traps depend on and that have no feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

# Taints and labels of control-plane nodes, as kubeadm sets them.
CONTROL_PLANE_TAINT = Behaviour(since="1.24")
MASTER_TAINT = Behaviour(until="1.25")

ALPHA_TAINTS_GONE = Behaviour(since="1.14")
OUT_OF_DISK_GONE = Behaviour(since="1.14")
TOLERATIONS_ARE_FIELDS = Behaviour(since="1.6")
AFFINITY_IS_A_FIELD = Behaviour(since="1.8")
NODE_LABELS_OF_TODAY = Behaviour(since="1.14")
"""kubernetes.io/os and kubernetes.io/arch, and nodes with Windows."""

FRACTIONS_ARE_WARNED_OF = Behaviour(since="1.22")
SELECTOR_IS_FIXED = Behaviour(since="1.9")

"""How a change spreads: a simulation of the DaemonSet controller, and what it means for the nodes.

`rollout_plan.plan_rollout` simulates a Change on a snapshot. Its parts: `revisions` (does the template differ),
`budget`, `manage` (the controller on one node), `controller` (a sync), `simulation` (the turns), `pod_states` (what
happens to pods), `node_fit` (room on the nodes), `scenario` and `bounds` (other orders). `blocked`, `blast_radius`,
`timing` and `rollout_status` derive what a report says.
"""

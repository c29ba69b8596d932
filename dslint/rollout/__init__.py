"""How a change spreads: what an update makes new, the simulated controller, and what people want to know of it.

`rollout_plan.plan_rollout` plays a Change on a snapshot. Its parts: `revisions` (does the template differ), `budget`,
`manage` and `update_role` (the controller on one node), `controller` (a sync), `simulation` (the turns),
`node_fit` (the scheduler asked), `scenario` and `bounds` (other orders). What a report says beside the counts stands in
`blocked`, `blast_radius`, `timing` and `rollout_status`.
"""

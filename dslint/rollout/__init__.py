"""How a change spreads: what an update makes new, the simulated controller, and what people want to know of it.

`planning.plan_rollout` plays a Change on a world. It is built of small parts: `revisions` (does the template differ),
`budget`, `manage` and `weights` (the controller on one node), `controller` (a sync), `simulate` (the turns),
`room` (the scheduler asked), `rehearsal` and `extremes` (other orders). What a report says beside the counts stands in
`blocked`, `blast_radius`, `timing` and `progress`. `kubectl` is history, undo and status of saved objects, `describe`
kubectl's printer of pod templates, `expectations` the gates that a plan is held against.
"""

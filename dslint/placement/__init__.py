"""Where pods go: the DaemonSet controller's decision, the scheduler's filters, preemption and scoring.

In the order of asking:

- `daemonset.DaemonSet.of(defaulted, release)`; `.spec` has the automatic tolerations, `.pod_manifest()` is the pod
  that goes to admission, `.owns(pod)` tells its pods.
- `daemonset_controller.decide(spec, node, release)` and `decide_all(spec, nodes, release)`: should it run, may it
  continue, and all reasons; nodes alike are decided once.
- `snapshot.Snapshot(cluster, release)`: the scheduler's view, changed by `add(pod)` and `remove(pod)`.
- `filter_run.FilterRun(pod, snapshot, pinned=…)`: all filters made ready; `.verdict(node)` gives every reason.
- `scheduler.attempt(pod, snapshot, only=node)`: the node or the nodes that tie, or why not, and who would be evicted;
  `attempt_on(checks, node)` the same for the next pod of a DaemonSet; `scheduler.fits(pod, node, snapshot)`.
- `scheduling.SchedulingRun(snapshot)`: `place(daemonset, pod)` and `place_pod(pod)` put whole workloads in, one settled
  before the next; their `placements()` are read when all are placed.
"""

"""Where pods go: the DaemonSet controller's decisions, the scheduler's filters, preemption and scoring.

- `daemonset.DaemonSet.of(defaulted, release)`: `.spec` has the automatic tolerations, `.pod_manifest()` is the pod that
  goes to admission, `.owns(pod)` finds its pods.
- `daemonset_controller.decide(spec, node, release)` and `decide_all(spec, nodes, release)`: should a node run the pod,
  may it keep one, and all reasons.
- `snapshot.Snapshot(cluster, release)`: the scheduler's view of the cluster; `add(pod)` and `remove(pod)` change it.
- `filter_run.FilterRun(pod, snapshot, pinned=…)`: all filters prepared for a pod; `.verdict(node)` gives every reason.
- `scheduler.attempt(pod, snapshot)`: the nodes with the best score, or why none fits, and which pods would be evicted.
- `strategy.strategy_of(daemonset, pod, snapshot)`: who binds a DaemonSet's pods, asked node by node.
- `scheduling.SchedulingRun(snapshot)`: `place(daemonset, pod)` and `place_pod(pod)` place whole workloads. Read their
  outcomes when all are placed.
"""

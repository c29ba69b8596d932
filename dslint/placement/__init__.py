"""Where pods go: the DaemonSet controller, the scheduler's filters, preemption, scoring."""

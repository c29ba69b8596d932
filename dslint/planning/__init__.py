"""From workloads and a Cluster to a Plan: each workload admitted, placed and settled, in the order given."""

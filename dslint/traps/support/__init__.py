"""What several traps read of a workload."""

"""A pod template as `kubectl rollout history --revision` and a dry run of undo print it."""

"""A pod template in kubectl's words, as `kubectl rollout history --revision` and a dry run of undo print it."""

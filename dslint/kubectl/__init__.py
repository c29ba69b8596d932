"""kubectl's view of a rollout: history, undo, status and describe, as kubectl prints them."""

"""What the API server would store of a manifest, and why it would reject it."""

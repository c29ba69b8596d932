"""What several rooms need to know about Kubernetes: typed, frozen values and small pure functions."""

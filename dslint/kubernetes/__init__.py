"""What several rooms know of Kubernetes: typed, frozen values and small pure functions."""

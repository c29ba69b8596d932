"""The functions of CEL and of Kubernetes: their signatures, and in Python those that the library does not have."""

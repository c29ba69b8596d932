"""Static-pod folders as the kubelet reads them, what it refuses, and its admission on a node."""

"""Static pod folders as the kubelet reads them, its errors, and its admission on a node."""

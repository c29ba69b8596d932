"""The Pod Security Standards, as the PodSecurity admission plugin evaluates them at a pinned version.

Kubernetes: staging/src/k8s.io/pod-security-admission/policy.
"""

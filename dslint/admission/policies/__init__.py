"""The cluster's own admission policies: ValidatingAdmissionPolicies, and the CEL expressions in them."""

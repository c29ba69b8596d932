"""The cluster's own admission policies: ValidatingAdmissionPolicies, asked as the API server asks them."""

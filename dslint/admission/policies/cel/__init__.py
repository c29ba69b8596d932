"""CEL as the API server evaluates it: parsed and evaluated by a library, with Kubernetes' own functions by version."""

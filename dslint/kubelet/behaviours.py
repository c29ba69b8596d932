"""What differs between kubelet versions and is not behind a feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

STATIC_POD_TOLERATES_NO_EXECUTE = Behaviour(since="1.7")
NODE_NAME_LOWER_CASED = Behaviour(since="1.10")
CRITICAL_WHEREVER_STATIC = Behaviour(since="1.16")
OPERATING_SYSTEM_LABEL_CHECKED = Behaviour(since="1.22")
OPERATING_SYSTEM_FIELD_CHECKED = Behaviour(since="1.23")
NO_EXECUTE_CHECKED = Behaviour(since="1.24")
REJECTION_SAYS_WAS_REJECTED = Behaviour(since="1.26")
CLUSTER_TRUST_BUNDLES_REFUSED = Behaviour(since="1.29")
RESOURCE_CLAIMS_REFUSED = Behaviour(since="1.32")
NAME_ASKED_FOR_FIRST = Behaviour(since="1.28")

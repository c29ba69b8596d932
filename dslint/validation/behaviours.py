"""Differences in the API server's validation between versions, without a feature gate.

The sources are recordings of 1.21, 1.25, 1.27, 1.30, 1.33 and 1.36, and changelogs for versions between them.
"""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

# How bad values and limits are printed.
LIMIT_IS_NAMED = Behaviour(since="1.27")

# metadata
UID_IS_NAMED = Behaviour(until="1.34")
POD_GENERATION_KEPT = Behaviour(until="1.33")

# DaemonSets
EMPTY_SELECTOR_NOT_VALID = Behaviour(until="1.15")
PERSISTENT_DISK_READ_ONLY = Behaviour(until="1.31")
ACTIVE_DEADLINE_REFUSED = Behaviour(since="1.8")
ACTIVE_DEADLINE_FORBIDDEN = Behaviour(since="1.15")
SURGE = Behaviour(since="1.22")

# Selectors and scheduling
SELECTOR_VALUES = Behaviour(since="1.26")
SPREAD_SELECTORS = Behaviour(since="1.27")
NODE_AFFINITY_VALUES = Behaviour(since="1.33")
MATCH_FIELDS = Behaviour(since="1.11")
MATCH_LABEL_KEYS_MERGED = Behaviour(since="1.34")
COMPARISON_OPERATORS_NAMED = Behaviour(since="1.35")

# Volumes
ONE_TYPE_PER_SOURCE = Behaviour(since="1.32")

# Containers
EMPTY_NAMES_REPEAT = Behaviour(until="1.26")
HOST_PORT_IS_NAMED = Behaviour(since="1.28")
HOST_PORT_TEMPLATES_MAY_BE_EMPTY = Behaviour(since="1.28")
SIDECAR_WORDING = Behaviour(since="1.28")
INIT_FIELDS_FORBIDDEN = Behaviour(since="1.24")
FILE_KEY_REFERENCES = Behaviour(since="1.34")
RESTART_RULES = Behaviour(since="1.35")
HOST_IPS = Behaviour(since="1.28")
POD_IPS = Behaviour(since="1.16")

# Names of addresses, in pods' DNS and host aliases
ADDRESS_EXAMPLES = Behaviour(since="1.30")
HOST_ALIAS_INDICES = Behaviour(since="1.30")

# Resources
HUGEPAGES_NEED_COMPUTE = Behaviour(since="1.10")
HUGEPAGES_MULTIPLES = Behaviour(since="1.20")

# Security
DELETION_COST = Behaviour(since="1.21")
HOST_USERS_WORDING = Behaviour(since="1.34")
SYSCTLS_OF_THE_HOST = Behaviour(since="1.29")
SYSCTLS_WITH_SLASHES = Behaviour(since="1.23")
OPERATING_SYSTEM = Behaviour(since="1.24")
SECCOMP_FIELDS = Behaviour(since="1.19")
APPARMOR_FIELDS = Behaviour(since="1.30")

# Ephemeral containers in templates
EPHEMERAL_CONTAINERS = Behaviour(since="1.16")

# Claims of dynamic resources name their source in a structure of its own
CLAIM_SOURCE_APART = Behaviour(until="1.31")

# Warnings
WARNINGS = Behaviour(since="1.22")
NULL_SELECTOR_WARNINGS = Behaviour(since="1.29")
PORT_WARNINGS = Behaviour(since="1.29")
PORT_NAME_WARNINGS = Behaviour(since="1.32")
POD_NAME_WARNINGS = Behaviour(since="1.27")
GRACE_PERIOD_WARNINGS = Behaviour(since="1.27")
CLAIM_WARNINGS = Behaviour(since="1.25")
OVERLAP_WARNINGS = Behaviour(since="1.32")
ADDRESS_WARNINGS = Behaviour(since="1.33")
LABEL_VALUE_WARNINGS = Behaviour(since="1.33")
SECCOMP_ANNOTATIONS_GONE = Behaviour(since="1.27")

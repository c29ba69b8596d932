"""What the API server's defaulting does in some versions only, and no feature gate names."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

HOST_PORTS_IN_TEMPLATES = Behaviour(until="1.28")
INIT_CONTAINERS = Behaviour(since="1.6")
TERMINATION_MESSAGE_POLICY = Behaviour(since="1.6")
SCHEDULER_NAME = Behaviour(since="1.6")
HOST_PATH_TYPE = Behaviour(since="1.8")
PROJECTED_VOLUMES = Behaviour(since="1.6")
TOKEN_PROJECTIONS = Behaviour(since="1.10")
VOLUME_MODE = Behaviour(since="1.9")
EPHEMERAL_VOLUMES = Behaviour(since="1.19")
IMAGE_VOLUMES = Behaviour(since="1.31")
AZURE_DISK_KIND = Behaviour(since="1.7")
SERVICE_LINKS = Behaviour(since="1.13")
UPDATE_STRATEGY = Behaviour(since="1.6")
REVISION_HISTORY = Behaviour(since="1.7")
HUGEPAGES_AT_POD_LEVEL = Behaviour(since="1.33")

"""What the API server's defaulting does in some versions only, and no feature gate names."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

POD_DEFAULTS = "pkg/apis/core/v1/defaults.go"
DAEMONSET_DEFAULTS = "pkg/apis/apps/v1/defaults.go"

HOST_PORTS_IN_TEMPLATES = Behaviour(
    until="1.28", source=f"{POD_DEFAULTS}: SetDefaults_PodSpec (DefaultHostNetworkHostPortsInPodTemplates)"
)
INIT_CONTAINERS = Behaviour(since="1.6", source=f"{POD_DEFAULTS}: SetDefaults_Pod")
TERMINATION_MESSAGE_POLICY = Behaviour(since="1.6", source=f"{POD_DEFAULTS}: SetDefaults_Container")
SCHEDULER_NAME = Behaviour(since="1.6", source=f"{POD_DEFAULTS}: SetDefaults_PodSpec")
HOST_PATH_TYPE = Behaviour(since="1.8", source=f"{POD_DEFAULTS}: SetDefaults_HostPathVolumeSource")
PROJECTED_VOLUMES = Behaviour(since="1.6", source=f"{POD_DEFAULTS}: SetDefaults_ProjectedVolumeSource")
TOKEN_PROJECTIONS = Behaviour(since="1.10", source=f"{POD_DEFAULTS}: SetDefaults_ServiceAccountTokenProjection")
VOLUME_MODE = Behaviour(since="1.9", source=f"{POD_DEFAULTS}: SetDefaults_PersistentVolumeClaimSpec")
EPHEMERAL_VOLUMES = Behaviour(
    since="1.19", source="pkg/apis/core/v1/zz_generated.defaults.go: SetObjectDefaults_Pod (KEP-1698)"
)
IMAGE_VOLUMES = Behaviour(since="1.31", source=f"{POD_DEFAULTS}: SetDefaults_Volume (KEP-4639)")
AZURE_DISK_KIND = Behaviour(since="1.7", source=f"{POD_DEFAULTS}: SetDefaults_AzureDiskVolumeSource")
SERVICE_LINKS = Behaviour(since="1.13", source=f"{POD_DEFAULTS}: SetDefaults_PodSpec")
UPDATE_STRATEGY = Behaviour(since="1.6", source=f"{DAEMONSET_DEFAULTS}: SetDefaults_DaemonSet")
REVISION_HISTORY = Behaviour(since="1.7", source=f"{DAEMONSET_DEFAULTS}: SetDefaults_DaemonSet")
HUGEPAGES_AT_POD_LEVEL = Behaviour(since="1.33", source=f"{POD_DEFAULTS}: SetDefaults_Pod (KEP-2837)")

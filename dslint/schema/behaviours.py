"""Behaviours of the API server's decoder that have no feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

STRICT_FIELDS = Behaviour(since="1.25", source="KEP-2885: ServerSideFieldValidation")
"""The API server itself rejects unknown and duplicate fields; before, it dropped them and kubectl rejected them."""

BOUNDED_REQUESTS = Behaviour(
    since="1.17", source="staging/src/k8s.io/apiserver/pkg/server/config.go: MaxRequestBodyBytes (PR 83261)"
)
"""A request has at most 3 MiB. Patches of 1.13 to 1.16 have brought that to them as well."""

JSON_FALLS_BACK_TO_YAML = Behaviour(
    since="1.33", source="staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go: YAMLOrJSONDecoder (PR 130666)"
)
"""kubectl reads a file that begins with a brace and is not JSON as YAML; before, it rejected it."""

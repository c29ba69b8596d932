"""Behaviours of the API server's decoder that have no feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

STRICT_FIELDS = Behaviour(since="1.25", source="KEP-2885: ServerSideFieldValidation")
"""The API server itself rejects unknown and duplicate fields; before, it dropped them and kubectl rejected them."""

JSON_FALLS_BACK_TO_YAML = Behaviour(
    since="1.33", source="staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go: YAMLOrJSONDecoder (PR 130666)"
)
"""kubectl reads a file that begins with a brace and is not JSON as YAML; before, it rejected it."""

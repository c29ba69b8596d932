"""Affinity to nodes and pods."""

from __future__ import annotations

import pytest

from tests.validation.objects import POD, changed, pod_errors
from tests.validation.words import DNS_LABEL, LABEL_VALUE, NAME_PART, SUBDOMAIN

NODE_TERM = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]"
POD_TERM = "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.affinity": {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": []}}}},
            [
                (
                    f"spec.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms: Required value: must have at least one "
                    "node selector term"
                )
            ],
        ),
        ({"spec.affinity": {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [{}]}}}}, []),
    ],
)
def test_there_is_a_term_to_hold_nodes_against(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b"]}]}
                            ]
                        }
                    }
                }
            },
            [],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "In", "values": []}]}]
                        }
                    }
                }
            },
            [
                (
                    f"{NODE_TERM}.matchExpressions[0].values: Required value: must be specified when `operator` is "
                    "'In' or 'NotIn'"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "NotIn"}]}]}
                    }
                }
            },
            [
                (
                    f"{NODE_TERM}.matchExpressions[0].values: Required value: must be specified when `operator` is "
                    "'In' or 'NotIn'"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "Exists", "values": ["b"]}]}
                            ]
                        }
                    }
                }
            },
            [
                (
                    f"{NODE_TERM}.matchExpressions[0].values: Forbidden: may not be specified when `operator` is "
                    "'Exists' or 'DoesNotExist'"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "DoesNotExist"}]}]
                        }
                    }
                }
            },
            [],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["1"]}]}
                            ]
                        }
                    }
                }
            },
            [],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["1", "2"]}]}
                            ]
                        }
                    }
                }
            },
            [
                (
                    f"{NODE_TERM}.matchExpressions[0].values: Required value: must be specified single value when "
                    "`operator` is 'Lt' or 'Gt'"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "Lt"}]}]}
                    }
                }
            },
            [
                (
                    f"{NODE_TERM}.matchExpressions[0].values: Required value: must be specified single value when "
                    "`operator` is 'Lt' or 'Gt'"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "Eq", "values": ["b"]}]}
                            ]
                        }
                    }
                }
            },
            [f'{NODE_TERM}.matchExpressions[0].operator: Invalid value: "Eq": not a valid selector operator'],
        ),
    ],
)
def test_operators_want_their_number_of_values(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": [{"key": "a b", "operator": "Exists"}]}]}
                    }
                }
            },
            "1.36",
            [f'{NODE_TERM}.matchExpressions[0].key: Invalid value: "a b": {NAME_PART}'],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]}
                            ]
                        }
                    }
                }
            },
            "1.36",
            [f'{NODE_TERM}.matchExpressions[0].values[0]: Invalid value: "b c": {LABEL_VALUE}'],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]}
                            ]
                        }
                    }
                }
            },
            "1.32",
            [],
        ),
    ],
)
def test_keys_and_values_are_those_of_labels(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n"]}]}
                            ]
                        }
                    }
                }
            },
            [],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n", "m"]}]}
                            ]
                        }
                    }
                }
            },
            [
                (
                    f"{NODE_TERM}.matchFields[0].values: Required value: must be only one value when `operator` is "
                    "'In' or 'NotIn' for node field selector"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchFields": [{"key": "metadata.name", "operator": "Exists", "values": []}]}
                            ]
                        }
                    }
                }
            },
            [f'{NODE_TERM}.matchFields[0].operator: Invalid value: "Exists": not a valid selector operator'],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchFields": [{"key": "metadata.labels", "operator": "In", "values": ["n"]}]}
                            ]
                        }
                    }
                }
            },
            [(f'{NODE_TERM}.matchFields[0].key: Invalid value: "metadata.labels": not a valid field selector key')],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {"matchFields": [{"key": "metadata.name", "operator": "NotIn", "values": ["A_"]}]}
                            ]
                        }
                    }
                }
            },
            [f'{NODE_TERM}.matchFields[0].values[0]: Invalid value: "A_": {SUBDOMAIN}'],
        ),
    ],
)
def test_fields_are_the_name_of_one_node(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        PREFERRED: [
                            {
                                "weight": 1,
                                "preference": {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]},
                            }
                        ]
                    }
                }
            },
            [],
        ),
    ],
)
def test_preferred_terms_take_any_value(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(("version", "stored", "refused"), [("1.36", False, 1), ("1.36", True, 0), ("1.25", False, 0)])
def test_values_of_a_selector_are_those_of_labels_unless_the_stored_ones_are_not(version, stored, refused):
    selector = {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]}
    changes = {"spec.affinity": {"podAffinity": {REQUIRED: [{"topologyKey": "zone", "labelSelector": selector}]}}}
    assert len(pod_errors(changes, version, changed(POD, changes) if stored else None)) == refused


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.affinity": {"podAffinity": {REQUIRED: [{"topologyKey": "", "labelSelector": {}}]}}},
            "1.36",
            [
                f"{POD_TERM}.topologyKey: Required value: can not be empty",
                f'{POD_TERM}.topologyKey: Invalid value: "": name part must be non-empty',
                f'{POD_TERM}.topologyKey: Invalid value: "": {NAME_PART}',
            ],
        ),
        (
            {"spec.affinity": {"podAffinity": {REQUIRED: [{"topologyKey": "a b", "labelSelector": {}}]}}},
            "1.36",
            [f'{POD_TERM}.topologyKey: Invalid value: "a b": {NAME_PART}'],
        ),
        (
            {
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [{"topologyKey": "zone", "labelSelector": {"matchLabels": {"a b": "c d"}}}]
                    }
                }
            },
            "1.36",
            [
                f'{POD_TERM}.labelSelector.matchLabels: Invalid value: "a b": {NAME_PART}',
                f'{POD_TERM}.labelSelector.matchLabels: Invalid value: "c d": {LABEL_VALUE}',
            ],
        ),
        (
            {
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [
                            {
                                "topologyKey": "zone",
                                "labelSelector": {
                                    "matchExpressions": [{"key": "a", "operator": "Gt", "values": ["1"]}]
                                },
                            }
                        ]
                    }
                }
            },
            "1.36",
            [
                (
                    f'{POD_TERM}.labelSelector.matchExpressions[0].operator: Invalid value: "Gt": not a valid selector '
                    "operator"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [{"topologyKey": "zone", "labelSelector": {}, "namespaces": ["A", "b.c"]}]
                    }
                }
            },
            "1.36",
            [
                f'{POD_TERM}.namespace: Invalid value: "A": {DNS_LABEL}',
                f'{POD_TERM}.namespace: Invalid value: "b.c": must not contain dots',
            ],
        ),
        (
            {
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [{"topologyKey": "zone", "labelSelector": {}, "namespaces": ["A", "b.c"]}]
                    }
                }
            },
            "1.21",
            [
                f'{POD_TERM}.namespace: Invalid value: "A": {DNS_LABEL}',
                f'{POD_TERM}.namespace: Invalid value: "b.c": {DNS_LABEL}',
            ],
        ),
        (
            {
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [
                            {
                                "topologyKey": "zone",
                                "labelSelector": {},
                                "namespaceSelector": {"matchExpressions": [{"key": "a", "operator": "In"}]},
                            }
                        ]
                    }
                }
            },
            "1.36",
            [
                (
                    f"{POD_TERM}.namespaceSelector.matchExpressions[0].values: Required value: must be specified when "
                    "`operator` is 'In' or 'NotIn'"
                )
            ],
        ),
    ],
)
def test_pod_terms_have_a_topology_and_readable_selectors(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.affinity": {"podAffinity": {REQUIRED: [{"topologyKey": "zone", "matchLabelKeys": ["app"]}]}},
            },
            [f"{POD_TERM}.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set"],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.affinity": {
                    "podAffinity": {REQUIRED: [{"topologyKey": "zone", "labelSelector": {}, "matchLabelKeys": ["app"]}]}
                },
            },
            [],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [
                            {
                                "topologyKey": "zone",
                                "labelSelector": {"matchLabels": {"app": "b"}},
                                "matchLabelKeys": ["app"],
                            }
                        ]
                    }
                },
            },
            [f'{POD_TERM}[0]: Invalid value: "app": exists in both matchLabelKeys and labelSelector'],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [
                            {
                                "topologyKey": "zone",
                                "labelSelector": {},
                                "matchLabelKeys": ["rev"],
                                "mismatchLabelKeys": ["rev"],
                            }
                        ]
                    }
                },
            },
            [
                (
                    f'{POD_TERM}.matchLabelKeys[0]: Invalid value: "rev": exists in both matchLabelKeys and '
                    "mismatchLabelKeys"
                )
            ],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.affinity": {
                    "podAffinity": {
                        REQUIRED: [{"topologyKey": "zone", "labelSelector": {}, "mismatchLabelKeys": ["a b"]}]
                    }
                },
            },
            [f'{POD_TERM}.mismatchLabelKeys[0]: Invalid value: "a b": {NAME_PART}'],
        ),
    ],
)
def test_keys_of_the_pods_own_labels_need_a_selector(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.affinity": {
                    "podAntiAffinity": {PREFERRED: [{"weight": 1, "podAffinityTerm": {"topologyKey": ""}}]}
                }
            },
            [
                (
                    f"spec.affinity.podAntiAffinity.{PREFERRED}[0].podAffinityTerm.topologyKey: Required value: can "
                    "not be empty"
                ),
                (
                    f'spec.affinity.podAntiAffinity.{PREFERRED}[0].podAffinityTerm.topologyKey: Invalid value: "": '
                    "name part must be non-empty"
                ),
                (
                    f'spec.affinity.podAntiAffinity.{PREFERRED}[0].podAffinityTerm.topologyKey: Invalid value: "": '
                    f"{NAME_PART}"
                ),
            ],
        ),
    ],
)
def test_preferred_pod_terms_are_named_below_their_weight(changes, told):
    assert pod_errors(changes) == told

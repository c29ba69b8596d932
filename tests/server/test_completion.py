from __future__ import annotations

import pytest
from lsprotocol import types

from dslint.inventory.reader import read_inventory
from dslint.server.completion import completions
from dslint.server.node_words import NodeWords
from dslint.source.document_reader import read_text
from tests.server.texts import DAEMONSET, NODES, opened

SELECTOR = "      nodeSelector:\n"
TERMS = """\
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - key: disk
"""


@pytest.fixture(scope="module")
def words() -> NodeWords:
    return NodeWords.of(read_inventory(read_text(NODES, "nodes.yaml").documents[0].value))


def completed(added: str, words: NodeWords, *, encoding: str = "utf-16") -> dict[str, str]:
    """The labels and the texts of what is offered at the bar."""
    text = opened((DAEMONSET + added).replace("|_", ""), encoding=encoding)
    offset = (DAEMONSET + added).index("|_")
    items = completions(text, text.positions.at(offset), words).items
    return {item.label: item.text_edit.new_text for item in items if isinstance(item.text_edit, types.TextEdit)}


def test_a_node_selector_gets_pools_and_then_labels_with_what_they_have(words: NodeWords) -> None:
    found = completed(SELECTOR + "        |_", words)
    assert list(found)[:2] == ["pool: general", "pool: fast"]
    assert found["disk"] == "disk: "
    assert "pool: fast" not in completed(SELECTOR + "        pool: general\n        |_", words)


def test_the_values_of_a_label_are_those_of_the_nodes(words: NodeWords) -> None:
    assert completed(SELECTOR + "        pool: |_", words) == {"general": "general", "fast": "fast"}
    assert completed(SELECTOR + "        pool: fa|_", words) == {"fast": "fast"}
    assert completed(SELECTOR + "        nosuch: |_", words) == {}


@pytest.mark.parametrize("values", ["values: [|_", "values:\n                - |_", "values: [ssd, |_"])
def test_an_expression_gets_keys_operators_and_the_values_of_its_key(words: NodeWords, values: str) -> None:
    assert completed(TERMS + f"                {values}", words) == {"ssd": "ssd"}
    assert "DoesNotExist" in completed(TERMS + "                operator: |_", words)
    assert completed(TERMS.replace("key: disk", "key: di|_"), words) == {"disk": "disk"}


def test_an_expression_on_pods_gets_nothing_of_nodes(words: NodeWords) -> None:
    pods = TERMS.replace("nodeAffinity", "podAffinity")
    assert completed(pods.replace("key: disk", "key: |_"), words) == {}


def test_a_toleration_is_completed_whole_and_its_value_keeps_being_a_string(words: NodeWords) -> None:
    (text,) = completed("      tolerations:\n      - |_", words).values()
    assert text.split("\n        ") == ["key: dedicated", "operator: Equal", 'value: "true"', "effect: NoSchedule"]


def test_the_parts_of_a_toleration_fit_its_key(words: NodeWords) -> None:
    head = "      tolerations:\n      - key: dedicated\n        "
    assert completed(head + "value: |_", words) == {"true": '"true"'}
    assert next(iter(completed(head + "effect: |_", words))) == "NoSchedule"
    assert list(completed(head + "operator: |_", words)) == ["Equal", "Exists"]
    assert completed(head.replace("dedicated", "other") + "value: |_", words) == {}


def test_a_topology_key_is_a_label_and_a_node_name_a_node(words: NodeWords) -> None:
    assert "disk" in completed("      topologySpreadConstraints:\n      - topologyKey: |_", words)
    assert "fast-1" in completed("      nodeName: |_", words)


def test_elsewhere_nothing_is_offered(words: NodeWords) -> None:
    assert completed("      hostNetwork: |_", words) == {}
    assert completed("|_", words) == {}


def test_what_is_typed_is_replaced_also_behind_an_emoji(words: NodeWords) -> None:
    text = opened(SELECTOR + '        "🚀": x\n        pool: fa # 🚀')
    found = completions(text, types.Position(2, 16), words)
    (item,) = found.items
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.range == types.Range(types.Position(2, 14), types.Position(2, 16))


def test_long_lists_say_that_there_is_more(words: NodeWords) -> None:
    many = words._replace(names=tuple(f"node-{number}" for number in range(500)))
    text = opened("spec:\n  nodeName: n")
    found = completions(text, types.Position(1, 13), many)
    assert found.is_incomplete
    assert len(found.items) == 200

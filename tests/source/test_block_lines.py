"""What the reader of plain block style reads is what libyaml and the constructor read; the rest it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from dslint.source.block_lines import read_block_lines
from dslint.source.line_values import OddLineError
from dslint.source.yaml_text import read_yaml
from tests.source.block_texts import known_texts, texts

MANIFEST = """\
# An agent.
apiVersion: apps/v1
kind: DaemonSet
metadata:
  labels: {app: agent, tier: "1"}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 30  # seconds
      hostNetwork: yes
      containers:
      - name: agent
        image: registry.example/agent:1
        command: [sh, -c]
        args:
          - |
            while true; do
              sleep 1
            done
          - --level=3
        resources:

          limits:
            cpu: 0.5
      volumes:
      -   name: 'logs'
          emptyDir: {}
"""


def test_a_manifest_is_read() -> None:
    value = read_block_lines(MANIFEST)
    assert value["metadata"] == {"labels": {"app": "agent", "tier": "1"}}
    pod = value["spec"]["template"]["spec"]
    assert (pod["terminationGracePeriodSeconds"], pod["hostNetwork"]) == (30, True)
    assert pod["containers"] == [
        {
            "name": "agent",
            "image": "registry.example/agent:1",
            "command": ["sh", "-c"],
            "args": ["while true; do\n  sleep 1\ndone\n", "--level=3"],
            "resources": {"limits": {"cpu": 0.5}},
        }
    ]
    assert pod["volumes"] == [{"name": "logs", "emptyDir": {}}]


@pytest.mark.parametrize(
    "text",
    [
        "text\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "a: >\n  b\n",
        'a: "\\n"\n',
        "a: b\n  c\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "on: 1\ntrue: 2\n",
        "<<: {a: 1}\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: b: c\n",
        "a:\n  b: 1\n c: 2\n",
        "- a\nb: 1\n",
        "a: |\nb: 1\n",
        "a: |\n  b",
        "- a: |\n  b\n",
        "null: 1\n",
        "a: .inf\n",
        "a: " + "9" * 21 + "\n",
        "a: {{ .Values.a }}\n",
        "a: [b\n",
        "%YAML 1.1\n---\na: b\n",
        "a: b\n...\n",
        "a: \x00\n",
        "a: b\x85c: d\n",
        "a: \ud800\n",
        "a: \u2028\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(200)),
        "# nothing\n",
    ],
)
def test_what_is_not_plainly_of_this_style_is_left_alone(text: str) -> None:
    with pytest.raises(OddLineError):
        read_block_lines(text)


@given(texts())
@settings(max_examples=150)
def test_a_text_is_left_alone_or_has_the_value_that_the_other_reader_reads(text: str) -> None:
    assert_alike(text)


def test_known_texts_are_left_alone_or_have_the_value_that_the_other_reader_reads() -> None:
    read = [assert_alike(text) for text in known_texts()]
    assert read.count(True) > 250


@pytest.mark.parametrize(
    "more", ["{0}: 1\n", "- {0}\n", "# {0}\n", " {0}\n", "a: [{0}\n", "a: {0}: \n", "a: |\n  {0}\n"]
)
def test_an_odd_line_costs_its_length(more: str) -> None:
    """Several ways to read a line would multiply: a minute would not be enough."""
    for part in ("a ", ": ", "- ", "[a, ", "a:", " ", "#", "{a: ", "''"):
        text = more.format(part * 50_000) + "\x00\n"
        with pytest.raises(OddLineError):
            read_block_lines(text)


def assert_alike(text: str) -> bool:
    """Whether the text is read, as the other reader reads it."""
    try:
        value: Any = read_block_lines(text)
    except OddLineError:
        return False
    reading = read_yaml(text)
    # The text of a value also tells its types and the order of its keys.
    assert (repr(value), reading.faults, reading.templated) == (repr(reading.value), (), False)
    return True

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text


def content(text):
    return read_text(text, "ds.yaml").documents[0].content.value


@pytest.mark.parametrize(
    "text",
    [
        "a: {{ .Values.x }}\n",
        "a: image:{{ .Values.tag }}\n",
        "{{- if .Values.on }}\na: 1\n{{- end }}\n",
        "a:\n{{- range .Values.list }}\n- {{ . }}\n{{- end }}\n",
        "a: 1\n  {{ toYaml .Values.b | indent 2 }}\n",
        "{% if x %}\na: 1\n{% endif %}\n",
        "{{ template }}\n",
        "a: [--port={{ port }}]\n",
        "a: {{ x }}\nb: {{ y }}\n",
        "'{{ key }}': {{ value }}\n",
    ],
)
def test_templates_are_known(text):
    assert content(text) == "template"


@pytest.mark.parametrize(
    "text",
    [
        "a: '{{ .x }}'\n",
        'a: "{% x %}"\n',
        "a: |\n  {{ .x }}\n  {% if %}\n",
        "a: >\n  {{ .x }}\n",
        "# {{ .x }}\na: 1 # {% y %}\n",
        '{"a": "{{ .x }}"}\n',
    ],
)
def test_braces_in_quotes_blocks_and_comments_are_text(text):
    assert content(text) == "object"


@pytest.mark.parametrize(
    "text", ["a: '{{ .x }}'\nb: [\n", "# {{ x }}\na: b: c\n", "a: {b: {}, [c]: 1}\n", "{{a: 1}: 2}\n"]
)
def test_a_text_with_another_fault_is_no_template(text):
    assert content(text) == "broken"

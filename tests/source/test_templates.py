from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text


def content(text):
    return read_text(text, "ds.yaml").documents[0].content.value


TEMPLATES = [
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
    "- --port={{ .Values.port }}\n",
    "- --port={{ $.Values.port }}\n",
    "- a{% raw %}\n",
    "k: | {{ toYaml .x }}\n",
    "k: |- {{ .x }}\n",
    "data:\n  a.conf: |\n{{- if .x }}\n    foo {\n{{- end }}\n    bar\n",
    "data:\n  a.conf: |\n{{- if .x }}\n[server]\n{{- end }}\n",
    "image: @IMAGE@\n",
    "image: %s\n",
    "name: %NAME%\n",
    "name: %(name)s\n",
    "a:\n  <% if x %>\n  b: 1\n  <% end %>\n",
    "a: {{/* x\n y */}}\nb: 1\n",
    "#@ load('@ytt:data', 'data')\na: 1\n",
    "name: #@ data.values.name\n",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_templates_are_known(text):
    assert content(text) == "template"


@pytest.mark.parametrize(
    "text",
    [
        *TEMPLATES,
        "a: '{{ .x }}'\n",
        "a: |\n{{ x\n\n  y }}\n",
        "a: 1\n{{- \n\n[{{ x }}>-\n:\n{% y\n",
        "k: |\n{{ \n\n{{ x }}{% y\n  | z\n",
        "a: 'b'\n{{/* a\n\n b */}}\nc: d: e\n",
        "{{- if .x }}\na: b\n\n  {{- end }}\n---\nb: {{ c }}\n",
    ],
)
def test_the_ends_of_lines_change_nothing(text: str) -> None:
    wanted = [document.content for document in read_text(text, "ds.yaml").documents]
    assert [document.content for document in read_text(text.replace("\n", "\r\n"), "ds.yaml").documents] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "a: '{{ .x }}'\n",
        'a: "{% x %}"\n',
        "a: |\n  {{ .x }}\n  {% if %}\n",
        "a: >\n  {{ .x }}\n",
        "# {{ .x }}\na: 1 # {% y %}\n",
        '{"a": "{{ .x }}"}\n',
        "- --label={{ $labels.x }}\n",
        "- --format={{ .Name }}\n",
        "name: agent-{{ suffix }}\n",
        "image: agent:${TAG}\n",
        "name: <NAME>\n",
        "- '@IMAGE@'\n- '%s'\n",
        "# @X@ %s\na: 1 # a #@ b\n",
    ],
)
def test_signs_that_are_text_make_no_template(text):
    assert content(text) in ("object", "not an object")


@pytest.mark.parametrize(
    "text",
    [
        "a: '{{ .x }}'\nb: [\n",
        "# {{ x }}\na: b: c\n",
        "a: {b: {}, [c]: 1}\n",
        "{{a: 1}: 2}\n",
        "- --label={{ $labels.x }}\nb: [\n",
        "- '%s'\n- b: c: d\n",
        "a: @x\n",
        "a: |\n  {{ .x }}\nb: [\n",
    ],
)
def test_a_text_with_another_fault_is_no_template(text):
    assert content(text) == "broken"

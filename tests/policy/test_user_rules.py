"""Users' rules and profiles: what is wrong with them is told with file and line, at loading."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from dslint.policy import policies, rule_schemas
from dslint.policy.policies import UnreadableRulesError, UserRulesError
from dslint.policy.user_rules import read_user_rules

HEAD = """\
code: ORG001
name: latest-image
severity: warning
origin: policy
summary: image that is another one tomorrow
reason: An image called latest is another one on every node that pulls it on another day.
help: write a version or a digest
examples: [{bad: "a: 1", good: "a: 1"}]
"""
MATCH = "match: {containers: [containers]}\npath: image\nmessage: an image of another day\n"
RULE = HEAD + MATCH + "assert: {pattern: a}\n"
PROFILE = "profile: collector\ntitle: collects all logs\nneeds: {hostNetwork: true}\n"


def faults(folder: Path, text: str) -> list[str]:
    (folder / "rule.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserRulesError) as refused:
        read_user_rules([folder])
    return str(refused.value).replace(f"{folder}/", "").splitlines()


def test_a_rule_and_a_profile_are_read(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(RULE)
    (tmp_path / "profile.yml").write_text(PROFILE)
    own = read_user_rules([tmp_path])
    assert ([policy.code for policy in own.policies], list(own.profiles)) == (["ORG001"], ["collector"])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{pattern: (}", 'rule.yaml:12: assert.pattern: invalid schema: "(" is not a valid regular expression'),
        ('{patternProperties: {"(": true}}', '"(" is not a valid regular expression'),
        ("{not: {items: {pattern: '['}}}", 'assert.not.items.pattern: invalid schema: "["'),
        ("{type: 5}", "rule.yaml:12: assert.type: invalid schema: 5 is not valid"),
        ("{$ref: '#/nope'}", "rule.yaml:12: assert.$ref: invalid schema: Pointer '/nope' does not exist"),
        ("{anyOf: [{$ref: '#nope'}]}", "rule.yaml:12: assert.anyOf[0].$ref: invalid schema: Anchor 'nope'"),
        ("{$ref: 'http://h/x'}", "rule.yaml:12: assert.$ref: http://h/x is outside the rule; refer to #/$defs/"),
        ("{$ref: 'file:///etc/passwd'}", "rule.yaml:12: assert.$ref: file:///etc/passwd is outside the rule"),
        ("{$ref: 'other.json#/a'}", "assert.$ref: other.json#/a is outside the rule"),
        (
            "{not: {$dynamicRef: 'http://h/x'}}",
            "rule.yaml:12: assert.not.$dynamicRef: http://h/x is outside the rule",
        ),
        (
            "{items: [1], allOf: [true, {properties: {a: {$ref: x}}}]}",
            "assert.allOf[1].properties.a.$ref: x is outside",
        ),
        ("{$id: 'http://h/x', $ref: y}", "assert.$id: a schema in a rule must not have $id; remove it"),
        ("{$schema: 'http://h/x'}", "assert.$schema: http://h/x is not supported"),
        ("[a]", "rule.yaml:12: assert: a list found; write a map or true or false"),
        ("{const: !!binary aGk=}", "rule.yaml:12: assert.const: the tag !!binary has no meaning here; remove it"),
        ("{enum: !!set {a, b}}", "assert.enum: the tag !!set has no meaning here; remove it"),
        ("{const: !!int abc}", "assert.const: !!str `abc` is tagged !!int"),
        ("{properties: {1: {}}}", 'rule.yaml:12: assert.properties: the key 1 is a number; put it in quotes: "1"'),
        ("{properties: {on: {}}}", "the key true is true or false; put it in quotes"),
        ("{properties: {null: {}}}", 'assert.properties: a key is null; put it in quotes: "null"'),
        ("{properties: {2020-01-01: 5}}", "rule.yaml:12: assert.properties.2020-01-01: invalid schema: 5 is not"),
        ("{not: " * 400 + "true" + "}" * 400, "nests deeper than 50 levels; dslint does not read more"),
        ("{pattern: a, pattern: b}", "rule.yaml:12: assert.pattern: is set twice, first on line 12; remove one"),
    ],
)
def test_an_invalid_schema_is_reported_at_loading(tmp_path: Path, written: str, said: str) -> None:
    (line,) = faults(tmp_path, f"{HEAD}{MATCH}assert: {written}\n")
    assert said in line


@pytest.mark.parametrize("where", ["{$ref: 'http://h/x'}", "{pattern: '('}", "{$ref: '#/nope'}", "{type: 5}"])
def test_a_condition_is_a_schema_like_any_other(tmp_path: Path, where: str) -> None:
    match = MATCH.replace("[containers]}", f"[containers], where: {where}}}")
    (line,) = faults(tmp_path, f"{HEAD}{match}assert: true\n")
    assert line.startswith("rule.yaml:9: match.where.")


@pytest.mark.parametrize("key", ["match", "path", "message"])
def test_what_an_assertion_needs_is_reported_where_it_is_missing(tmp_path: Path, key: str) -> None:
    text = "".join(line for line in RULE.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    assert faults(tmp_path, text) == [f"rule.yaml:1: {key} is missing"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "rule.yaml:1: assert is missing; write the JSON Schema that the value must meet"),
        (RULE.replace("ORG001", "DS001"), "rule.yaml:1: code: DS001 is reserved for dslint"),
        (
            RULE.replace("policy", "trap"),
            "rule.yaml:4: origin: your own rules must have the origin policy; write policy",
        ),
        (RULE.replace("severity", "severty"), "rule.yaml:3: severty: unknown field; did you mean severity?"),
        (RULE.replace("warning", "warn"), 'rule.yaml:3: severity: "warn" is not one of error, warning, info; did you'),
        (RULE.replace("code: ORG001", "code: 1"), "rule.yaml:1: code: a number found; write two to eight capital"),
        (RULE.replace("code: ORG001", "code: 2020-01-01"), 'rule.yaml:1: code: "2020-01-01" is not valid; write two'),
        (RULE + "code: ORG002\n", "rule.yaml:13: code: is set twice, first on line 1; remove one"),
        (RULE + "---\n" + RULE, "rule.yaml:14: contains a second document; write one document per file"),
        (RULE + "help\n", "rule.yaml:14: is not valid YAML: could not find expected ':'"),
        (PROFILE + "excuse: []\n", "rule.yaml:4: excuse: unknown field; did you mean excuses?"),
        (PROFILE.replace("true", "maybe"), "rule.yaml:3: needs.hostNetwork: a string found; write true or false"),
        (PROFILE.replace("profile: collector", "profile: [a]"), "rule.yaml:1: profile: a list found; write lowercase"),
    ],
)
def test_an_invalid_file_is_reported_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (line,) = faults(tmp_path, text)
    assert line.startswith(said)


def test_a_reference_within_the_rule_is_followed(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(f"{HEAD}{MATCH}assert: {{$ref: '#/$defs/a', $defs: {{a: {{pattern: b}}}}}}\n")
    (policy,) = read_user_rules([tmp_path]).policies
    assert (policy.is_met("b"), policy.is_met("c")) == (True, False)


def test_a_word_that_looks_like_a_reference_is_data(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(f"{HEAD}{MATCH}assert: {{enum: [{{$ref: 'http://h/x'}}]}}\n")
    (policy,) = read_user_rules([tmp_path]).policies
    assert policy.is_met({"$ref": "http://h/x"})


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the paths that were asked of it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"true")

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


KEYWORDS = ("$ref", "$dynamicRef", "$schema", "$id")


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_a_rule_fetches_nothing(tmp_path: Path, asked: tuple[str, list[str]], keyword: str) -> None:
    address, paths = asked
    (line,) = faults(tmp_path, f"{HEAD}{MATCH}assert: {{{keyword}: '{address}/x'}}\n")
    assert line.startswith(f"rule.yaml:12: assert.{keyword}: ")
    assert paths == []


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_a_schema_that_got_past_loading_fetches_nothing_either(
    asked: tuple[str, list[str]], keyword: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, paths = asked
    monkeypatch.setattr(rule_schemas, "_external_references", lambda *_: ())
    for schema in ({keyword: f"{address}/x"}, {"$id": f"{address}/y", keyword: "x"}):
        with suppress(ValueError):
            policies.test_of(schema)("value")
    assert paths == []


def test_a_schema_that_got_past_loading_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("true")
    with pytest.raises(ValueError, match="is outside the file; dslint fetches nothing"):
        policies.test_of({"$ref": (tmp_path / "other.json").as_uri()})


def test_two_files_may_not_have_one_code(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE)
    assert faults(tmp_path, RULE) == [f"rule.yaml:1: code: ORG001 is already used in {'a.yaml'}; change one of them"]


def test_one_stray_manifest_among_rules_is_reported(tmp_path: Path) -> None:
    (tmp_path / "pod.yaml").write_text("kind: Pod\napiVersion: v1\n---\nkind: Pod\n")
    assert faults(tmp_path, RULE) == ["pod.yaml:1: is neither a rule nor a profile; write code or profile, or move it"]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.yaml").write_text("code: [")
    (tmp_path / ".hidden.yaml").write_text("code: [")
    (tmp_path / "rule.yaml").write_text(RULE)
    assert len(read_user_rules([tmp_path]).policies) == 1


def test_what_is_not_a_file_of_text_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(RULE)
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(UnreadableRulesError, match=r"pipe.yaml: is a pipe; name a file"):
        read_user_rules([tmp_path])
    (tmp_path / "pipe.yaml").unlink()
    (tmp_path / "bytes.yaml").write_bytes(b"code: \xe9\n")
    with pytest.raises(UnreadableRulesError, match=r"bytes.yaml:1: byte 0xe9 is not UTF-8"):
        read_user_rules([tmp_path])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "secret").write_text(RULE)
    (tmp_path / "rules" / "secret.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableRulesError, match=r"secret.yaml: is a link to a file outside .*rules; copy the file"):
        read_user_rules([tmp_path / "rules"])


def test_a_folder_of_very_much_is_not_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dslint.own_files.folders.RULE_FOLDER_ENTRIES", 2)
    for name in "abc":
        (tmp_path / name).mkdir()
    with pytest.raises(UnreadableRulesError, match="contains more than 2 files and folders"):
        read_user_rules([tmp_path])

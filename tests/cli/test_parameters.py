"""Texts of options as values."""

from __future__ import annotations

import click
import pytest

from dslint.cli.exit_codes import UsageFailure
from dslint.cli.parameters import (
    Destination,
    check_standard_input,
    completion,
    destination,
    feature_gates,
    kubernetes_versions,
    one_of,
    threshold,
)


def test_one_of_several_names_is_taken_and_another_answered_with_the_nearest() -> None:
    convert = one_of(["text", "json"])
    assert convert("json") == "json"
    with pytest.raises(click.BadParameter, match="'jsn' is not one of text, json; did you mean json"):
        convert("jsn")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("json", Destination("json", None)),
        ("json=a.json", Destination("json", "a.json")),
        ("json=a=b", Destination("json", "a=b")),
        ("json=", Destination("json", None)),
    ],
)
def test_a_destination_is_a_format_with_or_without_a_file(text: str, found: Destination) -> None:
    assert destination(["json"])(text) == found


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("PodLevelResources=true", {"PodLevelResources": True}),
        ("PodLevelResources=FALSE, ImageVolume=True,", {"PodLevelResources": False, "ImageVolume": True}),
        ("--feature-gates=EnvFiles=1,AllBeta=f", {"EnvFiles": True, "AllBeta": False}),
        ('--feature-gates="NodeSwap=true,\n  EnvFiles=false"', {"NodeSwap": True, "EnvFiles": False}),
        ("kube:EnvFiles=true,kube:NodeSwap=true", {"EnvFiles": True, "NodeSwap": True}),
    ],
)
def test_feature_gates_are_set_as_the_api_server_sets_them(text: str, gates: dict[str, bool]) -> None:
    assert feature_gates(text) == gates


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no feature gate given; write A=true,B=false"),
        ("PodLevelResources", "write PodLevelResources=true or PodLevelResources=false"),
        ("PodLevelResources=yes", "'PodLevelResources=yes' is not a valid feature gate setting"),
        ("A=true,=true", "'=true' is not a valid feature gate setting"),
        ("--feature-gates=", "no feature gate given"),
    ],
)
def test_an_invalid_gate_setting_is_an_error(text: str, message: str) -> None:
    with pytest.raises(click.BadParameter) as refused:
        feature_gates(text)
    assert message in str(refused.value)


def test_versions_and_thresholds_are_read() -> None:
    assert kubernetes_versions("1.29..1.31,1.36") == ("1.29", "1.30", "1.31", "1.36")
    assert [threshold(text) for text in ("error", "never")] == ["error", "never"]
    with pytest.raises(click.BadParameter, match=r"1\.4"):
        kubernetes_versions("1.4")
    with pytest.raises(click.BadParameter, match="'errors' is not one of error, warning, info, never"):
        threshold("errors")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"PATH": ["-", "-"]}, "PATH is - twice"),
        ({"FILE": ["-"], "nodes": ["-"]}, "FILE and --nodes are both -"),
        ({"nodes": ["a"], "nodes_after": ["-", "-"]}, "--nodes-after is - twice"),
    ],
)
def test_standard_input_is_read_once(options: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UsageFailure) as refused:
        check_standard_input(**options)
    assert str(refused.value).startswith(f"{message}: standard input can be read only once")


def test_standard_input_may_be_read() -> None:
    check_standard_input(PATH=["-", "a.yaml"], nodes=[])


def test_names_are_completed_by_their_beginning() -> None:
    command = click.Command("x")
    complete = completion(["json", "junit", "text"])
    found = complete(click.Context(command), click.Option(["--format"]), "j")
    assert [item.value for item in found] == ["json", "junit"]

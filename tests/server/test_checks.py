from __future__ import annotations

from dslint.server.checks import Options


def test_settings_of_an_editor_are_taken_by_their_names() -> None:
    found, wrong = Options.of({"kubernetesVersions": "1.33", "strict": True, "codeLens": False, "trace": {"x": 1}})
    assert found == Options(kubernetes_versions="1.33", strict=True, code_lens=False)
    assert wrong == ()


def test_empty_settings_and_those_of_another_form_are_the_defaults() -> None:
    assert Options.of({"configuration": "", "kubernetesVersions": None}) == (Options(), ())
    assert Options.of([]) == (Options(), ())


def test_a_setting_of_the_wrong_type_is_named() -> None:
    found, wrong = Options.of({"strict": "yes", "configuration": 7})
    assert found == Options()
    assert wrong == ("the setting configuration must be a string", "the setting strict must be true or false")

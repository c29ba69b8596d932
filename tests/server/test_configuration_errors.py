from __future__ import annotations

from lsprotocol import types

from dslint.server.configuration_errors import Published, of_text, placed

ERROR = "/project/.dslint.yaml:2: selct: unknown key\n/project/.dslint.yaml:3: fold: must be true or false\nno place"
URI = "file:///project/.dslint.yaml"


def test_each_line_that_names_a_place_is_shown_there() -> None:
    found = placed(ERROR)
    assert [(one.range.start.line, one.message) for one in found[URI]] == [
        (1, "selct: unknown key"),
        (2, "fold: must be true or false"),
    ]


def test_a_configuration_that_is_open_shows_its_own_errors_and_other_texts_show_why_they_are_not_checked() -> None:
    assert [one.range.start.line for one in of_text(URI, ERROR)] == [1, 2]
    (other,) = of_text("file:///project/a.yaml", ERROR)
    assert other.message.startswith("not checked: /project/.dslint.yaml:2: ")
    assert of_text(URI, "") == []


def test_errors_go_when_no_text_has_them_any_more() -> None:
    published: list[types.PublishDiagnosticsParams] = []
    shown = Published(published.append)
    shown.update("file:///project/a.yaml", ERROR)
    shown.update("file:///project/b.yaml", ERROR)
    shown.update("file:///project/a.yaml", "")
    shown.update("file:///project/b.yaml", "")
    assert [(one.uri, len(one.diagnostics)) for one in published] == [(URI, 2), (URI, 0)]


def test_the_errors_of_a_closed_text_go_with_it() -> None:
    published: list[types.PublishDiagnosticsParams] = []
    shown = Published(published.append)
    shown.update("file:///project/a.yaml", ERROR)
    shown.update("file:///project/a.yaml", None)
    assert [(one.uri, len(one.diagnostics)) for one in published] == [(URI, 2), (URI, 0)]


def test_a_text_that_is_checked_itself_keeps_its_own() -> None:
    published: list[types.PublishDiagnosticsParams] = []
    shown = Published(published.append)
    shown.update(URI, "")
    shown.update("file:///project/a.yaml", ERROR)
    assert published == []

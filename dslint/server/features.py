"""What the server does at each message of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

from dslint.server import code_actions, completion, hover, plans, workloads
from dslint.server.checks import CheckError
from dslint.server.errors import guarded, refused
from dslint.server.field_documentation import field_documentation
from dslint.server.language_server import Server
from dslint.server.open_text import OpenText

WATCHED = ("**/*.yaml", "**/*.yml", "**/pyproject.toml", "**/Kustomization")
TRIGGERS = [" ", "-", ":", "/", "."]


def initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.set_up(params)


def initialized(ls: Server, _params: types.InitializedParams) -> None:
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        ls.client_register_capability(types.RegistrationParams([types.Registration("watch", method, options)]))


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.analyses.update(OpenText.of(params.text_document, ls.encoding), delay=0)


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    text = ls.analyses.texts.get(params.text_document.uri)
    if text is not None:
        ls.analyses.update(text.changed(params.text_document.version, params.content_changes))


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.close(params.text_document.uri)


def did_change_watched_files(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    ls.analyses.again()
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
        ls.workspace_code_lens_refresh(None)


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.configuration:
        item = types.ConfigurationItem(section="dslint")
        (settings,) = await ls.workspace_configuration_async(types.ConfigurationParams([item]))
    else:
        given = params.settings if isinstance(params.settings, dict) else {}
        settings = given.get("dslint", given)
    ls.set_options(settings)


async def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    analysis = await ls.analyses.of(params.text_document.uri)
    if analysis is None or analysis.report is None:
        return None
    found = hover.findings_at(analysis, params.position)
    if not found:
        version = analysis.report.kubernetes_versions[-1]
        about = field_documentation(analysis.text, params.position, version)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, about)) if about else None
    codes = list(dict.fromkeys(finding.code for finding in found))[: hover.MOST_PAGES]
    pages = [page for page in [ls.checks.page(analysis.text.name, code) for code in codes] if page]
    text = hover.markdown(found, analysis.report, pages)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text))


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    analysis = await ls.analyses.of(params.text_document.uri)
    if analysis is None:
        return []
    found = code_actions.actions(analysis, params)
    shown = [] if params.context.only else list(plans.actions(analysis.text, params.range))
    if not _resolves_edits(ls):
        wanted = bool(params.context.only)
        lazy = [one for one in found if one.edit is None and (wanted or one.kind != code_actions.FIX_ALL)]
        for action in lazy:
            await _resolve(ls, action)
        found = [one for one in found if one.edit is not None]
    return [*shown, *(_as_the_client_reads(ls, one) for one in found)]


async def code_action_resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    await _resolve(ls, action)
    if action.edit is None:
        raise refused("there is no place for this change that has the effect and no other")
    return _as_the_client_reads(ls, action)


async def _resolve(ls: Server, action: types.CodeAction) -> None:
    data: Any = action.data
    uri = data.get("uri") if isinstance(data, dict) else None
    analysis = await ls.analyses.of(uri) if isinstance(uri, str) else None
    if analysis is not None:
        name = analysis.text.name
        await ls.in_lint_thread(
            lambda: code_actions.resolved(action, analysis, lambda text: ls.checks.lint(name, text))
        )


def _resolves_edits(ls: Server) -> bool:
    document = ls.client_capabilities.text_document
    support = document.code_action.resolve_support if document and document.code_action else None
    return support is not None and "edit" in support.properties


def _as_the_client_reads(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """With the older form of edits for clients that do not know the newer one."""
    workspace = ls.client_capabilities.workspace
    known = workspace.workspace_edit if workspace else None
    if action.edit is not None and not (known and known.document_changes):
        action.edit = code_actions.unversioned(action.edit)
    return action


async def complete(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    text = ls.analyses.texts.get(params.text_document.uri)
    if text is None:
        return None
    words = await ls.in_inventory_thread(lambda: ls.words(text))
    return completion.completions(text, params.position, words) if words else None


async def document_symbol(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    text = ls.analyses.texts.get(params.text_document.uri)
    return await ls.in_lint_thread(lambda: workloads.symbols(text)) if text else None


async def code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    text = ls.analyses.texts.get(params.text_document.uri)
    if text is None or not ls.options.code_lens:
        return None
    try:
        configured = await ls.in_inventory_thread(lambda: ls.checks.cluster(text.name)) is not None
    except CheckError:
        configured = True  # The lens says what is wrong.
    return await ls.in_lint_thread(lambda: plans.lenses(text)) if configured else None


async def code_lens_resolve(ls: Server, lens: types.CodeLens) -> types.CodeLens:
    data: Any = lens.data
    text = ls.analyses.texts.get(str(data.get("uri"))) if isinstance(data, dict) else None
    if text is None:
        raise refused("the text is not open")
    try:
        report = await ls.in_plan_thread(lambda: ls.plan(text))
    except CheckError as error:
        return plans.with_title(lens, f"no plan: {error}", text.uri)
    return plans.titled(lens, text, report)


async def show_plan(ls: Server, uri: str, form: str = plans.TEXT) -> dict[str, str] | None:
    """Shows the plan of a text, or leaves that to the client: gives its form and its content."""
    text = ls.analyses.texts.get(uri)
    if text is None:
        ls.show("dslint: open the manifest to plan it")
        return None
    try:
        content = await ls.in_plan_thread(lambda: plans.written(ls.plan(text), form))
    except CheckError as error:
        ls.show(f"dslint: {error}")
        return None
    window = ls.client_capabilities.window
    if ls.options.shows_plans:
        pass
    elif window and window.show_document and window.show_document.support and ls.options.trusted:
        uri_of_file = ls.plan_files.write(content, form).as_uri()
        ls.window_show_document(types.ShowDocumentParams(uri_of_file, external=form == plans.HTML, take_focus=True))
    else:
        ls.show(content, types.MessageType.Info)
    return {"form": form, "content": content}


def register(server: Server) -> None:
    actions = types.CodeActionOptions(code_actions.KINDS, resolve_provider=True)
    lens = types.CodeLensOptions(resolve_provider=True)
    features: tuple[tuple[str, Callable[..., Any], Any], ...] = (
        (types.INITIALIZE, initialize, None),
        (types.INITIALIZED, initialized, None),
        (types.TEXT_DOCUMENT_DID_OPEN, did_open, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_watched_files, None),
        (types.WORKSPACE_DID_CHANGE_CONFIGURATION, did_change_configuration, None),
        (types.TEXT_DOCUMENT_HOVER, hovered, None),
        (types.TEXT_DOCUMENT_CODE_ACTION, code_action, actions),
        (types.CODE_ACTION_RESOLVE, code_action_resolve, None),
        (types.TEXT_DOCUMENT_COMPLETION, complete, types.CompletionOptions(trigger_characters=TRIGGERS)),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbol, None),
        (types.TEXT_DOCUMENT_CODE_LENS, code_lens, lens),
        (types.CODE_LENS_RESOLVE, code_lens_resolve, None),
    )
    for name, handler, options in features:
        server.feature(name, options)(guarded(handler))
    server.command(plans.SHOW)(guarded(show_plan))

"""A rule's page: what is wrong, why it matters, an example and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fixable, Origin
from dslint.policy.rule_page import EXAMPLE, Example, ExampleOptions, Page, unmarked
from dslint.report.escapes import visible
from dslint.report.terminal import Ink, Terminal, wrapped

SOURCES = {
    "reader": "the way Kubernetes reads the text",
    "schema": "the API server's decoder",
    "api-server": "the API server's validation",
    "admission-policy": "the cluster's ValidatingAdmissionPolicies",
    "api-warning": "the API server's warnings",
    "kubelet": "the kubelet",
    "trap": "dslint's traps; Kubernetes accepts the manifest",
    "policy": "dslint's policies for node agents; Kubernetes accepts the manifest",
    "suppression": "dslint's check of suppressions",
}
PLANS = "dslint's plans; Kubernetes accepts the manifest"
"""What the source of a policy is that only plans ask; its code begins with DS8."""

FIXABLE = {
    Fixable.SAFE: "`dslint lint --fix` fixes this.",
    Fixable.UNSAFE: "`dslint lint --fix --unsafe-fixes` fixes this; look at the change with `--diff` first.",
    Fixable.SOMETIMES: (
        "`dslint lint --fix` fixes this where only one change can be meant; some fixes need `--unsafe-fixes`."
    ),
}
_MARKDOWN_WIDTH = 120


def markdown(page: Page) -> str:
    """The page as Markdown, from a heading on."""
    return "\n".join(_markdown(page)).rstrip() + "\n"


def lines(page: Page, terminal: Terminal) -> Iterator[str]:
    """The page for a terminal."""
    rule = page.rule
    yield terminal.paint(f"{rule.code} {rule.name}: {rule.summary}", Ink.STRONG)
    yield terminal.paint(f"{rule.severity.value}, source: {_source(page)}", Ink.FAINT)
    yield ""
    for paragraph in paragraphs(page.reason):
        yield from (*wrapped(visible(paragraph), terminal.width), "")
    for example in page.examples:
        for title, text in parts(example):
            yield terminal.paint(title, Ink.STRONG)
            yield from _indented(text)
    yield from wrapped(visible(f"Help: {rule.help}."), terminal.width)
    if rule.fixable:
        yield from wrapped(FIXABLE[rule.fixable].replace("`", ""), terminal.width)
    if about(page):
        yield visible(about(page))
    yield from (visible(f"See {reference}") for reference in page.references)


def _source(page: Page) -> str:
    planned = page.rule.code.startswith("DS8") and page.rule.origin is Origin.POLICY
    return PLANS if planned else SOURCES[page.rule.origin.value]


def _markdown(page: Page) -> Iterator[str]:
    rule = page.rule
    yield from (f"# {rule.code} {rule.name}", "", f"{sentence(rule.summary)}", "")
    yield from (f"*{rule.severity.value}*, source: {_source(page)}", "")
    yield from ("## Why it matters", "", page.reason, "")
    yield from ("## What to do", "", sentence(rule.help), "")
    if rule.fixable:
        yield from (*wrapped(FIXABLE[rule.fixable], _MARKDOWN_WIDTH), "")
    for example in page.examples:
        for title, text in parts(example):
            yield from (f"## {title}", "", "```yaml", text.rstrip("\n"), "```", "")
    if about(page):
        yield from (about(page), "")
    if page.references:
        yield from ("## References", "", *(f"- <{reference}>" for reference in page.references))


def parts(example: Example) -> Iterator[tuple[str, str]]:
    """The parts of an example in order: what it depends on, what is wrong, what to write."""
    options = example.options
    depends_on = {
        "While this runs": options.baseline,
        "In a cluster with this": options.cluster,
        "On these nodes": options.inventory,
        "With these expectations": options.expectations,
        **{f"Next to {name}": text for name, text in options.alongside},
    }
    yield from ((title, text) for title, text in depends_on.items() if text is not None)
    yield f"Instead of{_setting(options)}", unmarked(example.bad)
    yield f"Write{f', as {options.good_name}' if options.good_name else ''}", example.good


def _setting(options: ExampleOptions) -> str:
    """`, as agent.yaml~, in the manifest folder of node-1`; "" if the example needs no special setting."""
    parts = (
        f"as {options.name}" if options.name != EXAMPLE else "",
        f"saved in {options.encoding}" if options.encoding != "utf-8" else "",
        f"in the manifest folder of {options.node}" if options.node else "",
        f"for Kubernetes {', '.join(options.kubernetes_versions)}" if options.kubernetes_versions else "",
    )
    return "".join(f", {part}" for part in parts if part)


def about(page: Page) -> str:
    if page.since and page.until:
        return f"Applies to Kubernetes {page.since} and later, before {page.until}."
    if page.since:
        return f"Applies to Kubernetes {page.since} and later."
    return f"Applies to Kubernetes before {page.until}." if page.until else ""


def sentence(fragment: str) -> str:
    return f"{fragment[0].upper()}{fragment[1:]}."


def paragraphs(text: str) -> Iterator[str]:
    return (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _indented(text: str) -> Iterator[str]:
    yield from ("", *(f"    {visible(line)}".rstrip() for line in text.rstrip("\n").split("\n")), "")

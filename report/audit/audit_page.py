"""The report of an audit as one self-contained page of HTML, worded as questions to the authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from report.audit.audited import Audited
from report.audit.checks import Check, Place
from report.audit.registry import RULES
from report.audit.sheets import SHEET_STYLE, MarkedPage, css_class, marked_sheets

_STYLE = """
:root{--ink:#1d2430;--soft:#5d6778;--line:#d9dee6;--paper:#fff;--back:#f4f6f9;--impossible:#a31621;
--decision:#b4460b;--contradiction:#7a3b9a;--inconsistent:#8a6d00;--look:#56657a;--agrees:#2f7d4f}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 Georgia,'Source Serif 4',serif;color:var(--ink);
background:var(--back)}main{max-width:78rem;margin:0 auto;padding:1.5rem}h1{font-size:1.5rem;margin:0 0 .3rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem}.summary,.note{color:var(--soft)}nav{margin:1rem 0;display:flex;gap:.5rem;
flex-wrap:wrap}nav button{font:inherit;font-size:.85rem;border:1px solid var(--line);background:var(--paper);
border-radius:1rem;padding:.2rem .8rem;cursor:pointer}nav button[aria-pressed=true]{background:var(--ink);color:#fff}
.cards{display:grid;gap:.8rem}.card{background:var(--paper);border:1px solid var(--line);border-left:.35rem solid
var(--c,var(--look));border-radius:.3rem;padding:.8rem 1rem}.card p{margin:.25rem 0}.kind{color:var(--c);
font:600 .8rem/1.4 system-ui,sans-serif}.where{color:var(--soft);font:.8rem/1.4 system-ui,sans-serif}
.quote{font-size:.95rem}mark{background:color-mix(in srgb,var(--c,#caa) 22%,white);color:inherit;padding:0 .1em;
border-bottom:2px solid var(--c)}.computed{font:.85rem/1.5 system-ui,sans-serif;color:var(--soft)}
details{margin:.6rem 0}summary{cursor:pointer}table{border-collapse:collapse;width:100%;font:.85rem/1.4
system-ui,sans-serif;background:var(--paper)}td,th{border-bottom:1px solid var(--line);padding:.3rem .5rem;
text-align:left;vertical-align:top}.paper{background:var(--paper);border:1px solid var(--line);padding:1.5rem 2rem;
border-radius:.3rem}.paper h3{margin:1.2rem 0 .4rem}.paper p{margin:.5rem 0}.cell{font-size:.9rem;color:#333}
.impossible{--c:var(--impossible)}.decision{--c:var(--decision)}.contradiction{--c:var(--contradiction)}
.inconsistent{--c:var(--inconsistent)}.worth{--c:var(--look)}.agrees{--c:var(--agrees)}
@media print{nav{display:none}body{background:#fff}}
"""
#: The most characters that are quoted on either side of a finding.
_AROUND = 90
_SCRIPT = """
for(const b of document.querySelectorAll('nav button'))b.onclick=()=>{
for(const o of document.querySelectorAll('nav button'))o.setAttribute('aria-pressed',o===b);
for(const c of document.querySelectorAll('.card'))
c.hidden=b.dataset.kind!=='all'&&!c.classList.contains(b.dataset.kind)}
"""


def page(audited: Audited, *, excerpts: bool = False, sheets: Sequence[MarkedPage] = ()) -> str:
    """The report of one audit: the paper's text with marks, or its drawn pages if there are any.

    With `excerpts`, there are only the sentences around findings.
    """
    name = escape(audited.paper.file.name)
    shown = "" if excerpts else marked_sheets(audited, sheets) if sheets else _text(audited)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Questions about the numbers of {name}</title><style>{_STYLE}{SHEET_STYLE}</style></head><body><main>"
        f"<h1>Questions about the numbers of {name}</h1>"
        f'<p class="summary">{escape(audited.summary())}.</p>'
        '<p class="note">Each entry compares printed numbers with each other. A difference may be a misprint, a '
        "convention that the text does not mention, or an error in reading this file; it says nothing about how "
        "it arose.</p>"
        f"{_filters(audited)}<div class=cards>{''.join(_cards(audited, linked=not excerpts))}</div>"
        f"{_consistent(audited)}{_unchecked(audited)}{_rules(audited)}"
        f"{shown}</main><script>{_SCRIPT}</script></body></html>\n"
    )


def _filters(audited: Audited) -> str:
    kinds = dict.fromkeys((each.severity, css_class(each)) for each in audited.findings)
    buttons = [("all", "all"), *kinds]
    if len(buttons) < 3:
        return ""
    made = (
        f'<button data-kind="{css}" aria-pressed="{"true" if css == "all" else "false"}">{escape(label)}</button>'
        for label, css in buttons
    )
    return f"<nav>{''.join(made)}</nav>"


def _cards(audited: Audited, *, linked: bool) -> Iterator[str]:
    if not audited.findings:
        yield "<p>There are no questions: every statement that could be checked agrees.</p>"
    for number, check in enumerate(audited.findings, 1):
        quotes = "".join(
            f'<p class="quote">{_quoted(audited, place)} {_where(audited, place, target)}</p>'
            for order, place in enumerate(check.places)
            for target in (f"#c{number}p{order}" if linked else "",)
        )
        remedy = f"<p>{escape(check.remedy)}</p>" if check.remedy else ""
        yield (
            f'<article class="card {css_class(check)}" id="f{number}"><p class="kind">{number}. '
            f"{escape(check.severity)} ({escape(check.rule)})</p>{quotes}<p>{escape(check.question)}</p>{remedy}"
            f"{_computed(check)}</article>"
        )


def _computed(check: Check) -> str:
    """What was recomputed, unless the question says it already."""
    said = check.computed.rstrip(".") in check.question
    return "" if said else f'<p class="computed">{escape(check.computed)}</p>'


def _where(audited: Audited, place: Place, target: str) -> str:
    """A place in words, as a link to the marked text if it is on the page."""
    words = escape(audited.located(place))
    return (
        f'<a class="where" href="{target}">{words}</a>' if target else f'<span class="where">{words}</span>'
    )


def _quoted(audited: Audited, place: Place) -> str:
    """The marked place with whole words around it."""
    text = audited.paper.passages[place.passage].block.text
    before, after = text[: place.start], text[place.end :]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    return f"{escape(before)}<mark>{escape(text[place.start : place.end])}</mark>{escape(after)}"


def _consistent(audited: Audited) -> str:
    rows = [
        (each.statement, each.computed, each.rule, audited.located(each.places[0]))
        for each in audited.agreeing
    ]
    return _table("Consistent statements", ("Statement", "Recomputed", "Rule", "Where"), rows)


def _unchecked(audited: Audited) -> str:
    rows = [(each.statement, each.reason, audited.located(each.places[0])) for each in audited.abstentions]
    return _table("Statements that could not be checked", ("Statement", "Reason", "Where"), rows)


def _rules(audited: Audited) -> str:
    used = {each.rule for each in audited.checks}
    rows = [
        (f"{rule.title} ({rule.name})", rule.formula, rule.source, rule.rounding)
        for rule in RULES
        if rule.name in used
    ]
    return _table("How the numbers were checked", ("Rule", "Formula", "Source", "Rounding"), rows)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A titled table that opens on a click; an empty string if it has no rows."""
    if not rows:
        return ""
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<h2>{escape(title)}</h2><details><summary>{len(rows)}</summary>"
        f"<table><tr>{head}</tr>{body}</table></details>"
    )


def _text(audited: Audited) -> str:
    return f"<h2>The text, with the places marked</h2><div class=paper>{''.join(_paper(audited))}</div>"


def _paper(audited: Audited) -> Iterator[str]:
    """The paper's text, with links from its marks to the cards."""
    marks: dict[int, list[tuple[int, int, str, str, int]]] = defaultdict(list)
    for number, check in enumerate(audited.findings, 1):
        for order, place in enumerate(check.places):
            marks[place.passage].append(
                (place.start, place.end, f"c{number}p{order}", css_class(check), number)
            )
    for passage in audited.paper.passages:
        text = _marked(passage.block.text, sorted(marks[passage.index]))
        kind = passage.block.kind
        tag = "h3" if kind == "heading" else "p"
        css = ' class="cell"' if passage.block.cell else ""
        label = f"{escape(passage.block.row)}, {escape(passage.block.column)}: " if passage.block.cell else ""
        yield f"<{tag}{css}>{label}{text}</{tag}>"


def _marked(text: str, marks: list[tuple[int, int, str, str, int]]) -> str:
    parts, done = [], 0
    for start, end, id, css, number in marks:
        if start < done:
            parts.append(f'<a id="{id}"></a>')
            continue
        parts.append(escape(text[done:start]))
        parts.append(
            f'<mark class="{css}" id="{id}">{escape(text[start:end])}'
            f'<a href="#f{number}"><sup>{number}</sup></a></mark>'
        )
        done = end
    return "".join(parts) + escape(text[done:])

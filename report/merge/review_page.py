"""A merge as one self-contained page: each edit beside the template, to be accepted or rejected."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from report.merge.answers import TYPED
from report.merge.comments import Comment
from report.merge.excerpts import GONE, NEW, SKIP, excerpt
from report.merge.hunks import ALREADY, APPLIED, CONFLICT, PROPOSAL, REJECTED, Hunk, Question
from report.merge.merging import Merge
from report.rows.counted import counted

_STATES = {
    APPLIED: "can be applied",
    CONFLICT: "conflict",
    PROPOSAL: "needs a choice",
    ALREADY: "already there",
    REJECTED: "not selected",
}
_KEYS = (
    ("j", "next edit"),
    ("k", "previous edit"),
    ("a", "accept"),
    ("r", "reject"),
    ("u", "undo"),
    ("1–9", "choose what the next typed number means"),
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def page(found: Merge, comments: Sequence[Comment], copy: str) -> str:
    """The page that reviews the merge of a copy; `copy` is its path on the command line."""
    assets = files("report") / "assets"
    style, script = ((assets / name).read_text(encoding="utf-8") for name in ("review.css", "review.js"))
    title = f"Edits in {copy.replace(chr(92), '/').rpartition('/')[2]}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        f'<a class="skip" href="#edits">To the edits</a>{_header(found, title)}'
        f'<div class="columns"><nav aria-label="Edits"><ol>{"".join(map(_entry, found.hunks))}</ol></nav>'
        f'<main id="edits">{"".join(_articles(found, comments)) or _nothing(found)}'
        f"{_other_comments(found, comments)}</main></div>{_footer()}"
        f'<script id="merge" type="application/json">{_data(found, copy)}</script>'
        f"<script>{script}</script></body></html>\n"
    )


def _data(found: Merge, copy: str) -> str:
    """What the script needs to write a selection, safe inside a script element."""
    content = {
        "document": found.base.document,
        "build": found.base.build,
        "command": f"report merge {shlex.quote(copy)}",
        "open": [hunk.id for hunk in found.hunks if _open(hunk)],
        "by_hand": [hunk.id for hunk in found.hunks if _by_hand(hunk)],
    }
    return json.dumps(content).replace("<", "\\u003c")


def _open(hunk: Hunk) -> bool:
    return hunk.state != ALREADY


def _by_hand(hunk: Hunk) -> bool:
    """Whether a hunk can only be closed, since its edit is made in the template or in the code."""
    return hunk.state == CONFLICT or (hunk.state == PROPOSAL and not hunk.asks)


def _header(found: Merge, title: str) -> str:
    counts = Counter(hunk.state for hunk in found.hunks)
    listed = ", ".join(_counted(state, count) for state, count in counts.items()) or "no edits"
    keys = "".join(f"<div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>" for key, what in _KEYS)
    return (
        f"<header><h1>{escape(title)}</h1><p>{escape(found.base.document)}, build {escape(found.base.build)}: "
        f'{escape(listed)}</p><dl class="keys" aria-label="Keys">{keys}</dl></header>'
    )


def _counted(state: str, count: int) -> str:
    if state == CONFLICT:
        return counted(count, "conflict")
    return (
        f"{count} need{'s' if count == 1 else ''} a choice"
        if state == PROPOSAL
        else f"{count} {_STATES[state]}"
    )


def _entry(hunk: Hunk) -> str:
    return (
        f'<li><a href="#{hunk.id}" data-for="{hunk.id}" class="{_css(hunk)}"><i aria-hidden="true"></i>'
        f'<span class="sr state">{_STATES[hunk.state]}: </span>{hunk.number} {escape(hunk.what)}</a></li>'
    )


def _css(hunk: Hunk) -> str:
    return hunk.state.replace(" ", "-")


def _articles(found: Merge, comments: Sequence[Comment]) -> Iterator[str]:
    for hunk in found.hunks:
        yield _article(hunk, found, _comments_on(hunk, found, comments))


def _article(hunk: Hunk, found: Merge, comments: Sequence[Comment]) -> str:
    by = f"{escape(hunk.author)}, {escape(hunk.date[:10])}" if hunk.author else ""
    note = f'<p class="note">{escape(hunk.note)}</p>' if hunk.note else ""
    reason = f'<p class="why"><strong>{escape(hunk.why)}</strong>: {escape(hunk.remedy)}</p>'
    return (
        f'<article id="{hunk.id}" class="{_css(hunk)}" tabindex="-1" aria-labelledby="{hunk.id}-title">'
        f'<h2 id="{hunk.id}-title"><b>{hunk.number}</b> {escape(hunk.what)} <em>{_STATES[hunk.state]}</em></h2>'
        f'<p class="where"><code>{escape(hunk.where)}</code> <code>{hunk.id}</code> {by}</p>'
        f"{_sides(hunk, found)}{note}{reason if hunk.why else ''}{_rows(hunk)}{_thread(comments)}"
        f"{_buttons(hunk) if _open(hunk) else ''}</article>"
    )


def _sides(hunk: Hunk, found: Merge) -> str:
    pair = excerpt(hunk, found)
    right = "Template with the edit" if hunk.edits else "Text of the copy"
    sides = (("Template now", pair.before), (right, pair.after))
    return (
        '<div class="sides">'
        + "".join(f"<section><h3>{name}</h3><pre>{_marked(pieces)}</pre></section>" for name, pieces in sides)
        + "</div>"
    )


def _marked(pieces: Sequence[tuple[str, str]]) -> str:
    tags = {GONE: "del", NEW: "ins"}
    made = []
    for kind, text in pieces:
        if kind == SKIP:
            made.append('<span class="skipped" aria-label="lines left out">⋯</span>')
        elif kind in tags:
            made.append(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>")
        else:
            made.append(escape(text))
    return "".join(made).strip("\n")


def _rows(hunk: Hunk) -> str:
    """What the numbers, citations and cross-references that a hunk types may mean, each with its choices."""
    return "".join(_question(hunk, place, each) for place, each in enumerate(hunk.asks))


def _question(hunk: Hunk, place: int, asked: Question) -> str:
    choices = [(row, f"<code>{escape(row)}</code>") for row in asked.meanings]
    choices.append((TYPED, "only text"))
    name = f"{hunk.id}-{place}"
    options = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(value)}"> <kbd>{n}</kbd> {label}</label>'
        for n, (value, label) in enumerate(choices, 1)
    )
    other = '<label>another row or @key <input type="text" data-row spellcheck="false"></label>'
    return (
        f'<fieldset class="rows"><legend>What {escape(asked.text)} means</legend>{options}{other}</fieldset>'
    )


def _buttons(hunk: Hunk) -> str:
    accept = "" if _by_hand(hunk) else '<button type="button" data-do="accept">Accept</button>'
    reject = "Close without it" if _by_hand(hunk) else "Reject"
    return f'<p class="buttons">{accept}<button type="button" data-do="reject">{reject}</button></p>'


def _comments_on(hunk: Hunk, found: Merge, comments: Sequence[Comment]) -> list[Comment]:
    """The comments on the unit of a hunk, shown with its first hunk."""
    first = next(each for each in found.hunks if each.unit == hunk.unit)
    if hunk.unit < 0 or first is not hunk:
        return []
    heads = {each.id for each in comments if _unit_of(each, found) == hunk.unit}
    return [each for each in comments if each.id in heads or each.reply_to in heads]


def _unit_of(comment: Comment, found: Merge) -> int:
    return found.copy.commented.get(comment.id, ("", -1))[1]


def _other_comments(found: Merge, comments: Sequence[Comment]) -> str:
    units = {hunk.unit for hunk in found.hunks}
    heads = {each.id for each in comments if not each.reply_to and _unit_of(each, found) not in units}
    rest = [each for each in comments if each.id in heads or each.reply_to in heads]
    if not rest:
        return ""
    return f'<section class="others"><h2>Comments on other text</h2>{_thread(rest)}</section>'


def _thread(comments: Sequence[Comment]) -> str:
    return "".join(
        f'<blockquote class="{"reply" if each.reply_to else "comment"}"><p><b>{escape(each.author)}</b> '
        f"<span>{escape(each.date[:10])} {escape(each.where)}{', resolved' if each.done else ''}</span></p>"
        f"{f'<q>{escape(each.quoted)}</q>' if each.quoted and not each.reply_to else ''}"
        f"<p>{escape(each.text)}</p></blockquote>"
        for each in comments
    )


def _nothing(found: Merge) -> str:
    return f'<p class="nothing">The copy has the text of its build ({escape(found.base.build)}).</p>'


def _footer() -> str:
    return (
        '<footer><p id="progress" role="status"></p><p class="bulk">'
        '<button type="button" id="rest">Accept the rest</button>'
        '<button type="button" id="clear">Start again</button></p>'
        '<label class="command">Run <input id="command" readonly spellcheck="false"></label>'
        '<p class="bulk"><button type="button" id="copy">Copy command</button>'
        '<button type="button" id="save">Download selection</button></p>'
        "<noscript><p>Without scripts, run <code>report merge</code> with <code>--accept</code> and the ids above.</p>"
        "</noscript></footer>"
    )

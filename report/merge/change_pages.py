"""The changes between two builds as lines of a terminal, Markdown, and a page, from which the Word table is made."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from report.merge.change_log import ChangeLog
from report.merge.text_changes import Part, TextChange
from report.rows.counted import counted

FORMATS = ("md", "json", "html", "docx")
_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:75em;margin:2em auto;padding:0 1em}td,th{border-top:1px solid #ccc;"
    "padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}"
    "code{font-size:12px;color:#555}pre{font-size:13px;overflow-x:auto}del{color:#a00}ins{color:#060}"
)
#: The heads of the two tables, each with the width of its column in per cent.
_RESULTS = {"Result": 42, "Before": 12, "Now": 12, "Change": 14, "Printed first in": 13, "Causes": 7}
_TEXTS = {"Place": 19, "Before": 37, "Now": 37, "Causes": 7}
_EMPTY = "·"


def summary(log: ChangeLog) -> str:
    """How much changed, in one sentence without a full stop."""
    printed = counted(len(log.printed) - log.unseen, "printed value", "no")
    others = f", and {counted(log.unseen, 'row')} that no document prints" if log.unseen else ""
    return f"{printed} and {counted(len(log.texts), 'passage', 'no')} changed{others}"


def where(text: TextChange) -> str:
    """The place of a passage: document, table or section, and kind unless it is a paragraph."""
    kind = "" if text.kind in ("paragraph", "cell") else f" ({text.kind})"
    return f"{text.document}, {text.place}{kind}" if text.place else f"{text.document}{kind}"


def marked(parts: Sequence[Part]) -> str:
    """A passage in one line, with `[-old-]` and `{+new+}` words as in the word diff of Git."""
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[part.state].format(part.text) for part in parts)


def as_markdown(log: ChangeLog) -> str:
    """The changes as Markdown: a table of results, one of passages, and the causes with the diffs of code."""
    return "\n".join(_markdown(log)) + "\n"


def _markdown(log: ChangeLog) -> Iterator[str]:
    yield f"# Changes from {log.old} to {log.new}\n"
    yield f"{summary(log)}.\n"
    if log.printed:
        yield "## Results\n"
        yield from _head(["Row", "Label", *[*_RESULTS][1:]])
        for each in log.printed:
            change = each.change
            cells = (change.label, change.old or _EMPTY, change.new or _EMPTY, change.kind)
            last = log.places.get(change.id, _EMPTY), log.numbers(change.id)
            yield f"| `{change.id}` | " + " | ".join(map(_cell, (*cells, *last))) + " |"
        yield ""
    if log.texts:
        yield "## Text\n"
        yield from _head([*_TEXTS])
        for text in log.texts:
            sides = (_marked_cell(text.parts, side) for side in ("old", "new"))
            yield "| " + " | ".join((_cell(where(text)), *sides, log.numbers(*text.rows))) + " |"
        yield ""
    if log.causes:
        yield "## Causes\n"
    for cause, number in log.causes.items():
        yield f"{number}. {_cell(str(cause))}\n"
        if cause.diff:
            yield "\n".join(f"    {line}" for line in ("```diff", *cause.diff.split("\n"), "```")) + "\n"


def _head(names: Sequence[str]) -> Iterator[str]:
    yield "| " + " | ".join(names) + " |"
    yield "|" + "---|" * len(names)


def _cell(text: str) -> str:
    """A text in a cell of a table, printed literally."""
    special = {letter: "\\" + letter for letter in "\\|*_[]<>$^~@#`"}
    return " ".join("".join(special.get(letter, letter) for letter in text).split())


def _marked_cell(parts: Sequence[Part], side: str) -> str:
    """A passage as it was, with its old words struck through, or as it is, with its new words in bold."""
    mark = "~~" if side == "old" else "**"
    return "".join(
        _spaced(part.text, mark) if part.state == side else _spaced(part.text)
        for part in parts
        if part.state in ("same", side)
    )


def _spaced(text: str, mark: str = "") -> str:
    """A text between marks, which must touch its words, with the spaces around it outside."""
    words = _cell(text)
    before, after = (" " if text[at].isspace() else "" for at in (0, -1))
    return f"{before}{mark}{words}{mark}{after}" if words else " "


def as_html(log: ChangeLog) -> str:
    """The changes as one page without scripts."""
    title = html.escape(f"Changes from {log.old} to {log.new}")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{body(log)}</body></html>\n"
    )


def body(log: ChangeLog) -> str:
    """The headings, tables and lists of the page, which are also those of the Word file."""
    return "\n".join(_html(log))


def _html(log: ChangeLog) -> Iterator[str]:
    yield f"<h1>{html.escape(f'Changes from {log.old} to {log.new}')}</h1>\n<p>{summary(log)}.</p>"
    if log.printed:
        yield "<h2>Results</h2>"
        yield _table(_RESULTS, [_result(log, n) for n in range(len(log.printed))])
    if log.texts:
        yield "<h2>Text</h2>"
        yield _table(
            _TEXTS,
            [
                (html.escape(where(t)), _side(t.parts, "old"), _side(t.parts, "new"), log.numbers(*t.rows))
                for t in log.texts
            ],
        )
    if log.causes:
        yield "<h2>Causes</h2>\n<ol>"
        for cause in log.causes:
            yield f"<li><p>{html.escape(str(cause))}</p>{_code(cause.diff)}</li>"
        yield "</ol>"


def _result(log: ChangeLog, number: int) -> tuple[str, ...]:
    change = log.printed[number].change
    cells = (change.old or _EMPTY, change.new or _EMPTY, change.kind, log.places.get(change.id, _EMPTY))
    name = f"{html.escape(change.label)}<br><code>{html.escape(change.id)}</code>"
    return name, *map(html.escape, cells), log.numbers(change.id)


def _table(head: dict[str, int], rows: Sequence[Sequence[str]]) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in head.values())
    names = "".join(f"<th>{name}</th>" for name in head)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return (
        f"<table><colgroup>{columns}</colgroup><thead><tr>{names}</tr></thead><tbody>\n"
        + "".join(f"<tr>{line}</tr>\n" for line in lines)
        + "</tbody></table>"
    )


def _side(parts: Sequence[Part], side: str) -> str:
    tag = "del" if side == "old" else "ins"
    return "".join(
        f"<{tag}>{html.escape(part.text)}</{tag}>" if part.state == side else html.escape(part.text)
        for part in parts
        if part.state in ("same", side)
    )


def _code(diff: str) -> str:
    return f"<pre>{html.escape(diff)}</pre>" if diff else ""

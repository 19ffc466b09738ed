"""Papers of a few words, and the checks of one rule in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from report.audit.checks import Check, Rule
from report.audit.papers import Paper, paper_of
from report.text.blocks import Copy
from report.text.reading.html import page_copy
from report.text.reading.plain_text import text_blocks


def paper(text: str, facts: Mapping[str, object] | None = None, alpha: float | None = None) -> Paper:
    """A paper whose results section is the text."""
    blocks = tuple(text_blocks(f"Results\n\n{text}"))
    return paper_of(Copy("text", {"": blocks}), Path("p.txt"), facts, alpha)


def table(heads: str, *rows: str) -> Paper:
    """A paper that consists of a table whose cells are separated by bars."""
    return _page(_table(heads, rows))


def table_with_note(caption: str, note: str, heads: str, *rows: str) -> Paper:
    """A paper that consists of a table with a caption before and a note after it."""
    return _page(f"<p>{caption}</p>{_table(heads, rows)}<p>{note}</p>")


def _page(body: str) -> Paper:
    return paper_of(page_copy(f"<html><body>{body}</body></html>"), Path("p.html"))


def _table(heads: str, rows: Sequence[str]) -> str:
    def line(cells: str, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{each.strip()}</{tag}>" for each in cells.split("|")) + "</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f"<table><thead>{line(heads, 'th')}</thead><tbody>{body}</tbody></table>"


def checks(rule: Rule, text: str, facts: Mapping[str, object] | None = None) -> list[Check]:
    """The checks of a rule in a text."""
    return list(rule.run(paper(text, facts)))


def verdicts(rule: Rule, text: str) -> list[str]:
    """The verdicts of a rule in a text, with the severity of a finding."""
    return [each.severity if each.verdict == "finding" else each.verdict for each in checks(rule, text)]


def only(rule: Rule, text: str, facts: Mapping[str, object] | None = None) -> Check:
    """The single check of a rule in a text."""
    (check,) = checks(rule, text, facts)
    return check

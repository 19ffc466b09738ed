"""Writes printed rows as Markdown spans, which are numbered when the document is complete."""

from __future__ import annotations

import re
from itertools import count

from report.rows.ledger import Ledger
from report.rows.number_formats import NO_BREAK, RELATIONS, one_line
from report.rows.stat import Claim, Stat
from report.rows.tables import PLACEHOLDER
from report.template.inline_markdown import sanitised_markdown

#: Placeholder for the occurrence's number in a span's attributes.
UNNUMBERED = "\ue000"
#: Encloses a reference to another document until all floats are known.
REFERENCE = "\ue001"
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~^$@\"'&]|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|:(?=:)|(?<=:):")
_FILLED = re.compile(rf"(=[ \u00a0]|){PLACEHOLDER.pattern}")
#: A relation between a symbol and a row, which must not be separated by a line break.
_RELATION = re.compile(rf"(?<=\S) ([=<>≤≥≈]) (?={PLACEHOLDER.pattern})")
_ENTITIES = str.maketrans({letter: f"&#{ord(letter)};" for letter in '&"<>\\{}`'})


def escaped(text: str) -> str:
    """Text escaped so that Markdown prints it literally, anywhere in a line."""
    return _SPECIAL.sub(lambda m: "\\" + m[0], one_line(text))


def attribute(text: str) -> str:
    """Text for a double-quoted attribute, without leading spaces, which pandoc does not accept."""
    return one_line(text).strip().translate(_ENTITIES)


def span(row: Stat) -> str:
    """The printed text of a statistic, bound to its row; lines may break within a label of several words."""
    words = " .words" if row.format == "text" and " " in row.printed else ""
    return f'[{escaped(row.printed)}]{{#{UNNUMBERED} .stat{words} data-stat="{row.id}"}}'


def claim_span(row: Claim, text: str) -> str:
    """Wording that depends on a claim, bound to it; `text` is Markdown."""
    return f'[{text}]{{#{UNNUMBERED} .claim data-claim="{row.id}"}}'


def literal_span(text: str, reason: str) -> str:
    """A number that is not a result, with its reason."""
    return f'[{escaped(text)}]{{#{UNNUMBERED} .literal data-reason="{attribute(reason)}"}}'


def stars_span(row: Stat) -> str:
    """The significance marks of a p-value, or an empty string."""
    marks = row.marks()
    return f'[{escaped(marks)}]{{#{UNNUMBERED} .stat .stars data-stat="{row.id}"}}' if marks else ""


def filled(text: str, ledger: Ledger) -> str:
    """The inline Markdown of a product with each `{row.id}` replaced by its span."""
    return _FILLED.sub(
        lambda m: _related(m, ledger) + span(ledger.stat(m[2])), sanitised_markdown(_bound(text))
    )


def filled_plain(text: str, ledger: Ledger) -> str:
    """Plain text with each `{row.id}` replaced by its printed text."""
    return _FILLED.sub(lambda m: _related(m, ledger) + ledger.stat(m[2]).printed, text)


def _bound(text: str) -> str:
    """The text with non-breaking spaces around relations to rows."""
    return _RELATION.sub(rf"{NO_BREAK}\1{NO_BREAK}", text)


def _related(match: re.Match[str], ledger: Ledger) -> str:
    """The equals sign before a value, unless the value prints its own relation: p < .001."""
    return "" if ledger.stat(match[2]).printed[:1] in RELATIONS else match[1]


def numbered(markdown: str) -> str:
    """Give all occurrences their numbers, in reading order."""
    numbers = count(1)
    return re.sub(UNNUMBERED, lambda _: f"o{next(numbers)}", markdown)

"""Small documents for tests of the check: text with marks for what is bound, and tables of a few cells.

`It was {age.b|0.30}{age.p!stars|**}` prints 0.30 from the row `age.b` and two stars from `age.p`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from report.rows.ledger import Ledger
from report.rows.stat import Claim, Row, Stat
from report.text.blocks import Anchor, Block
from report.verify.accounts import Accounts
from report.verify.comparison import Comparison, compare
from report.verify.findings import Finding
from report.verify.remark_findings import findings

_BOUND = re.compile(r"\{(?P<id>[^|{}!]*)(?:!(?P<kind>[^|{}]+))?\|(?P<text>[^{}]*)\}")


def block(text: str, kind: str = "paragraph", **more: object) -> Block:
    """A block whose marks are bound; `!citation` and other reasons exempt what they mark."""
    anchors: list[Anchor] = []
    plain, last = "", 0
    for match in _BOUND.finditer(text):
        plain += text[last : match.start()]
        anchors.append(
            Anchor(len(plain), len(plain) + len(match["text"]), match["kind"] or "stat", match["id"])
        )
        plain += match["text"]
        last = match.end()
    return Block(kind, plain + text[last:], tuple(anchors), **more)  # type: ignore[arg-type]


def table(*rows: Sequence[str], number: int = 1, home: str = "tbl-one") -> list[Block]:
    """The cells of a table with a row of heads; empty cells are left out."""
    heads = [block(head).text for head in rows[0]]
    return [
        block(
            cell, "cell", cell=(number, line, column), row=block(row[0]).text, column=heads[column], home=home
        )
        for line, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell
    ]


def rows(**values: float | bool | str) -> Ledger:
    """A ledger of rows with two decimals, of p-values for names that end in `p`, and of claims."""
    made: list[Row] = []
    for name, value in values.items():
        id = name.replace("__", ".")
        if isinstance(value, bool):
            made.append(Claim(id, value, "label"))
        else:
            made.append(Stat(id, value, "p" if id.endswith("p") else "fixed2", "label"))
    return Ledger.of(made)


def case(
    expected: Sequence[Block] | str,
    found: Sequence[Block] | str,
    ledger: Ledger | None = None,
    printed: Mapping[str, str] | None = None,
) -> Comparison:
    """The comparison of two documents; a text is a document of one paragraph."""
    ours = [block(expected)] if isinstance(expected, str) else list(expected)
    theirs = [block(found)] if isinstance(found, str) else list(found)
    return compare(ledger or rows(), ours, theirs, printed)


def found_in(compared: Comparison) -> list[tuple[str, str, str, str]]:
    """Kind, row, expected and found text of each finding of a comparison."""
    made: list[Finding] = findings(Accounts(compared))
    return [(each.kind, each.stat, each.expected, each.found) for each in made]

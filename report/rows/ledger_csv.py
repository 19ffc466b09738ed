"""The ledger as one flat table for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
import io
import json
import re

from report.rows.ledger import Ledger, location
from report.rows.stat import Claim, Row

#: The first characters of a spreadsheet formula, including their full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?\d+(\.\d*)?(e[+-]?\d+)?|-inf")
COLUMNS = (
    "id",
    "kind",
    "value",
    "printed",
    "label",
    "symbol",
    "n",
    "unit",
    "about",
    "made by",
    "place",
    "warnings",
)


def ledger_csv(ledger: Ledger) -> str:
    """One line per row, with values in full precision; the first line states whether the data are synthetic."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "synthetic"))
    for row in ledger.values():
        writer.writerow((*map(inert, _fields(row)), int(ledger.build.synthetic)))
    return out.getvalue()


def inert(field: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would evaluate; numbers are unchanged."""
    if isinstance(field, str) and field.startswith(_FORMULA) and not _NUMBER.fullmatch(field):
        return "'" + field
    return field


def _fields(row: Row) -> tuple[object, ...]:
    made = row.source.function if row.source else ""
    end = (made, location(row), " | ".join(row.warnings))
    if isinstance(row, Claim):
        return (
            row.id,
            "claim",
            int(row.holds),
            row.printed,
            row.label,
            "",
            "",
            "",
            " ".join(row.evidence),
            *end,
        )
    value = "" if row.value is None else repr(row.value) if isinstance(row.value, float) else row.value
    about = json.dumps(dict(row.about), ensure_ascii=False) if row.about else ""
    n = "" if row.n is None else row.n
    return (row.id, "stat", value, row.printed, row.label, row.symbol, n, row.unit, about, *end)

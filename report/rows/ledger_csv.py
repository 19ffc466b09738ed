"""The ledger as one flat table, for spreadsheets and statistical programs."""

from __future__ import annotations

import csv
import io
import json
import re

from report.rows.ledger import Ledger, place
from report.rows.stat import Claim, Row

#: How spreadsheets know a formula, in full width too.
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
    """One line a row, values in full precision; each file begins by saying whether its data are synthetic."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "synthetic"))
    for row in ledger.values():
        writer.writerow((*map(inert, _fields(row)), int(ledger.build.synthetic)))
    return out.getvalue()


def inert(field: object) -> object:
    """A text that a spreadsheet would compute gets an apostrophe before it; numbers stay numbers."""
    if isinstance(field, str) and field.startswith(_FORMULA) and not _NUMBER.fullmatch(field):
        return "'" + field
    return field


def _fields(row: Row) -> tuple[object, ...]:
    made = row.source.function if row.source else ""
    end = (made, place(row), " | ".join(row.warnings))
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

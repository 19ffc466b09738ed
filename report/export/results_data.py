"""Analysis results data: one long table of statistics in the format of the R package cards, as CSV and JSON.

Columns `group1` to `fmt_fun`, `warning` and `error` have the names and order of cards; `stat_fmt` is what cards adds
when it applies formats. Ours come after them: id, n, and whether the data are synthetic.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from report.export.csv_tables import written
from report.export.export_publishing import Made
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Row, Stat

COLUMNS = (
    *("group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context"),
    *("stat_name", "stat_label", "stat", "fmt_fun", "stat_fmt", "warning", "error"),
    *("id", "n", "synthetic"),
)
_GROUPS = ("group", "model")
_NO_VALUE = "has no value"


def write_results_data(ledger: Ledger, folder: Path) -> Made:
    """Write ard.csv and ard.json."""
    lines = list(records(ledger))
    table = [[_flat(line[name]) for name in COLUMNS] for line in lines]
    (folder / "ard.csv").write_bytes(written([COLUMNS, *table]).encode("utf-8"))
    text = json.dumps(lines, ensure_ascii=False, indent=1, allow_nan=False)
    (folder / "ard.json").write_text(text + "\n", encoding="utf-8")
    return Made()


def _flat(value: Any) -> Any:
    return (
        {None: "", True: "TRUE", False: "FALSE"}[value] if value is None or isinstance(value, bool) else value
    )


def records(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Return one record for each row of the ledger, claims as logical statistics."""
    for row in ledger.values():
        yield {**_place(row), **_statistic(row), "id": row.id, "synthetic": ledger.build.synthetic}


def _place(row: Row) -> dict[str, str | None]:
    about: Mapping[str, str] = row.about if isinstance(row, Stat) else {}
    groups = [(name, about[name]) for name in _GROUPS if about.get(name)]
    groups += [("", "")] * (2 - len(groups))
    return {
        "group1": groups[0][0] or None,
        "group1_level": groups[0][1] or None,
        "group2": groups[1][0] or None,
        "group2_level": groups[1][1] or None,
        "variable": about.get("variable") or about.get("outcome") or row.id.rpartition(".")[0] or row.id,
        "variable_level": about.get("predictor") or None,
        "context": _context(row, about),
    }


def _context(row: Row, about: Mapping[str, str]) -> str:
    if isinstance(row, Claim):
        return "claim"
    if "source" in about:
        return "constant"
    if "model" in about:
        return "path" if "predictor" in about else "model"
    return row.source.function if row.source else "statistic"


def _statistic(row: Row) -> dict[str, Any]:
    warning = " | ".join(row.warnings) or None
    fields: dict[str, Any]
    if isinstance(row, Claim):
        fields = {"stat": row.holds, "fmt_fun": None, "stat_name": "holds", "n": None, "error": None}
    else:
        value = (
            row.value
            if not isinstance(row.value, float) or abs(row.value) != float("inf")
            else str(row.value)
        )
        name = row.about.get("statistic") or row.id.rpartition(".")[2]
        error = _NO_VALUE if row.value is None else None
        fields = {"stat": value, "fmt_fun": row.format, "stat_name": name, "n": row.n, "error": error}
    return {**fields, "stat_label": row.label, "stat_fmt": row.printed, "warning": warning}

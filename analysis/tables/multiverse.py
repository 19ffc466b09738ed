"""The indirect effects of the multiverse by decision."""

from __future__ import annotations

from analysis.multiverse_rows import DECISIONS, part_of
from report.rows.table_parts import sentence_case
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (
    Column("Decision", "left", 0.3),
    Column("Universes"),
    *(
        Column(head, spanner=spanner)
        for spanner in ("EBI", "MEQ")
        for head in ("Median β", "Range", "Significant")
    ),
)
NOTE = (
    "*Note.* Standardised indirect effects of alliance through rapport and acute experience. Universes: for each "
    "instrument. Significant: universes in per cent with *p* < {threshold.alpha}, or whose bootstrap "
    "interval does not contain a null effect. EBI = Emotional Breakthrough Inventory; "
    "MEQ = Mystical Experience Questionnaire."
)


@table
def multiverse_decisions() -> Table:
    """All universes, then those of each option."""
    rows: list[TableRow] = [_row("All universes", "")]
    for each in DECISIONS:
        rows.append(group(each.title))
        rows += [
            _row(_cell(words), f".{each.key}.{part_of(option)}", 1) for option, words in each.options.items()
        ]
    return Table("Indirect effects under each option of each decision", COLUMNS, tuple(rows), (NOTE,))


def _cell(words: str) -> str:
    return sentence_case(words).replace("Divisor N", "Divisor *N*")


def _row(head: str, place: str, indent: int = 0) -> TableRow:
    cells: list[str] = []
    for acute in ("ebi", "meq"):
        prefix = f"multiverse.{acute}{place}"
        extremes = f"{{{prefix}.lowest}} to {{{prefix}.highest}}"
        cells += [f"{{{prefix}.median}}", extremes, f"{{{prefix}.significant}}"]
    return row(head, f"{{multiverse.ebi{place}.universes}}", *cells, indent=indent)

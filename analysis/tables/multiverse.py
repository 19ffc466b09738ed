"""The indirect effects of the multiverse by decision."""

from __future__ import annotations

from analysis.multiverse_rows import DECISIONS, part_of
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
    text = words[:1].upper() + words[1:]
    return text.replace("Divisor N", "Divisor *N*")


def _row(head: str, place: str, indent: int = 0) -> TableRow:
    cells = [
        cell
        for acute in ("ebi", "meq")
        for prefix in (f"multiverse.{acute}{place}",)
        for cell in (
            f"{{{prefix}.median}}",
            f"{{{prefix}.lowest}} to {{{prefix}.highest}}",
            f"{{{prefix}.significant}}",
        )
    ]
    return row(head, f"{{multiverse.ebi{place}.universes}}", *cells, indent=indent)

"""How the scales are scored, and how reliable they were on each occasion."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.reliability import SCORES
from analysis.tables.wording import ABBREVIATIONS
from report.data.dictionary import Dictionary
from report.data.item_scales import Scale
from report.rows.table_parts import interval
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

#: Where the scoring of each scale is published, and the rule in words.
_SOURCES = {
    "qids": "@rush2003",
    "starp": "@mcguire-snieckus2007",
    "ebi": "@roseman2019",
    "meq": "@barrett2015",
}
_RULES = {
    "sum": "sum of the items",
    "mean": "mean of the items",
    "prorated": "mean of the answered items times their number",
    "group_maxima": "sum of the domains, of each the largest answer",
}
_OCCASIONS = {
    "baseline": "baseline",
    "midline": "midline",
    "endpoint": "endpoint",
    "session_1": "first session",
    "session_2": "second session",
}


@table
def scale_reliability(items_dictionary: Dictionary) -> Table:
    """A group for each instrument, a line for each scale or subscale on each occasion."""
    columns = (
        *(Column("Scale and occasion", "left"), Column("*k*"), Column("*n*")),
        *(Column("α"), Column("{protocol.confidence_level}% CI"), Column("ω")),
        Column("{protocol.confidence_level}% CI"),
    )
    rows: list[TableRow] = []
    for name, scale in items_dictionary.scales.items():
        turned = ", some of them reversed" if scale.reversed else ""
        rows.append(group(f"{scale.instrument}: {_RULES[scale.rule]}{turned}; {_SOURCES[name]}"))
        rows += _lines(name, scale)
    notes = (
        "*Note.* Participants of both arms with all answers; *k* = items, or domains of the QIDS; α = Cronbach's alpha "
        "with Feldt's interval; ω = McDonald's omega of a single-factor model, estimated by maximum likelihood, with "
        "an interval by the delta method. A dash appears where the model has no proper solution or the items were not "
        f"supplied. {ABBREVIATIONS}",
    )
    return Table("Scoring and reliability of the scales", columns, tuple(rows), notes)


def _lines(name: str, scale: Scale) -> Iterator[TableRow]:
    for each in (scale, *scale.subscales):
        for occasion in (occasion for other, occasion in SCORES if other == name):
            id = f"reliability.{each.name}.{occasion}"
            alpha, omega = (
                (f"{{{id}.{name}.estimate}}", interval(f"{id}.{name}.ci")) for name in ("alpha", "omega")
            )
            words = f"{each.label}, {_OCCASIONS[occasion]}"
            yield row(words, f"{{{id}.items}}", f"{{{id}.n}}", *alpha, *omega, indent=1)

"""Correlations of the measures, and their descriptive statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from analysis.participants import ARMS
from analysis.scales import INCLUDED, MAXIMA, MEASURES, Measure
from analysis.tables.wording import ABBREVIATIONS, STARS
from report.rows.table_parts import DIAGONAL, lettered, lettered_columns, lower_triangle
from report.rows.tables import Cell, Column, Table, TableRow, group, row
from report.study.product import table


def _pair(first: Measure, second: Measure, measures: Sequence[Measure], arm: str) -> str:
    """The id of a correlation, whose earlier measure is named first."""
    ordered = sorted((first, second), key=measures.index)
    return f"correlation.{arm}.{ordered[0].name}_{ordered[1].name}"


def _correlated(place: str, shaded: bool = False) -> Cell:
    return Cell(f"{{{place}.r}}", stars=f"{place}.p", shade=f"{place}.r" if shaded else "")


@table
def correlations() -> Table:
    """Pearson correlations of the measures: the psilocybin arm below the diagonal, the other arm above it."""
    rows = tuple(_both_arms(place, measure) for place, measure in enumerate(MEASURES))
    columns = (Column("Measure", "left"), *lettered_columns(len(MEASURES)))
    pairs = {
        arm: [f"correlation.{arm}.{a.name}_{b.name}" for a, b in combinations(MEASURES, 2)] for arm in ARMS
    }
    first, last = pairs["psilocybin"][0], "correlation.{}.rapport_2_qids_6w.n"
    notes = (
        "*Note.* Below the diagonal, the psilocybin arm; above it, the escitalopram arm. Letters at the head of a "
        "column stand for the measures in the rows. Each correlation uses all participants with both values: "
        f"{{{first}.n}} in the psilocybin and {{{pairs['escitalopram'][0]}.n}} in the escitalopram arm, and "
        f"{{{last.format('psilocybin')}}} and {{{last.format('escitalopram')}}} where rapport, EBI or MEQ of the "
        f"second session is involved. {ABBREVIATIONS}",
        STARS,
    )
    return Table(
        "Correlations between the measures of the path models, both arms", columns, rows, notes, wide=True
    )


def _both_arms(place: int, measure: Measure) -> TableRow:
    def cells() -> Iterator[Cell]:
        for column, other in enumerate(MEASURES):
            if column == place:
                yield Cell(DIAGONAL)
            else:
                arm = "psilocybin" if column < place else "escitalopram"
                yield _correlated(_pair(measure, other, MEASURES, arm))

    return row(lettered(place, measure.short), *cells())


@table
def correlation_matrix() -> Table:
    """All variables of the psilocybin arm, shaded by the size of the correlation."""
    columns = (Column("Variable", "left"), *lettered_columns(len(INCLUDED) - 1))
    rows = tuple(_lower_triangle(place, measure) for place, measure in enumerate(INCLUDED))
    notes = (
        "*Note.* Letters at the head of a column stand for the variables in the rows. The larger a correlation, "
        "whatever its sign, the stronger the colour of its ground. Correlations with rapport, EBI or MEQ of the second "
        f"session rest on {{correlation.psilocybin.rapport_2_qids_6w.n}} participants. {ABBREVIATIONS}",
        STARS,
    )
    caption = (
        "Correlation matrix of all included variables, psilocybin arm (*n* = {flow.psilocybin.analysed})"
    )
    return Table(caption, columns, rows, notes, wide=True)


def _lower_triangle(place: int, measure: Measure) -> TableRow:
    def cell(other: int) -> Cell:
        return _correlated(_pair(measure, INCLUDED[other], INCLUDED, "psilocybin"), shaded=True)

    return row(lettered(place, measure.short), *lower_triangle(place, len(INCLUDED) - 1, cell))


@table
def descriptives() -> Table:
    """Number, mean, standard deviation, median and range of every measure, in each arm."""
    columns = (
        Column("Measure", "left"),
        Column("*n*"),
        Column("*M*"),
        Column("*SD*"),
        Column("*Mdn*"),
        Column("Range"),
    )
    rows: list[TableRow] = []
    for arm in ARMS:
        rows += [
            group(f"{arm.capitalize()} arm"),
            *(_described(arm, measure) for measure in (*MEASURES, *MAXIMA)),
        ]
    notes = (f"*Note.* *Mdn* = median. {ABBREVIATIONS}",)
    return Table("Descriptive statistics of all measures, both arms", columns, tuple(rows), notes)


def _described(arm: str, measure: Measure) -> TableRow:
    place = f"describe.{arm}.{measure.name}"
    cells = (f"{{{place}.{part}}}" for part in ("n", "mean", "sd", "median"))
    return row(measure.short, *cells, f"{{{place}.min}}–{{{place}.max}}", indent=1)

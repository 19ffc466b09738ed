"""The tables of the paper and its supplement."""

from __future__ import annotations

from democracy.dictionary import Composite, Dictionary
from democracy.paths import CHAIN, DIRECT, Model
from report.rows.tables import Cell, Column, Table, TableRow, group, row
from report.study.product import table

DEFINED = {
    "indirect": "Indirect effect of industrialisation",
    "total": "Total effect of industrialisation",
}
CONFIDENCE = "{protocol.confidence_level}% CI"
STARS = (
    "\\* *p* < {protocol.significance_level}. \\*\\* *p* < {protocol.two_stars}. "
    "\\*\\*\\* *p* < {protocol.three_stars}."
)


def interval(prefix: str) -> str:
    """Both bounds in brackets."""
    return f"[{{{prefix}_lower}}, {{{prefix}_upper}}]"


@table
def composites(dictionary: Dictionary) -> Table:
    """Table 1: reliability, mean, spread and correlations of the composites."""
    first, second, _ = dictionary.composites
    columns = (
        Column("Composite", "left"),
        Column("α"),
        Column("*M*"),
        Column("*SD*"),
        Column(f"*r* with {first.label.lower()}"),
        Column(f"*r* with {second.label.lower()}, {{protocol.{second.year}}}"),
    )
    rows = tuple(_composite(each, dictionary) for each in dictionary.composites)
    note = (
        "*Note.* *N* = {sample.countries} countries. Composites are means of their indicators; α is Cronbach's "
        f"coefficient of reliability. {STARS}"
    )
    return Table("Composites, their reliability and correlations", columns, rows, (note,))


def _composite(composite: Composite, dictionary: Dictionary) -> TableRow:
    place = f"describe.{composite.name}"
    earlier = dictionary.composites[: dictionary.composites.index(composite)]
    pairs = [f"correlation.{each.name}_{composite.name}" for each in earlier][:2]
    cells = [Cell(f"{{{pair}.r}}", stars=f"{pair}.p") for pair in pairs]
    blank = [Cell("")] * (2 - len(cells))
    return row(
        composite.dated,
        f"{{reliability.{composite.name}.alpha}}",
        f"{{{place}.mean}}",
        f"{{{place}.sd}}",
        *cells,
        *blank,
    )


@table
def effects(dictionary: Dictionary) -> Table:
    """Table 2: paths and effects of both models, raw and standardised."""
    columns = (
        Column("Effect", "left"),
        Column("*b*"),
        Column("*SE*"),
        Column(CONFIDENCE),
        Column("*p*"),
        Column("β"),
    )
    rows: list[TableRow] = []
    for model in (DIRECT, CHAIN):
        rows.append(group(model.title))
        rows += [_path(model, *arrow, dictionary) for arrow in model.arrows]
        rows += [_effect(f"{model.name}.{name}", DEFINED[name]) for name in model.defined]
    note = (
        "*Note.* *b* = raw coefficient with its standard error, Wald interval and *p*-value; β = standardised "
        "coefficient. Effects of industrialisation are those on democracy in {protocol.year_second}."
    )
    return Table("Paths and effects of both models", columns, tuple(rows), (note,))


def _path(model: Model, predictor: str, outcome: str, dictionary: Dictionary) -> TableRow:
    words = f"{dictionary[predictor].dated} → {dictionary[outcome].dated}"
    return _effect(f"{model.name}.{outcome}_on_{predictor}", words)


def _effect(place: str, words: str) -> TableRow:
    numbers = (f"{{{place}.{part}}}" for part in ("p", "beta"))
    return row(words, f"{{{place}.b}}", f"{{{place}.se}}", interval(f"{place}.ci"), *numbers, indent=1)


@table
def indicators(dictionary: Dictionary) -> Table:
    """Table S1: all indicators."""
    columns = (
        Column("Indicator", "left"),
        Column("*M*"),
        Column("*SD*"),
        Column("*Mdn*"),
        Column("Min"),
        Column("Max"),
    )
    rows: list[TableRow] = []
    for composite in dictionary.composites:
        rows.append(group(composite.dated))
        for each in composite.indicators:
            parts = ("mean", "sd", "median", "min", "max")
            rows.append(row(each.label, *(f"{{describe.{each.name}.{part}}}" for part in parts), indent=1))
    note = (
        "*Note.* *N* = {sample.countries} countries. Ratings of democracy run from {protocol.rating_min} to "
        "{protocol.rating_max}; measures of industrialisation are on the transformed scales of the source."
    )
    return Table("Indicators of industrialisation and democracy", columns, tuple(rows), (note,))


@table
def latent_and_composite(dictionary: Dictionary) -> Table:
    """Table S2: the paths between latent variables beside those between composites."""
    columns = (
        Column("Path", "left"),
        Column("*b*, latent"),
        Column("*SE*, latent"),
        Column("β, latent"),
        Column("β, composites"),
    )
    rows = [_beside(*arrow, dictionary) for arrow in DIRECT.arrows]
    note = (
        "*Note.* Latent variables: χ²({latent.fit.df}) = {latent.fit.chisq}, *p* = {latent.fit.p}; CFI = "
        "{latent.fit.cfi}; RMSEA = {latent.fit.rmsea}. CFI = comparative fit index; RMSEA = root mean square error "
        f"of approximation. {STARS}"
    )
    return Table("Paths between latent variables and between composites", columns, tuple(rows), (note,))


def _beside(predictor: str, outcome: str, dictionary: Dictionary) -> TableRow:
    path = f"{outcome}_on_{predictor}"
    return row(
        f"{dictionary[predictor].dated} → {dictionary[outcome].dated}",
        f"{{latent.{path}.b}}",
        f"{{latent.{path}.se}}",
        *(Cell(f"{{{model}.{path}.beta}}", stars=f"{model}.{path}.p") for model in ("latent", "direct")),
    )

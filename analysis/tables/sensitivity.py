"""The coefficients and claims of the paper under other defensible choices."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import ESCITALOPRAM_MODELS, PSILOCYBIN_MODELS, Model
from analysis.sensitivity import CLAIMS, KEY_PATHS, MAIN, VARIANTS
from analysis.tables.wording import ABBREVIATIONS, STARS, model_words, path_words
from report.rows.ledger import Ledger
from report.rows.table_parts import sentence_case
from report.rows.tables import Cell, Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (
    Column("Path or claim", "left", 0.4),
    Column("As reported", width=0.12),
    *(Column(variant.title, width=0.12) for variant in VARIANTS),
)
NOTES = (
    "*Note.* Standardised coefficients with significance marks; for a claim, whether it holds. Full information: "
    "maximum likelihood from all records, complete or not, with random covariates and observed information, so that "
    "standard errors can move where nothing is missing. Both doses: first session, participants with a second dose "
    "only. Sample divisor: covariances of the sample, divided by their degrees of freedom. Ties to second: equal "
    "scores in both sessions count as a maximum in the second, not in the first. A dash stands where a "
    f"variant does not concern the model. {ABBREVIATIONS}",
    STARS,
)


@table
def sensitivity(ledger: Ledger) -> Table:
    """Key paths of each model, then the claims, under each variant."""
    rows: list[TableRow] = []
    for model in PSILOCYBIN_MODELS:
        rows += [group(model_words(model)), _cells(model, "*n*", "n")]
        rows += [_path(model, name) for name in KEY_PATHS[model.name]]
    for model in ESCITALOPRAM_MODELS:
        rows += [group(model_words(model)), _cells(model, "*n*", "n")]
        rows += [_path(model, name) for name in KEY_PATHS[model.name]]
        rows += [_cells(model, "χ²", "fit.chisq")]
    rows += [group("Claims"), *_claims(ledger)]
    caption = "Key paths and claims under variants of the analysis"
    return Table(caption, COLUMNS, tuple(rows), NOTES)


def _cells(model: Model, head: str, part: str) -> TableRow:
    """A statistic of the model as reported and under each variant."""
    others = (
        f"{{sensitivity.{variant.name}.{model.name}.{part}}}" if model in variant.models else "–"
        for variant in VARIANTS
    )
    return row(head, f"{{{model.name}.{part}}}", *others, indent=1)


def _path(model: Model, name: str) -> TableRow:
    place = f"{model.name}.{name}"
    places = [place]
    places += [
        f"sensitivity.{variant.name}.{place}" if model in variant.models else "" for variant in VARIANTS
    ]
    cells = (Cell(f"{{{each}.beta}}", stars=f"{each}.p") if each else Cell("–") for each in places)
    return row(path_words(model, name), *cells, indent=1)


def _claims(ledger: Ledger) -> Iterator[TableRow]:
    for claim in CLAIMS:
        ids = (
            f"sensitivity.{name}.claim.{claim}" for name in (MAIN, *(variant.name for variant in VARIANTS))
        )
        label = sentence_case(ledger.claim(f"claim.{claim}").label)
        yield row(label, *(f"{{{id}}}" if id in ledger else "–" for id in ids), indent=1)

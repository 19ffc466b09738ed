"""Claims that an effect is undecided because its Wald test and its bootstrap intervals disagree."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator

from analysis.models import MODELS, Model
from analysis.rows import Rows, number, significant
from report.results.bootstrap_rows import METHODS, bound_ids
from report.rows.stat import Claim
from report.study.product import claims


@claims
def undecided(
    psilocybin_models: Rows,
    escitalopram_ebi: Rows,
    escitalopram_meq: Rows,
    bootstrap_psilocybin: Rows,
    bootstrap_escitalopram: Rows,
) -> Iterator[Claim]:
    """For each path, covariance and effect: whether p < .05 and either interval's excluding 0 disagree."""
    others = (escitalopram_ebi, escitalopram_meq, bootstrap_psilocybin, bootstrap_escitalopram)
    rows = ChainMap(*map(dict, (psilocybin_models, *others)))
    for model in MODELS:
        for path in _paths(model, rows):
            yield disagreement(path, rows)


def _paths(model: Model, rows: Rows) -> list[str]:
    return [
        id.removesuffix(".beta_se")
        for id in rows
        if id.startswith(f"{model.name}.") and id.endswith(".beta_se")
    ]


def disagreement(path: str, rows: Rows) -> Claim:
    """The claim that the test of an effect and its bootstrap intervals do not all agree."""
    bounds = [bound_ids(path, method) for method in METHODS]
    excludes = [number(rows, lower) > 0 or number(rows, upper) < 0 for lower, upper in bounds]
    evidence = (f"{path}.p", *(id for pair in bounds for id in pair))
    label = rows[f"{path}.p"].label.removeprefix("p-value of the raw coefficient: ")
    verdicts = {significant(rows, path), *excludes}
    return Claim(
        f"{path}.undecided", len(verdicts) > 1, f"test and bootstrap intervals disagree: {label}", evidence
    )

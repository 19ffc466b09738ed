"""Path models refitted from a printed correlation matrix: every printed path, p-value and R² is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from report.audit.agreement import reported_span
from report.audit.checks import Check, Rule
from report.audit.model_facts import KnownCorrelations, ModelFacts, models_of, places_of
from report.audit.numbers import PrintedNumber, Span, shown
from report.audit.papers import Paper
from report.audit.printed_matrices import DOUBTFUL, matrix_for
from report.audit.text_models import models_in_text

if TYPE_CHECKING:
    from report.pathmodels.results import PathFit

#: Samples and predictors that the equations of a text may leave out.
_OTHER = re.compile(
    rf"{DOUBTFUL.pattern}|covariate|controll\w* for|adjust\w* for|multi-?group|weighted|instrument\w* variable"
    "|clustered",
    re.IGNORECASE,
)
#: A quantity of a fit, such as the standardised estimate of a path.
Read = Callable[["PathFit"], float | None]


def check_refits(paper: Paper) -> Iterator[Check]:
    """A check of each printed number of each model whose correlations are given, or printed in a table or the text."""
    for model in models_of(paper):
        if model.correlations is not None:
            yield from _model(paper, model, model.correlations)
        elif (printed := matrix_for(paper, model.variables)) is not None:
            yield from (_doubted(check, DOUBTFUL, paper) for check in _model(paper, model, printed))
    for model in models_in_text(paper):
        if model.correlations is not None:
            yield from (_doubted(check, _OTHER, paper) for check in _model(paper, model, model.correlations))


def _doubted(check: Check, words: re.Pattern[str], paper: Paper) -> Check:
    """The check; a finding is worth a look where other cases or predictors, or a lost sign of a PDF, may explain it."""
    doubtful = paper.format == "pdf" or words.search(paper.text)
    return replace(check, severity="worth a look") if doubtful and check.verdict == "finding" else check


def _model(paper: Paper, model: ModelFacts, given: KnownCorrelations) -> Iterator[Check]:
    from report.pathmodels.errors import ModelError

    try:
        fits = _fits(model, given)
    except (ModelError, ValueError) as error:
        reason = f"the model cannot be estimated from the matrix: {error}"
        yield Check("refit", "not checkable", (), f"{model.name}: correlation matrix", reason=reason)
        return
    for name, reported, allowed, reads, numbers in _printed(model, paper.alpha):
        spans = [span for read in reads if (span := _span([read(fit) for fit in fits])) is not None]
        if spans:
            found = next((span for span in spans if span.meets(allowed)), spans[0])
            yield _checked(paper, f"{model.name}: {name} {reported.text}", found, allowed, numbers)


def _fits(model: ModelFacts, given: KnownCorrelations) -> list[PathFit]:
    """The fit of the printed matrix, then two for each correlation at the ends of its rounding interval."""
    fits = [_fit(model, given)]
    for place in given.places:
        for step in (-given.half, given.half):
            fits.append(_fit(model, given.moved(place, step)))
    return fits


def _fit(model: ModelFacts, given: KnownCorrelations) -> PathFit:
    from pandas import DataFrame

    from report.audit.exact_samples import sample_of
    from report.pathmodels import fit

    return fit(model.syntax, DataFrame(sample_of(given.matrix, model.n), columns=list(given.variables)))


def _span(values: Sequence[float | None]) -> Span | None:
    """The values that rounding of the matrix allows: deviations of single correlations added up."""
    known = [value for value in values if value is not None]
    if len(known) != len(values):
        return None
    centre, ends = known[0], known[1:]
    pairs = zip(ends[::2], ends[1::2], strict=True)
    reach = sum(max(abs(one - centre), abs(other - centre)) for one, other in pairs)
    return Span(centre - reach, centre + reach)


def _printed(
    model: ModelFacts, alpha: float
) -> Iterator[tuple[str, PrintedNumber, Span, tuple[Read, ...], tuple[PrintedNumber | None, ...]]]:
    """Each printed number with its place; β and R² by the variances of the model or of the sample."""
    for path in model.paths:
        label, numbers = f"{path.predictor} → {path.outcome}", (path.beta, path.p)
        if path.beta:
            allowed = Span(path.beta.low, path.beta.high)
            yield (
                f"β of {label} =",
                path.beta,
                allowed,
                (
                    _of_path(path.outcome, path.predictor, "std"),
                    _of_path(path.outcome, path.predictor, "est"),
                ),
                numbers,
            )
        if path.p:
            read = _of_path(path.outcome, path.predictor, "p")
            yield f"p of {label} =", path.p, reported_span(path.p, alpha), (read,), numbers
    for each in model.explained:
        if each.whole:
            allowed = Span(each.r2.low, each.r2.high)
            reads = (_of_outcome(each.outcome), _of_residual(each.outcome))
            yield f"R² of {each.outcome} =", each.r2, allowed, reads, (each.r2,)


def _of_path(outcome: str, predictor: str, field: str) -> Read:
    def read(fit: PathFit) -> float | None:
        rows = [each for each in fit.estimates if (each.lhs, each.op, each.rhs) == (outcome, "~", predictor)]
        return getattr(rows[0], field) if rows else None

    return read


def _of_outcome(outcome: str) -> Read:
    return lambda fit: fit.r2.get(outcome)


def _of_residual(outcome: str) -> Read:
    """R² by the variance of the sample, which is one."""

    def read(fit: PathFit) -> float | None:
        rows = [each for each in fit.estimates if (each.lhs, each.op, each.rhs) == (outcome, "~~", outcome)]
        return 1 - rows[0].est if rows else None

    return read


def _checked(
    paper: Paper, statement: str, found: Span, allowed: Span, numbers: tuple[PrintedNumber | None, ...]
) -> Check:
    computed = f"the printed correlations give {shown((found.low + found.high) / 2)}, {found} with rounding"
    places = places_of(paper, *numbers)
    values: dict[str, float | str | None] = {"low": found.low, "high": found.high}
    if found.meets(allowed):
        return Check("refit", "agrees", places, statement, computed, values=values)
    question = (
        f"Re-estimated, {computed}. Is the number, a correlation or the model different from the printed one?"
    )
    return Check("refit", "finding", places, statement, computed, "inconsistent", question, values=values)


RULE = Rule(
    name="refit",
    title="path model estimated from the printed correlations",
    formula="maximum likelihood on a sample of N cases with exactly the printed correlations; β and R² by the "
    "variances that the model implies, or by those of the sample",
    source="the project's path-model engine, which agrees with lavaan (docs/sem.md)",
    needs="a model in the facts with `correlations`, or whose variables are the names of a table of correlations or "
    "covariances or of sentences (`r(x, y) = .42`); or equations in the text (`y ~ x + z`, `y = b0 + b1 x + e`), "
    "such a matrix, one N, and β in rows (`x → y`) or sentences (`x predicted y`) or R²",
    rounding="each correlation moves to both ends of its rounding interval; the deviations are added",
    abstains="a matrix that is not positive definite, a model without estimates, variables of two matrices. With "
    "printed matrices, pairwise, imputed and latent correlations, covariates and PDF files are worth a look",
    run=check_refits,
)

"""Computes all statistics with targets, for a batch of candidate data sets.

A candidate is a table of participants x measures (order of MEASURES); the participants with both sessions
come first. The keys follow data/published.yaml; a p-value `….p` appears as its Wald statistic `….z`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.synthetic.closed_form import Array, PathFit, PathModel, fit_path
from analysis.synthetic.descriptives import (
    change_statistics,
    correlation_statistics,
    correlations,
    count_statistics,
    covariances,
    marginal_statistics,
    pooled_correlation,
)
from analysis.synthetic.structure import (
    ACUTE,
    MAXIMA,
    MEASURES,
    PRINTED,
    primary,
    serial_chain,
    session_one,
    session_two,
)

COLUMNS = MEASURES + MAXIMA
PLACE = {name: index for index, name in enumerate(COLUMNS)}
SHARED = {
    "qids6w_on_qids0": "qids0_qids6w",
    "qids6w_on_qidsmid": "qidsmid_qids6w",
    "starp2_on_starp1": "starp1_starp2",
}
"""Shared variances that are targets, with their correlations, which must be positive."""
Statistics = dict[str, Array]
Mask = NDArray[np.bool_]


def later_maximum(scores: Array, complete: int) -> Mask:
    """Return, for EBI and MEQ, whether session 2 is the maximum (batch x participants x 2)."""
    later = np.stack(
        [scores[:, :, PLACE[f"{acute}_2"]] > scores[:, :, PLACE[f"{acute}_1"]] for acute in ACUTE], axis=2
    )
    later[:, complete:] = False
    return later


def with_maxima(scores: Array, later: Mask) -> Array:
    """Append the maximum of each acute measure, and alliance and rapport of its session."""
    extended = np.empty((*scores.shape[:2], len(COLUMNS)))
    extended[:, :, : len(MEASURES)] = scores
    for side, acute in enumerate(ACUTE):
        for target, source in (
            (f"starp_{acute}", "starp"),
            (f"rapport_{acute}", "rapport"),
            (f"{acute}_max", acute),
        ):
            first, second = scores[:, :, PLACE[f"{source}_1"]], scores[:, :, PLACE[f"{source}_2"]]
            extended[:, :, PLACE[target]] = np.where(later[:, :, side], second, first)
    return extended


def select(covariance: Array, model: PathModel) -> Array:
    """Return the covariances of one model's variables, in its own order."""
    places = [PLACE[name] for name in model.variables]
    return covariance[:, places][:, :, places]


def path_statistics(fit: PathFit) -> Iterator[tuple[str, Array]]:
    """Yield beta and z of each path, R squared of each outcome, and the serial indirect effect."""
    name = fit.model.name
    for outcome, predictor in fit.slope:
        path = f"{name}.{PRINTED[outcome]}~{PRINTED[predictor]}"
        yield f"{path}.beta", fit.standardized(outcome, predictor)
        yield f"{path}.z", fit.wald(outcome, predictor)
    for outcome in fit.model.outcomes:
        yield f"{name}.r2.{PRINTED[outcome]}", fit.explained(outcome)
    beta, wald = fit.indirect(serial_chain(fit.model))
    yield f"{name}.indirect.starp.beta", beta
    yield f"{name}.indirect.starp.z", wald


def fit_statistics(fit: PathFit, cases: int) -> Iterator[tuple[str, Array]]:
    """Yield the fit indices of an overidentified model."""
    yield f"{fit.model.name}.chisq", fit.chi_square
    yield f"{fit.model.name}.cfi", fit.comparative_fit()
    yield f"{fit.model.name}.rmsea", fit.approximation_error(cases)


def primary_statistics(covariance: Array, cases: int) -> Iterator[tuple[str, Array]]:
    """Yield the confirmatory models' statistics and what they add to baseline severity."""
    baseline = correlations(covariance)[:, PLACE["qids_0"], PLACE["qids_6w"]] ** 2
    for acute in ACUTE:
        model = primary(acute)
        fit = fit_path(model, select(covariance, model), cases)
        yield from path_statistics(fit)
        yield from fit_statistics(fit, cases)
        yield f"{model.name}.r2_added", fit.explained("qids_6w") - baseline


def session_statistics(
    covariance: Array, complete: Array, cases: int, pairs: int
) -> Iterator[tuple[str, Array]]:
    """Yield the session models' statistics; session 2 uses the participants with both sessions."""
    midline = correlations(covariance)[:, PLACE["qids_mid"], PLACE["qids_6w"]] ** 2
    for acute in ACUTE:
        first, second = session_one(acute), session_two(acute)
        fit = fit_path(first, select(covariance, first), cases)
        yield from path_statistics(fit)
        yield from fit_statistics(fit, cases)
        fit = fit_path(second, select(complete, second), pairs)
        yield from path_statistics(fit)
        yield f"{second.name}.r2_added", fit.explained("qids_6w") - midline


def shared_paths(statistics: Statistics) -> Iterator[tuple[str, Array]]:
    """Yield the session-2 paths that are the same in the EBI and the MEQ model, under one name."""
    for key in ("starp2~qidsmid.beta", "starp2~qidsmid.z", "rap2~qidsmid.beta", "rap2~qidsmid.z"):
        yield f"session2.{key}", statistics[f"session2.ebi.{key}"]


def evaluate(scores: Array, complete: int, later: Mask | None = None) -> Statistics:
    """Return all statistics of a batch (batch x participants x measures), each an array over the batch."""
    chosen = later_maximum(scores, complete) if later is None else later
    extended = with_maxima(scores, chosen)
    everyone, pairs = covariances(extended), covariances(extended[:, :complete, : len(MEASURES)])
    found: Statistics = dict(correlation_statistics(everyone, pairs))
    for describe in (marginal_statistics, count_statistics, change_statistics):
        found.update(describe(scores, complete))
    found.update(primary_statistics(everyone, scores.shape[1]))
    found.update(session_statistics(everyone, pairs, scores.shape[1], complete))
    found.update(shared_paths(found))
    found["r.ebi_meq"] = pooled_correlation(scores, complete)
    for name, pair in SHARED.items():
        found[f"r2.{name}"] = found[f"r.{pair}"] * np.abs(found[f"r.{pair}"])
    return found

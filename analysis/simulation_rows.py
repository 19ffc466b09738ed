"""Rows of the simulations: power, bias, coverage and convergence, each with its Monte Carlo standard error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.models import ACUTE_LABEL
from analysis.rows import Rows, number
from analysis.simulations import (
    BLOCK,
    FINE_RESAMPLES,
    INDIRECT,
    MODELS,
    REPLICATIONS,
    RESAMPLES,
    SIZES,
    population,
)
from analysis.thresholds import LEVELS
from analysis.trial import Arm
from report.results.simulation_rows import estimation_rows, method_rows, successful_cells, summarised
from report.rows.stat import Claim, Row, Stat
from report.study.product import claims, stats, value

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels.simulation import SimulationSummary

#: The methods by their name in records: their name in ids and in words.
METHODS = {
    "wald": ("delta", "Wald test and delta-method interval"),
    "percentile": ("percentile", "percentile bootstrap"),
    "corrected": ("corrected", "bias-corrected bootstrap"),
}
#: Power that studies usually plan for (Cohen, 1988).
ADEQUATE = 0.8
#: Largest distance of a coverage from its level that counts as close (Bradley, 1978: half of the error rate).
TOLERANCE = 0.025


@value
def true_effects(psilocybin: Arm) -> dict[str, dict[str, float]]:
    """The true standardised values in the population of each model."""
    found = {acute: population(psilocybin, acute) for acute in MODELS}
    return {acute: dict(zip(each.names, each.std.tolist(), strict=True)) for acute, each in found.items()}


@stats
def simulation_settings() -> Iterator[Row]:
    """How the simulations were done."""
    settings = {
        "replications": (REPLICATIONS, "simulated data sets of each cell"),
        "resamples": (RESAMPLES, "bootstrap resamples of each simulated data set, all sample sizes"),
        "fine_resamples": (
            FINE_RESAMPLES,
            "bootstrap resamples of each simulated data set of the arm's size",
        ),
        "smallest": (min(SIZES), "smallest simulated sample"),
        "largest": (max(SIZES), "largest simulated sample"),
    }
    for name, (count, text) in settings.items():
        yield Stat(f"simulation.{name}", count, "count", text)
    yield Stat("simulation.adequate", ADEQUATE, "unit", "power that studies usually plan for (Cohen, 1988)")


@stats
def power_rows(simulated_power: DataFrame, true_effects: dict[str, dict[str, float]]) -> Iterator[Row]:
    """The indirect effect for each number of cases, instrument and method."""
    indirect = simulated_power[simulated_power["effect"] == INDIRECT]
    for (acute, n, effect, method), frame in successful_cells(indirect, "acute", "n", "effect", "method"):
        words = f"{_words(acute, effect)}, {METHODS[method][1]}, n = {n}"
        found = summarised(frame, effect, method, true_effects[acute][effect])
        prefix = f"power.{acute}.n{n}.{_part(effect)}"
        yield from _rows(prefix, method, found, words, int(n), acute)


@stats
def coverage_rows(simulated_coverage: DataFrame, true_effects: dict[str, dict[str, float]]) -> Iterator[Row]:
    """The printed intervals: each path and effect of the confirmatory models, each method."""
    for (acute, effect, method), frame in successful_cells(simulated_coverage, "acute", "effect", "method"):
        words = f"{_words(acute, effect)}, {METHODS[method][1]}, sample of the size of the arm"
        found = summarised(frame, effect, method, true_effects[acute][effect])
        yield from _rows(f"coverage.{acute}.{_part(effect)}", method, found, words, None, acute)


def _part(effect: str) -> str:
    """An effect as a part of an id: qids_6w_on_ebi_max."""
    return effect.replace(" ~ ", "_on_")


def _words(acute: str, effect: str) -> str:
    return f"{effect}, model of {ACUTE_LABEL[acute]}"  # type: ignore[index]


def _rows(
    prefix: str, method: str, found: SimulationSummary, words: str, n: int | None, acute: str
) -> Iterator[Stat]:
    name = METHODS[method][0]
    about = {
        "group": "psilocybin",
        "model": f"primary.{acute}",
        "statistic": f"simulation_{name}",
        "acute": acute,
        **({} if n is None else {"n": str(n)}),
    }
    if method == "wald":
        yield from estimation_rows(prefix, found, words, n, about)
    yield from method_rows(f"{prefix}.{name}", found, words, n, about)


@stats
def power_summary(
    power_rows: Rows, coverage_rows: Rows, simulated_power: DataFrame, simulated_coverage: DataFrame
) -> Iterator[Row]:
    """The smallest simulated sample with adequate power, the largest Monte Carlo error, and failures."""
    for acute in MODELS:
        for name, words in METHODS.values():
            reached = [
                n
                for n in SIZES
                if number(power_rows, f"power.{acute}.n{n}.{INDIRECT}.{name}.power") >= ADEQUATE
            ]
            text = f"smallest simulated sample with adequate power: {_words(acute, INDIRECT)}, {words}"
            yield Stat(f"power.{acute}.{name}.adequate_n", min(reached, default=None), "count", text)
    errors = [
        number(rows, id)
        for rows in (power_rows, coverage_rows)
        for id in rows
        if id.endswith(("power_se", "coverage_se"))
    ]
    yield Stat(
        "simulation.largest_error", max(errors), "fixed3", "largest Monte Carlo error of a power or coverage"
    )
    failed = sum(int((frame["failure"] != "").sum()) for frame in (simulated_power, simulated_coverage))
    yield Stat("simulation.failed", failed * BLOCK, "count", "simulated data sets lost to a failure")


@claims
def simulation_unbiased(power_rows: Rows) -> Iterator[Claim]:
    """Every bias of an indirect effect is within 0.02, a tenth of a moderate effect."""
    ids = tuple(f"power.{acute}.n{n}.{INDIRECT}.bias" for acute in MODELS for n in SIZES)
    holds = all(abs(number(power_rows, id)) < 0.02 for id in ids)
    yield Claim("claim.simulation_unbiased", holds, "the indirect effects are practically unbiased", ids)


@claims
def simulation_converged(power_rows: Rows) -> Iterator[Claim]:
    """Every simulated data set could be estimated."""
    ids = tuple(f"power.{acute}.n{n}.{INDIRECT}.converged" for acute in MODELS for n in SIZES)
    holds = all(number(power_rows, id) == 1 for id in ids)
    yield Claim("claim.simulation_converged", holds, "every simulated data set could be estimated", ids)


@claims
def arm_underpowered(coverage_rows: Rows) -> Iterator[Claim]:
    """At the size of the arm neither Wald test of an indirect effect has adequate power."""
    ids = tuple(f"coverage.{acute}.{INDIRECT}.delta.power" for acute in MODELS)
    holds = all(number(coverage_rows, id) < ADEQUATE for id in ids)
    yield Claim("claim.arm_underpowered", holds, "neither test of an indirect effect has adequate power", ids)


@claims
def delta_too_short(coverage_rows: Rows) -> Iterator[Claim]:
    """Both delta-method intervals of the indirect effects cover less often than their level less the tolerance."""
    ids = tuple(f"coverage.{acute}.{INDIRECT}.delta.coverage" for acute in MODELS)
    holds = all(number(coverage_rows, id) < LEVELS.confidence - TOLERANCE for id in ids)
    yield Claim(
        "claim.delta_too_short", holds, "delta-method intervals of the indirect effects are too short", ids
    )


@claims
def corrected_near_level(coverage_rows: Rows) -> Iterator[Claim]:
    """Both bias-corrected intervals of the indirect effects cover as often as their level, within the tolerance."""
    ids = tuple(f"coverage.{acute}.{INDIRECT}.corrected.coverage" for acute in MODELS)
    holds = all(abs(number(coverage_rows, id) - LEVELS.confidence) <= TOLERANCE for id in ids)
    text = "bias-corrected intervals of the indirect effects come close to their level"
    yield Claim("claim.corrected_near_level", holds, text, ids)

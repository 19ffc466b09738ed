"""Rows of the multiverse: each universe, and summaries over all universes and over those with one option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.models import ACUTE_LABEL
from analysis.rows import Rows, number
from report.drawing import Decision
from report.results.universe_rows import universe_summary
from report.rows.stat import Claim, Row, Stat
from report.study.product import claims, stats

if TYPE_CHECKING:
    from pandas import DataFrame

EFFECT = "indirect effect"
#: The decisions with their options and the option of the main analysis, in the order of tables and figures.
DECISIONS = (
    Decision(
        "sessions",
        "Sessions",
        {"max": "stronger session", "mean": "mean of sessions", "sum": "sum of both sessions"},
        main="max",
    ),
    Decision(
        "cases",
        "Participants",
        {"all": "all analysed", "both_doses": "both doses only", "no_outliers": "without outliers"},
        main="all",
    ),
    Decision(
        "missing",
        "Missing data",
        {"listwise": "complete cases", "fiml": "full information"},
        main="listwise",
    ),
    Decision(
        "covariates",
        "Covariates",
        {"baseline": "baseline severity", "baseline_age": "severity and age", "none": "no covariate"},
        main="baseline",
    ),
    Decision(
        "direct",
        "Direct paths",
        {"none": "no direct paths", "direct": "direct paths added"},
        main="none",
    ),
    Decision("divisor", "Covariances", {"n": "divisor N", "n-1": "sample divisor"}, main="n"),
    Decision(
        "inference",
        "Inference",
        {
            "normal": "normal SE",
            "robust": "robust SE",
            "percentile": "percentile bootstrap",
            "corrected": "bias-corrected bootstrap",
        },
        main="normal",
    ),
)


def part_of(option: str) -> str:
    """An option as a part of an id."""
    return option.replace("n-1", "n_minus_one")


@stats
def multiverse_rows(multiverse: DataFrame) -> Iterator[Row]:
    """The effect in every universe, then the summaries."""
    yield Stat("multiverse.universes", len(multiverse), "count", "universes of the multiverse")
    failed = int((multiverse["failure"] != "").sum())
    yield Stat("multiverse.failed", failed, "count", "universes without an estimate")
    for place, record in enumerate(multiverse.to_dict("records"), 1):
        yield _universe(place, record)
    for acute, label in ACUTE_LABEL.items():
        own = multiverse[multiverse["acute"] == acute]
        about = {"acute": acute}
        yield from universe_summary(f"multiverse.{acute}", own, EFFECT, label, about)
        for decision in DECISIONS:
            for option, words in decision.options.items():
                prefix = f"multiverse.{acute}.{decision.key}.{part_of(option)}"
                chosen = own[own[decision.key] == option]
                yield from universe_summary(
                    prefix, chosen, EFFECT, f"{label}, {words}", {**about, decision.key: option}
                )


def _universe(place: int, record: dict[Any, Any]) -> Stat:
    words = "; ".join(each.options[str(record[each.key])] for each in DECISIONS)
    label = f"standardised indirect effect, {ACUTE_LABEL[record['acute']]}: {words}"
    about = {
        "group": "psilocybin",
        "model": f"primary.{record['acute']}",
        "acute": str(record["acute"]),
        "statistic": "beta",
        "significant": "yes" if record["significant"] else "no",
        **{each.key: str(record[each.key]) for each in DECISIONS},
    }
    value = None if record["failure"] else float(record["beta"])
    n = None if record["failure"] else int(record["n"])
    return Stat(f"multiverse.u{place:03d}.beta", value, "fixed2", label, symbol="β", n=n, about=about)


@claims
def multiverse_direction(multiverse_rows: Rows) -> Iterator[Claim]:
    """The indirect effect of both instruments is negative in every universe."""
    ids = tuple(f"multiverse.{acute}.negative" for acute in ACUTE_LABEL)
    holds = all(number(multiverse_rows, id) == 1 for id in ids)
    yield Claim(
        "claim.multiverse_direction", holds, "both indirect effects are negative in every universe", ids
    )


@claims
def multiverse_majorities(multiverse_rows: Rows) -> Iterator[Claim]:
    """The indirect effect is significant in more than half of the universes, for each instrument."""
    for acute, label in ACUTE_LABEL.items():
        id = f"multiverse.{acute}.significant"
        holds = number(multiverse_rows, id) > 0.5
        text = f"the indirect effect through {label} is significant in most universes"
        yield Claim(f"claim.multiverse_{acute}_majority", holds, text, (id,))


@claims
def multiverse_ebi_stronger(multiverse_rows: Rows) -> Iterator[Claim]:
    """The median indirect effect is more negative through emotional breakthrough."""
    ids = ("multiverse.ebi.median", "multiverse.meq.median")
    holds = number(multiverse_rows, ids[0]) < number(multiverse_rows, ids[1])
    text = "the median indirect effect is stronger through emotional breakthrough"
    yield Claim("claim.multiverse_ebi_stronger", holds, text, ids)

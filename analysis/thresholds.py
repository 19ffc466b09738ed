"""The conventions for judging effects and fit, each with its source."""

from __future__ import annotations

from collections.abc import Iterator

from report.rows.levels import USUAL
from report.rows.stat import Stat
from report.study.product import stats

LEVELS = USUAL
BETA_MODERATE, BETA_STRONG = 0.2, 0.5
R_WEAK, R_HIGH = 0.3, 0.5
CHISQ_P = 0.05
CFI_ACCEPTABLE, CFI_GOOD = 0.90, 0.95
RMSEA_GOOD, RMSEA_ACCEPTABLE = 0.08, 0.10
NEARLY_HALF = (0.40, 0.50)
APPROXIMATELY = 0.05

#: Value, format and meaning of each threshold; the meaning ends with its source.
THRESHOLDS: dict[str, tuple[float, str, str]] = {
    "alpha": (LEVELS.alpha, "unit", "two-sided level below which an effect is significant"),
    "trend": (LEVELS.trend, "unit", "two-sided level below which an effect is at trend level"),
    "beta.moderate": (BETA_MODERATE, "unit", "smallest moderate standardised coefficient (Acock, 2014)"),
    "beta.strong": (
        BETA_STRONG,
        "unit",
        "standardised coefficient above which an effect is strong (Acock, 2014)",
    ),
    "r.weak": (R_WEAK, "unit", "correlation below which an association is weak (Cohen, 1988)"),
    "r.high": (R_HIGH, "unit", "smallest high correlation (Cohen, 1988)"),
    "chisq_p.acceptable": (
        CHISQ_P,
        "unit",
        "p-value of chi-square above which a model fits (Hooper et al., 2008)",
    ),
    "cfi.acceptable": (CFI_ACCEPTABLE, "unit", "smallest CFI of acceptable fit (Awang, 2014)"),
    "cfi.good": (CFI_GOOD, "unit", "smallest CFI of good fit (Hooper et al., 2008)"),
    "rmsea.acceptable": (RMSEA_ACCEPTABLE, "unit", "largest RMSEA of acceptable fit (Hooper et al., 2008)"),
    "rmsea.good": (RMSEA_GOOD, "unit", "largest RMSEA of good fit (Hair et al., 2010)"),
    "nearly_half.lower": (
        NEARLY_HALF[0],
        "unit",
        "smallest share of variance that the text calls nearly half",
    ),
    "nearly_half.upper": (NEARLY_HALF[1], "unit", "share of variance that nearly half stays below"),
    "approximately": (
        APPROXIMATELY,
        "unit",
        "largest difference of explained variances that are about the same",
    ),
}


#: The levels of the significance marks.
STARS = {
    "one_star": (LEVELS.significance[0], "unit"),
    "two_stars": (LEVELS.significance[1], "unit"),
    "three_stars": (LEVELS.significance[2], "unit3"),
}


@stats
def thresholds_of_judgement() -> Iterator[Stat]:
    """The thresholds that the text and its claims use."""
    for name, (number, format, text) in THRESHOLDS.items():
        yield Stat(f"threshold.{name}", number, format, text, about={"statistic": "threshold"})
    for name, (number, format) in STARS.items():
        text = f"level below which an effect is marked by {name.replace('_', ' ')}"
        yield Stat(f"threshold.{name}", number, format, text, about={"statistic": "threshold"})

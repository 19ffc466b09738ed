"""Rows of semopy's fit indices next to those of the engine, with the reasons where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.results.path_statistics import BASELINE, EMPTY_WHEN_SATURATED, FIT, Statistic
from report.rows.stat import Stat

if TYPE_CHECKING:
    from report.pathmodels import PathFit, SemopyAgreement

#: The indices to compare, by their names among the rows; semopy does not compute the others.
COMPARED = tuple(
    part for part in (*FIT, *BASELINE) if part.name not in ("rmsea_ci_lower", "rmsea_ci_upper", "rmsea_p")
)


@dataclass(frozen=True)
class Compared:
    """A model as estimated by the engine and by semopy."""

    fit: PathFit
    semopy: SemopyAgreement

    def reason(self, part: Statistic) -> str:
        """Why an index differs; an empty string if it agrees."""
        if self.fit.saturated and part.name in EMPTY_WHEN_SATURATED and part.name != "srmr":
            return "the model is saturated, so the data do not test it"
        return self.semopy.index(part.attribute).reason

    @property
    def largest_difference(self) -> float:
        """The largest difference between the estimates, in standard errors."""
        pairs = self.semopy.estimates
        return max(abs(pair.ours - pair.semopy) / pair.ours_se for pair in pairs if pair.ours_se)


def comparison_rows(prefix: str, compared: Compared, words: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """semopy's value of each index, then the largest difference between the estimates."""
    n = compared.fit.n
    for part in COMPARED:
        number = compared.semopy.index(part.attribute).semopy
        text, place = f"semopy's {part.words}, {words}", {**about, "statistic": part.name}
        yield Stat(f"{prefix}.{part.name}", number, part.format, text, part.symbol, n, about=place)
    text = f"largest difference of an estimate from semopy's, in standard errors, {words}"
    yield Stat(f"{prefix}.estimates", compared.largest_difference, "fixed3", text, n=n, about=about)

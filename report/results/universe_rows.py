"""Rows that summarise an effect over the universes of a multiverse analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame


def universe_summary(
    prefix: str, frame: DataFrame, effect: str, words: str, about: Mapping[str, str] | None = None
) -> Iterator[Stat]:
    """Number of universes, median and range of a standardised effect, shares that are negative and significant.

    The columns are `beta`, `significant` and `failure`, a text that is empty for universes with an estimate. `report
    trace` finds these universes by the options in `about`, which they have in common.
    """
    about = about or {}
    found = frame[frame["failure"] == ""]
    beta = found["beta"].astype(float)
    significant = found["significant"].astype(bool)
    yield Stat(f"{prefix}.universes", len(frame), "count", f"universes: {words}", about=about)
    for name, value in (("median", beta.median()), ("lowest", beta.min()), ("highest", beta.max())):
        yield Stat(
            f"{prefix}.{name}", float(value), "fixed2", f"{name} {effect}: {words}", symbol="β", about=about
        )
    for name, share in (("negative", (beta < 0).mean()), ("significant", significant.mean())):
        text = f"share of universes with a {name} {effect}: {words}"
        yield Stat(f"{prefix}.{name}", float(share), "percent", text, about=about)

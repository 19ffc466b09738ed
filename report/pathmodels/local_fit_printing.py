"""Prints local fit, Wald tests and comparisons for the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report.pathmodels.local_fit import Comparison, LocalFit

SHOWN = 10
"""Modification indices and residuals in the table; JSON has all."""


@dataclass(frozen=True)
class Further:
    """What was asked for beside a fit."""

    local: LocalFit | None = None
    wald: Comparison | None = None
    comparison: Comparison | None = None


def more_json(more: Further) -> dict[str, Any]:
    """The parts that were asked for."""
    return {name: value for name, value in asdict(more).items() if value is not None}


def more_lines(more: Further) -> Iterator[str]:
    """The same as lines of text."""
    if more.local is not None:
        yield from _local_lines(more.local)
    for each in (more.wald, more.comparison):
        if each is not None:
            p = "NA" if each.pvalue is None else f"{each.pvalue:.3f}"
            yield ""
            yield f"{each.method}: chi-square {each.chisq:.3f}, df {each.df}, p {p}"


def _local_lines(local: LocalFit) -> Iterator[str]:
    yield ""
    yield "largest residual correlations (z)"
    ranked = sorted(local.residuals, key=lambda each: -abs(each.correlation))
    for each in ranked[:SHOWN]:
        z = "NA" if each.z is None else f"{each.z:.3f}"
        yield f"  {each.first} with {each.second}{_group(each.group)}  {each.correlation:.3f} ({z})"
    yield ""
    yield "largest modification indices, with the expected value of the parameter (standardised)"
    for index in local.modifications[:SHOWN]:
        std = "NA" if index.std_change is None else f"{index.std_change:.3f}"
        term = f"{index.lhs} {index.op} {index.rhs}{_group(index.group)}"
        yield f"  {term}  {index.index:.3f}, {index.change:.3f} ({std})"


def _group(name: str) -> str:
    return f" [{name}]" if name else ""

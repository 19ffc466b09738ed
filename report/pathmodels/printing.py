"""Prints a fit as JSON or as a table for the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from report.pathmodels.intervals import Bootstrap, Bounds, Interval, Resampled, supported_decimals
from report.pathmodels.reliability import reliabilities
from report.pathmodels.results import Estimate, Kind, PathFit

DECIMALS = 3
ROW_FIELDS = (
    "lhs", "op", "rhs", "label", "est", "se", "z", "p", "ci_lower", "ci_upper", "std", "std_se", "std_z", "std_p",
)  # fmt: skip


def as_json(fit: PathFit, boot: Bootstrap | None = None) -> dict[str, Any]:
    """The fit in the command's documented JSON shape; null where lavaan has NA."""
    rows = [{name: _finite(getattr(row, name)) for name in ROW_FIELDS} for row in fit.estimates]
    found: dict[str, Any] = {
        "n": fit.n,
        "missing": fit.missing,
        "converged": fit.converged,
        "saturated": fit.saturated,
        "estimates": rows,
        "r2": fit.r2,
        "fit": {name: _finite(value) for name, value in asdict(fit.fit).items()},
        "warnings": [*fit.warnings, *_left_out(boot)],
    }
    if len(fit.groups) > 1:
        for row, estimate in zip(rows, fit.estimates, strict=True):
            row["group"] = estimate.group
        found["groups"] = dict(zip(fit.groups, fit.group_n, strict=True))
    if fit.estimator != "ML":
        found["estimator"] = fit.estimator
    if fit.scaled is not None:
        found["scaled"] = {name: _finite(value) for name, value in asdict(fit.scaled).items()}
    if fit.latent:
        found["reliability"] = [asdict(each) for each in reliabilities(fit)]
    if boot is not None:
        found["bootstrap"] = asdict(boot)
    return found


def _left_out(boot: Bootstrap | None) -> list[str]:
    if boot is None or not boot.failed:
        return []
    return [
        f"{boot.failed} of {boot.resamples} resamples could not be estimated and are left out of the intervals"
    ]


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_text(fit: PathFit, boot: Bootstrap | None = None, interval: Kind | None = None) -> str:
    """A table of estimates, R2 and fit for the terminal, with one kind of bootstrap interval or the first two."""
    lines = [
        f"{fit.estimator}, {fit.missing}, n = {fit.n} of {fit.n_total}, {fit.information} information, {fit.method}",
        *_group_lines(fit),
        "",
        *_estimate_lines(fit),
        "",
        "R2   " + "   ".join(f"{name} {_number(value)}" for name, value in fit.r2.items()),
        *_reliability_lines(fit),
        "",
        *_fit_lines(fit),
    ]
    if boot is not None:
        lines += ["", *_bootstrap_lines(boot, interval)]
    warnings = [*fit.warnings, *_left_out(boot)]
    return "\n".join([*lines, *([""] if warnings else []), *(f"warning: {text}" for text in warnings)])


def _group_lines(fit: PathFit) -> Iterator[str]:
    if len(fit.groups) > 1:
        yield "groups: " + ", ".join(
            f"{name} (n = {n})" for name, n in zip(fit.groups, fit.group_n, strict=True)
        )


def _estimate_lines(fit: PathFit) -> Iterator[str]:
    names = [_name(row) for row in fit.estimates]
    width = max(map(len, names))
    heads = ("est", "se", "z", "p", "lower", "upper", "std", "std.se")
    yield " " * width + "".join(f"{head:>10}" for head in heads)
    for name, row in zip(names, fit.estimates, strict=True):
        values = (row.est, row.se, row.z, row.p, row.ci_lower, row.ci_upper, row.std, row.std_se)
        yield name.ljust(width) + "".join(f" {_number(value):>9}" for value in values)


def _name(row: Estimate | Interval) -> str:
    label = f"  ({row.label})" if isinstance(row, Estimate) and row.label and row.op != ":=" else ""
    group = f"  [{row.group}]" if row.group else ""
    written = f"{row.lhs} ~ 1" if row.op == "~1" else f"{row.lhs} {row.op} {row.rhs}"
    return written + label + group


def _number(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "NA"
    return f"{value:z.{DECIMALS}f}" if abs(value) < 1e5 else f"{value:.4g}"


def _reliability_lines(fit: PathFit) -> Iterator[str]:
    for each in reliabilities(fit):
        group = f"  [{each.group}]" if each.group else ""
        if each.omega is None:
            yield f"reliability of {each.latent}{group}: NA, because an indicator has another cause"
        else:
            yield f"reliability of {each.latent}{group}: omega {_number(each.omega)}, AVE {_number(each.ave)}"


def _fit_lines(fit: PathFit) -> Iterator[str]:
    index = fit.fit
    if fit.saturated:
        yield "saturated: df = 0, so there is no test of fit"
    else:
        yield f"chi-square {_number(index.chisq)}, df {index.df}, p {_number(index.pvalue)}"
        yield f"baseline chi-square {_number(index.baseline_chisq)}, df {index.baseline_df}"
        yield f"CFI {_number(index.cfi)}, TLI {_number(index.tli)}, SRMR {_number(index.srmr)}"
        level = 100 * fit.levels.rmsea_confidence
        limits = f"{level:g} % CI {_number(index.rmsea_ci_lower)} to {_number(index.rmsea_ci_upper)}"
        yield f"RMSEA {_number(index.rmsea)}, {limits}, p of close fit {_number(index.rmsea_pvalue)}"
        yield from _scaled_lines(fit)
    yield f"log-likelihood {_number(index.logl)}, AIC {_number(index.aic)}, BIC {_number(index.bic)}, npar {index.npar}"


def _scaled_lines(fit: PathFit) -> Iterator[str]:
    """The scaled test, and the scaled and robust forms of the indices."""
    found = fit.scaled
    if found is None or found.chisq is None:
        return
    test = f"chi-square {_number(found.chisq)}, df {found.df}, p {_number(found.pvalue)}"
    yield f"{found.test} {test}, scaling factor {_number(found.scaling)}"
    yield f"scaled CFI {_number(found.cfi)}, TLI {_number(found.tli)}, RMSEA {_number(found.rmsea)}"
    limits = f"{_number(found.rmsea_robust_ci_lower)} to {_number(found.rmsea_robust_ci_upper)}"
    robust = f"robust CFI {_number(found.cfi_robust)}, TLI {_number(found.tli_robust)}"
    yield f"{robust}, RMSEA {_number(found.rmsea_robust)}, {100 * fit.levels.rmsea_confidence:g} % CI {limits}"


def _bootstrap_lines(boot: Bootstrap, interval: Kind | None) -> Iterator[str]:
    yield f"bootstrap: {boot.resamples} resamples, {boot.failed} failed, seed {boot.seed}"
    yield f"{100 * boot.confidence:g} % limits (Monte Carlo standard error), with no more decimals than it supports"
    names = [_name(row) for row in boot.rows]
    width = max(map(len, names))
    for name, row in zip(names, boot.rows, strict=True):
        for kind, found in (("raw", row.raw), ("std", row.std)):
            if found is not None:
                yield f"{name.ljust(width)}  {kind}  {_resampled(found, interval)}"


def _resampled(found: Resampled, interval: Kind | None) -> str:
    kinds = {
        "percentile": ("percentile", found.percentile),
        "bc": ("bias-corrected", found.corrected),
        "bca": ("BCa", found.accelerated),
    }
    shown = [kinds[interval]] if interval else [kinds["percentile"], kinds["bc"]]
    limits = (f"{name} {'NA' if bounds is None else _bounds(bounds)}" for name, bounds in shown)
    return "  ".join([f"se {_number(found.se)}", *limits])


def _bounds(bounds: Bounds) -> str:
    """Both bounds with no more decimals than their Monte Carlo error supports."""
    places = min(DECIMALS, supported_decimals(bounds))
    lower, upper = (f"{value:z.{places}f}" for value in (bounds.lower, bounds.upper))
    return f"{lower} ({bounds.lower_error:.2g}) to {upper} ({bounds.upper_error:.2g})"

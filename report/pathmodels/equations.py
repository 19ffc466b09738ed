"""Which function computes each statistic of a path model, and the source of its equation."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

#: Statistics of a parameter, by the names that they have in ids and in results.
_OF_PARAMETERS = {
    "maximum.maximise": ("b", "est"),
    "inference.inference": ("se", "std_se", "beta_se"),
    "inference.wald": (
        *("z", "p", "ci_lower", "ci_upper", "beta_z", "beta_p"),
        *("std_z", "std_p", "std_ci_lower", "std_ci_upper", "beta_ci_lower", "beta_ci_upper"),
    ),
    "solution.solution": ("beta", "std"),
    "inference.explained": ("r2",),
    "intervals.quantile": ("percentile_ci_lower", "percentile_ci_upper"),
    "intervals.bias_corrected": ("corrected_ci_lower", "corrected_ci_upper"),
}
#: Statistics of a model.
_OF_MODELS = {
    "global_fit.tests": ("chisq", "baseline_chisq"),
    "indices.Test.pvalue": ("p", "pvalue"),
    "indices.cfi": ("cfi",),
    "indices.tli": ("tli",),
    "indices.rmsea": ("rmsea",),
    "indices.rmsea_limits": ("rmsea_ci_lower", "rmsea_ci_upper"),
    "indices.close_fit": ("rmsea_p", "rmsea_pvalue"),
    "indices.srmr": ("srmr",),
    "likelihood.loglik": ("logl",),
    "indices.aic": ("aic",),
    "indices.bic": ("bic",),
    "model.Model.df": ("df",),
    "model.Model.baseline_df": ("baseline_df",),
    "model.Model.npar": ("npar",),
}
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")


@dataclass(frozen=True)
class EquationSource:
    """The function that computes a statistic, its file and line in the package, and its description with sources."""

    function: str
    file: str
    line: int
    text: str


def equation_of(statistic: str, *, of_parameter: bool) -> EquationSource | None:
    """The equation of a statistic of a parameter or of a whole model; None for one that the engine does not know.

    A prefix such as `beta_` in `beta_percentile_ci_lower` says which values are resampled.
    """
    known = _OF_PARAMETERS if of_parameter else _OF_MODELS
    plain = statistic.removeprefix("beta_") if "_ci_" in statistic and statistic.count("_") > 2 else statistic
    path = next((path for path, names in known.items() if plain in names), None)
    return _described(path) if path else None


def _described(path: str) -> EquationSource:
    module_name, _, name = path.partition(".")
    module = import_module(f"report.pathmodels.{module_name}")
    function: Any = module
    for part in name.split("."):
        function = getattr(function, part)
    line = inspect.getsourcelines(_plain(function))[1]
    text = inspect.getdoc(function) or ""
    if not _YEAR.search(text):
        text = f"{text}\n\n{inspect.getdoc(module) or ''}".strip()
    return EquationSource(f"report.pathmodels.{path}", f"report/pathmodels/{module_name}.py", line, text)


def _plain(function: Any) -> Callable[..., Any]:
    plain: Any = function.fget if isinstance(function, property) else function
    return cast("Callable[..., Any]", plain)

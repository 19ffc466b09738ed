"""Path models and latent variables at lavaan's standard: estimation, inference, fit, bootstrap.

Importing this package imports neither numpy nor scipy, pandas or semopy; the names below load on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report.pathmodels.agreement import SemopyAgreement, semopy_comparison
    from report.pathmodels.errors import ModelError, ModelSyntaxError
    from report.pathmodels.fitting import fit
    from report.pathmodels.intervals import Bootstrap, supported_decimals, too_precise
    from report.pathmodels.resampling import bootstrap
    from report.pathmodels.results import Estimate, FitIndices, PathFit

_HOME = {
    "Bootstrap": "intervals",
    "SemopyAgreement": "agreement",
    "bootstrap": "resampling",
    "supported_decimals": "intervals",
    "too_precise": "intervals",
    "Estimate": "results",
    "FitIndices": "results",
    "ModelError": "errors",
    "ModelSyntaxError": "errors",
    "PathFit": "results",
    "fit": "fitting",
    "semopy_comparison": "agreement",
}

__all__ = [
    "Bootstrap",
    "Estimate",
    "FitIndices",
    "ModelError",
    "ModelSyntaxError",
    "PathFit",
    "SemopyAgreement",
    "bootstrap",
    "fit",
    "semopy_comparison",
    "supported_decimals",
    "too_precise",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)

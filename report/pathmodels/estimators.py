"""The estimators of path models, and why others of lavaan and Mplus are refused."""

from __future__ import annotations

from report.pathmodels.errors import ModelError

ESTIMATORS = ("ML", "MLM", "MLR")

_ORDINAL = ("WLSMV", "WLSM", "WLSMVS", "DWLS", "ULSMV", "ULSM", "ULSMVS", "PML", "MML")
_ADJUSTED = ("MLMV", "MLMVS", "MLF")
_LEAST_SQUARES = ("WLS", "ADF", "GLS", "ULS", "DLS")

_NO_THRESHOLDS = (
    "is for ordinal variables, whose thresholds and polychoric correlations are not estimated here: every variable is "
    "treated as continuous. With five or more categories, use 'MLR'; with fewer, estimate the model with lavaan "
    "(ordered=…) and read its results with rows_from_file"
)
_OTHER_TEST = (
    "has the estimates of maximum likelihood with another test and other standard errors, which are not computed here: "
    "use 'MLM' (complete cases) or 'MLR' (also with missing values), which are robust as well"
)
_OTHER_CRITERION = (
    "minimises a weighted sum of squares, not the likelihood: use 'ML', or 'MLR' for data that are not normal"
)


def require_estimator(name: str) -> None:
    """Raise ModelError for an unsupported estimator, with the reason if it is a known one."""
    if name in ESTIMATORS:
        return
    for names, reason in (
        (_ORDINAL, _NO_THRESHOLDS),
        (_ADJUSTED, _OTHER_TEST),
        (_LEAST_SQUARES, _OTHER_CRITERION),
    ):
        if name.upper() in names:
            raise ModelError(f"the estimator {name} {reason}")
    raise ModelError(f"estimator={name!r}: use 'ML', 'MLM' or 'MLR'")

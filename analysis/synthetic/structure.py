"""The measures of the search, and the path models of the paper as equations."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.models import (
    PRIMARY_EBI,
    PRIMARY_MEQ,
    SESSION1_EBI,
    SESSION1_MEQ,
    SESSION2_EBI,
    SESSION2_MEQ,
    Model,
)
from analysis.synthetic.closed_form import Equation, PathModel

MEASURES = (
    "qids_0",
    "qids_mid",
    "qids_6w",
    "starp_1",
    "starp_2",
    "rapport_1",
    "rapport_2",
    "ebi_1",
    "ebi_2",
    "meq_1",
    "meq_2",
)
SESSION_TWO = ("rapport_2", "ebi_2", "meq_2")
ACUTE = ("ebi", "meq")
MAXIMA = ("starp_ebi", "rapport_ebi", "starp_meq", "rapport_meq", "ebi_max", "meq_max")
PRINTED = {
    "qids_0": "qids0",
    "qids_mid": "qidsmid",
    "qids_6w": "qids6w",
    "ebi_max": "ebimax",
    "meq_max": "meqmax",
    "starp_ebi": "starp",
    "starp_meq": "starp",
    "rapport_ebi": "rap",
    "rapport_meq": "rap",
    **{f"{name}_{session}": f"{name}{session}" for name in ("starp", *ACUTE) for session in (1, 2)},
    "rapport_1": "rap1",
    "rapport_2": "rap2",
}


def primary(acute: str) -> PathModel:
    """Return the confirmatory chain alliance -> rapport -> maximum -> depression.

    Alliance and rapport are those of the session with the stronger experience, which depends on the instrument.
    """
    renamed = {name: f"{name}_{acute}" for name in ("starp", "rapport")}
    return _equations({"ebi": PRIMARY_EBI, "meq": PRIMARY_MEQ}[acute], renamed)


def session_one(acute: str) -> PathModel:
    """Return the near-saturated model of session 1; only baseline -> alliance 2 is left out."""
    return _equations({"ebi": SESSION1_EBI, "meq": SESSION1_MEQ}[acute])


def session_two(acute: str) -> PathModel:
    """Return the saturated model of session 2."""
    return _equations({"ebi": SESSION2_EBI, "meq": SESSION2_MEQ}[acute])


def _equations(model: Model, renamed: Mapping[str, str] | None = None) -> PathModel:
    """The regressions of a model of the paper in their order, and the outcomes whose residuals covary."""
    names = renamed or {}
    predictors: dict[str, list[str]] = {}
    coupled: tuple[str, str] | None = None
    for term in model.terms:
        left, right = (names.get(name, name) for name in (term.lhs, term.rhs))
        if term.op == "~~":
            coupled = (left, right)
        else:
            predictors.setdefault(left, []).append(right)
    equations = (Equation(outcome, tuple(causes)) for outcome, causes in predictors.items())
    return PathModel(model.name, tuple(equations), coupled)


def serial_chain(model: PathModel) -> tuple[str, ...]:
    """Return alliance, rapport, acute experience and depression as the model names them."""
    family, acute = model.name.split(".")
    suffix = {"primary": (acute, acute, "max"), "session1": "111", "session2": "222"}[family]
    return f"starp_{suffix[0]}", f"rapport_{suffix[1]}", f"{acute}_{suffix[2]}", "qids_6w"

"""The measures of the search, and the path models of the paper as equations."""

from __future__ import annotations

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
    """Return the confirmatory chain alliance -> rapport -> maximum -> depression."""
    return PathModel(
        f"primary.{acute}",
        (
            Equation(f"rapport_{acute}", (f"starp_{acute}",)),
            Equation(f"{acute}_max", (f"rapport_{acute}", "qids_0")),
            Equation("qids_6w", (f"{acute}_max", "qids_0")),
        ),
    )


def session_one(acute: str) -> PathModel:
    """Return the near-saturated model of session 1; only baseline -> alliance 2 is left out."""
    before = (f"{acute}_1", "rapport_1", "starp_1")
    return PathModel(
        f"session1.{acute}",
        (
            Equation("starp_1", ("qids_0",)),
            Equation("rapport_1", ("starp_1", "qids_0")),
            Equation(f"{acute}_1", ("rapport_1", "starp_1", "qids_0")),
            Equation("starp_2", before),
            Equation("qids_6w", (*before, "qids_0")),
        ),
        coupled=("starp_2", "qids_6w"),
    )


def session_two(acute: str) -> PathModel:
    """Return the saturated model of session 2."""
    return PathModel(
        f"session2.{acute}",
        (
            Equation("starp_2", ("qids_mid",)),
            Equation("rapport_2", ("starp_2", "qids_mid")),
            Equation(f"{acute}_2", ("rapport_2", "starp_2", "qids_mid")),
            Equation("qids_6w", (f"{acute}_2", "rapport_2", "starp_2", "qids_mid")),
        ),
    )


def serial_chain(model: PathModel) -> tuple[str, ...]:
    """Return alliance, rapport, acute experience and depression as the model names them."""
    family, acute = model.name.split(".")
    suffix = {"primary": (acute, acute, "max"), "session1": "111", "session2": "222"}[family]
    return f"starp_{suffix[0]}", f"rapport_{suffix[1]}", f"{acute}_{suffix[2]}", "qids_6w"

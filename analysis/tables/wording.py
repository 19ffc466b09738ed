"""Texts shared by several tables: names of paths and models, and notes."""

from __future__ import annotations

from analysis.models import ACUTE_LABEL, Model
from analysis.scales import short

STARS = (
    "\\*\u00a0*p* < {threshold.one_star}. \\*\\*\u00a0*p* < {threshold.two_stars}. "
    "\\*\\*\\*\u00a0*p* < {threshold.three_stars}."
)
ABBREVIATIONS = (
    "EBI = Emotional Breakthrough Inventory; MEQ = Mystical Experience Questionnaire; QIDS = Quick Inventory of "
    "Depressive Symptomatology, self-rated; STAR-P = Scale To Assess the Therapeutic Relationship, patient version."
)
DEFINED = {
    "indirect": "Alliance → rapport → {x} → depression",
    "indirect_rapport": "Rapport → {x} → depression",
    "indirect_alliance": "Alliance → rapport → {x} → alliance",
}
CONFIDENCE = "{protocol.confidence_level}% CI"


def path_words(model: Model, name: str) -> str:
    """A path, covariance or defined effect by the short names of its variables: STAR-P → Rapport."""
    if name in DEFINED:
        return DEFINED[name].format(x=model.acute.upper())
    for joint, sign in (("_on_", "→"), ("_with_", "↔")):
        if joint in name:
            lhs, rhs = map(short, name.split(joint))
            return f"{rhs} {sign} {lhs}" if joint == "_on_" else f"{lhs} {sign} {rhs}"
    return name


def model_words(model: Model) -> str:
    """A model in a group heading: its family and its acute experience."""
    return f"{model.title.split(',')[0]}: {ACUTE_LABEL[model.acute]}"

"""Texts shared by several figures: keys to lines and marks, and names of scales."""

from __future__ import annotations

#: The width of figures in millimetres: the width of the printed text, so that figures are not rescaled.
WIDTH = 150.0
KEY = (
    "Numbers are standardised coefficients; arrows are solid where *p* < {threshold.alpha}, dotted "
    "at trend level (*p* < {threshold.trend}, †) and dashed otherwise, and their width grows with "
    "the coefficient. *R*² is the explained variance of an outcome. \\*\u00a0*p* < {threshold.one_star}. "
    "\\*\\*\u00a0*p* < {threshold.two_stars}. \\*\\*\\*\u00a0*p* < {threshold.three_stars}."
)
SCALES = (
    "EBI = Emotional Breakthrough Inventory; MEQ = Mystical Experience Questionnaire; QIDS-SR-16 = Quick Inventory of "
    "Depressive Symptomatology, self-rated; STAR-P = Scale To Assess the Therapeutic Relationship, patient version."
)

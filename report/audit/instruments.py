"""Known instruments with their lowest and highest score, and those that the facts add."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from report.audit.papers import Paper
from report.rows.errors import DataError, Fault

Limits = tuple[str, float, float]
#: The possible scores of instruments, by a pattern of their names.
INSTRUMENTS: Mapping[str, Limits] = {
    r"HAM-?D-?17|17-item Hamilton|HDRS-?17|HRSD-?17": ("HAM-D-17", 0, 52),
    r"QIDS(?:-SR)?(?:-?16)?|Quick Inventory of Depressive": ("QIDS-SR-16", 0, 27),
    r"PHQ-?9|Patient Health Questionnaire-?9": ("PHQ-9", 0, 27),
    r"GAD-?7": ("GAD-7", 0, 21),
    r"BDI-?II|Beck Depression Inventory-II": ("BDI-II", 0, 63),
    r"MADRS|Montgomery-[ÅA]sberg": ("MADRS", 0, 60),
    r"CES-?D(?!-?10)|Center for Epidemiologic": ("CES-D", 0, 60),
    r"STAI-?[ST]": ("STAI", 20, 80),
    r"PSS-?10": ("PSS-10", 0, 40),
    r"PCL-?5": ("PCL-5", 0, 80),
    r"YMRS|Young Mania": ("YMRS", 0, 60),
    r"PANSS(?! (?:positive|negative|general))": ("PANSS", 30, 210),
    r"Y-?BOCS": ("Y-BOCS", 0, 40),
    r"LSAS": ("LSAS", 0, 144),
    r"MMSE|Mini-Mental": ("MMSE", 0, 30),
    r"MoCA(?!\w)|Montreal Cognitive": ("MoCA", 0, 30),
    r"EPDS|Edinburgh Postnatal": ("EPDS", 0, 30),
    r"AUDIT(?!-C)(?=\W)(?:.{0,40}Alcohol)?": ("AUDIT", 0, 40),
    r"SWLS|Satisfaction [Ww]ith Life Scale": ("SWLS", 5, 35),
    r"\bISI\b|Insomnia Severity Index": ("ISI", 0, 28),
    r"PHQ-?8": ("PHQ-8", 0, 24),
    r"PHQ-?2(?!\d)": ("PHQ-2", 0, 6),
    r"GAD-?2(?!\d)": ("GAD-2", 0, 6),
    r"BAI\b|Beck Anxiety Inventory": ("BAI", 0, 63),
    r"HAM-?A\b|Hamilton Anxiety": ("HAM-A", 0, 56),
    r"PSQI\b|Pittsburgh Sleep Quality": ("PSQI", 0, 21),
    r"Epworth Sleepiness": ("Epworth Sleepiness Scale", 0, 24),
    r"GDS-?15": ("GDS-15", 0, 15),
    r"GDS-?30": ("GDS-30", 0, 30),
    r"NIHSS": ("NIHSS", 0, 42),
    r"Glasgow Coma": ("Glasgow Coma Scale", 3, 15),
    r"IES-R\b|Impact of Event Scale-Revised": ("IES-R", 0, 88),
    r"OCI-R\b": ("OCI-R", 0, 72),
    r"Social Phobia Inventory": ("SPIN", 0, 68),
    r"Pain Catastrophi[sz]ing Scale": ("Pain Catastrophizing Scale", 0, 52),
    r"PSWQ\b|Penn State Worry": ("PSWQ", 16, 80),
    r"AUDIT-C\b": ("AUDIT-C", 0, 12),
    r"Roland-Morris": ("Roland-Morris", 0, 24),
    r"CDR-SB\b": ("CDR-SB", 0, 18),
    r"HADS-[AD]\b": ("HADS subscale", 0, 21),
    r"ASRM\b|Altman Self-Rating Mania": ("ASRM", 0, 20),
}


def known_instruments(paper: Paper) -> Mapping[str, Limits]:
    """The known instruments, and those of the facts: `instruments: {NAME: [low, high]}`, which replace them."""
    added = paper.facts.get("instruments")
    if not isinstance(added, dict):
        return INSTRUMENTS
    own = {re.escape(str(name)): (str(name), *_ends(name, ends)) for name, ends in added.items()}
    names = [str(name) for name in added]
    others = {
        each: limits
        for each, limits in INSTRUMENTS.items()
        if not any(re.match(each, name) for name in names)
    }
    return {**own, **others}


def _ends(name: object, given: Any) -> tuple[float, float]:
    try:
        low, high = map(float, given)
    except (TypeError, ValueError):
        what, remedy = (
            f"{name} is not a list of two numbers",
            "give the lowest and the highest score: [0, 52]",
        )
        raise DataError(Fault("instruments", what, remedy)) from None
    return low, high


def named_in(text: str, known: Mapping[str, Limits]) -> list[Limits]:
    """The instruments that a text names."""
    return [each for pattern, each in known.items() if re.search(rf"(?<![\w-])(?:{pattern})", text)]

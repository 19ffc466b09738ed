"""The instruments and measures of the trial, in the order of its time line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A variable of the analyses: its name, its labels in sentences and tables, its instrument and range."""

    name: str
    label: str
    short: str
    instrument: str = ""
    minimum: float = 0
    maximum: float = 0
    mean_format: str = "mean"

    @property
    def range_format(self) -> str:
        """The format of the smallest and largest value: two decimals for means of items, none for scale points."""
        return "fixed2" if self.mean_format == "fixed2" else "fixed0"


def _qids(name: str, label: str, short: str) -> Measure:
    return Measure(name, label, short, "QIDS-SR-16", 0, 27)


def _alliance(name: str, label: str, short: str) -> Measure:
    return Measure(name, label, short, "STAR-P", 0, 48)


def _rapport(name: str, label: str, short: str) -> Measure:
    return Measure(name, label, short, "rapport scale", 0, 100)


def _breakthrough(name: str, label: str, short: str) -> Measure:
    return Measure(name, label, short, "EBI", 0, 100)


def _mystical(name: str, label: str, short: str) -> Measure:
    return Measure(name, label, short, "MEQ", 0, 5, "fixed2")


#: The measures of the path models, in the order in which they were taken.
MEASURES = (
    _qids("qids_0", "depression severity at baseline", "QIDS, baseline"),
    _alliance("starp_1", "alliance before the first session", "STAR-P, first session"),
    _rapport("rapport_1", "rapport before the first session", "Rapport, first session"),
    _breakthrough("ebi_1", "emotional breakthrough in the first session", "EBI, first session"),
    _mystical("meq_1", "mystical-type experience in the first session", "MEQ, first session"),
    _qids("qids_mid", "depression severity at midline", "QIDS, midline"),
    _alliance("starp_2", "alliance before the second session", "STAR-P, second session"),
    _rapport("rapport_2", "rapport before the second session", "Rapport, second session"),
    _breakthrough("ebi_2", "emotional breakthrough in the second session", "EBI, second session"),
    _mystical("meq_2", "mystical-type experience in the second session", "MEQ, second session"),
    _qids("qids_6w", "depression severity at the endpoint", "QIDS, endpoint"),
)

#: The larger of the two sessions' scores.
MAXIMA = (
    _breakthrough("ebi_max", "strongest emotional breakthrough", "EBI, maximum"),
    _mystical("meq_max", "strongest mystical-type experience", "MEQ, maximum"),
)

#: Alliance and rapport before the session of a person's maximum, as the models of the maximum name them.
SESSION_OF_MAXIMUM = (
    _alliance("starp", "alliance before the session of the maximum", "STAR-P"),
    _rapport("rapport", "rapport before the session of the maximum", "Rapport"),
)

BACKGROUND = (
    Measure("age", "age", "Age"),
    Measure("illness_years", "duration of illness", "Illness duration"),
    Measure(
        "hamd17_0", "clinician-rated depression severity at baseline", "HAM-D-17, baseline", "HAM-D-17", 0, 52
    ),
)

MEASURE = {measure.name: measure for measure in (*BACKGROUND, *MEASURES, *MAXIMA, *SESSION_OF_MAXIMUM)}

#: All variables of the psilocybin arm's full correlation matrix, in the order of the time line.
INCLUDED = (*BACKGROUND, *MEASURES[:-1], *MAXIMA, MEASURES[-1])


def label(name: str) -> str:
    """The label of a variable in sentences."""
    return MEASURE[name].label


def short(name: str) -> str:
    """The label of a variable in tables."""
    return MEASURE[name].short

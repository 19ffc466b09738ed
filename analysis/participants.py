"""Describes the participants: their flow, demographics and measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.maximum import with_maxima
from analysis.scales import MAXIMA, MEASURES, Measure
from analysis.trial import Arm, Trial
from report.data.dictionary import Dictionary
from report.rows.stat import Stat
from report.study.printed_numbers import Quantity
from report.study.product import stats

if TYPE_CHECKING:
    from pandas import DataFrame, Series

ARMS = ("psilocybin", "escitalopram")

#: Stages before randomisation, which the trial file does not cover: counts as reported by the source.
SCREENING = {
    "screened_remote": "people screened by telephone or e-mail, approximate count of the source paper",
    "not_meeting_criteria": "people screened who did not meet the inclusion criteria, count of the source paper",
    "chose_not_to_participate": "people screened who chose not to take part, count of the source paper",
    "invited_in_person": "people invited to a screening visit, count of the source paper",
    "excluded_in_person": "people excluded at the screening visit, count of the source paper",
}
CONTINUOUS = ("age", "alcohol_units", "illness_years", "hamd17_0", "qids_0", "past_medications")
YES_NO = (
    "female",
    "caucasian",
    "university",
    "past_psilocybin",
    "discontinued_medication",
    "past_psychotherapy",
)


def count(id: str, number: int, label: str, **about: str) -> Stat:
    """A count of participants."""
    return Stat(id, int(number), "count", label, symbol="*n*", about={"statistic": "n", **about})


@stats
def screening(published: Mapping[str, Quantity]) -> Iterator[Stat]:
    """The stages before randomisation, as reported by the source."""
    for name, label in SCREENING.items():
        if quantity := published.get(f"flow.{name}"):
            yield count(f"flow.{name}", int(quantity.printed), label)


@stats
def flow(trial: Trial) -> Iterator[Stat]:
    """The flow of participants from randomisation to analysis."""
    frame = trial.frame
    yield count("flow.randomised", len(frame), "participants randomised")
    yield count("flow.analysed", int(frame["included"].sum()), "participants analysed, both arms")
    for arm in ARMS:
        yield from arm_flow(frame[frame["arm"] == arm], arm)


def arm_flow(frame: DataFrame, arm: str) -> Iterator[Stat]:
    """The flow of one arm; those who missed a dose or stopped their capsules are counted among the analysed."""
    included = frame[frame["included"] == 1]
    missed = included["second_dose"] == 0
    counts = {
        "allocated": (len(frame), "participants allocated"),
        "excluded": (len(frame) - len(included), "participants excluded from the analyses"),
        "analysed": (len(included), "participants analysed"),
        "missed_second_dose": (int(missed.sum()), "analysed participants without a second dose"),
        "both_doses": (int((~missed).sum()), "analysed participants with both doses"),
        "stopped_capsules": (
            int(included["stopped_capsules"].sum()),
            "analysed participants who stopped their daily capsules",
        ),
    }
    for name, (number, label) in counts.items():
        yield count(f"flow.{arm}.{name}", number, f"{label}, {arm} arm", group=arm, variable=name)


@stats
def demographics_psilocybin(psilocybin: Arm, dictionary: Dictionary) -> Iterator[Stat]:
    """Table 1 of the psilocybin arm."""
    yield from demographic_rows(psilocybin, dictionary)


@stats
def demographics_escitalopram(escitalopram: Arm, dictionary: Dictionary) -> Iterator[Stat]:
    """Table 1 of the escitalopram arm."""
    yield from demographic_rows(escitalopram, dictionary)


def demographic_rows(arm: Arm, dictionary: Dictionary) -> Iterator[Stat]:
    """Means with SD and range, counts with percentages, of the analysed participants of an arm."""
    for name in CONTINUOUS:
        yield from moments(
            f"table1.{arm.name}.{name}", arm.frame[name], dictionary[name].label.lower(), arm.name
        )
    for name in YES_NO:
        yield from share(arm.frame[name] == 1, arm.name, name, dictionary[name].label)
    for code, meaning in dictionary["employment"].categories.items():
        yield from share(arm.frame["employment"] == code, arm.name, code, meaning)


def moments(
    prefix: str, values: Series[float], label: str, arm: str, like: Measure | None = None
) -> Iterator[Stat]:
    """Mean, standard deviation (divisor n - 1), median and range of the values that are not missing."""
    mean_format, range_format = (like.mean_format, like.range_format) if like else ("mean", "fixed0")
    known = values.dropna()
    found = {
        "mean": (known.mean(), mean_format, "*M*", "mean"),
        "sd": (known.std(ddof=1), mean_format, "*SD*", "standard deviation"),
        "median": (known.median(), mean_format, "*Mdn*", "median"),
        "min": (known.min(), range_format, "", "smallest value"),
        "max": (known.max(), range_format, "", "largest value"),
    }
    variable = prefix.rsplit(".", 1)[1]
    for name, (number, format, symbol, words) in found.items():
        about = {"group": arm, "variable": variable, "statistic": name}
        text = f"{words} of {label}, {arm} arm"
        yield Stat(f"{prefix}.{name}", float(number), format, text, symbol, len(known), about=about)


def share(chosen: Series[bool], arm: str, variable: str, label: str) -> Iterator[Stat]:
    """The number of selected participants of an arm, and their proportion of the arm."""
    prefix, about = f"table1.{arm}.{variable}", {"group": arm, "variable": variable}
    number, total = int(chosen.sum()), len(chosen)
    text = f"{label}, {arm} arm"
    yield Stat(
        f"{prefix}.n", number, "count", f"number: {text}", "*n*", total, about={**about, "statistic": "n"}
    )
    proportion = number / total
    yield Stat(
        f"{prefix}.pct",
        proportion,
        "percent",
        f"percentage: {text}",
        "",
        total,
        "%",
        {**about, "statistic": "p"},
    )


@stats
def description_psilocybin(psilocybin: Arm) -> Iterator[Stat]:
    """Descriptive statistics of all measures in the psilocybin arm."""
    yield from description_rows(psilocybin)


@stats
def description_escitalopram(escitalopram: Arm) -> Iterator[Stat]:
    """Descriptive statistics of all measures in the escitalopram arm."""
    yield from description_rows(escitalopram)


def description_rows(arm: Arm) -> Iterator[Stat]:
    """Number, mean, SD, median and range of each measure and of the two maxima."""
    frame = with_maxima(arm.frame)
    for measure in (*MEASURES, *MAXIMA):
        prefix, values = f"describe.{arm.name}.{measure.name}", frame[measure.name]
        label = f"participants with a value of {measure.label}, {arm.name} arm"
        yield count(f"{prefix}.n", values.notna().sum(), label, group=arm.name, variable=measure.name)
        yield from moments(prefix, values, measure.label, arm.name, measure)

"""Describes the participants: their flow, demographics and measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.maximum import with_maxima
from analysis.scales import MAXIMA, MEASURES
from analysis.trial import Arm, Trial
from report.data.dictionary import Dictionary
from report.results.sample_rows import moment_rows, share_rows
from report.rows.stat import Stat
from report.study.printed_numbers import PublishedNumber
from report.study.product import stats

if TYPE_CHECKING:
    from pandas import DataFrame

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
def screening(published: Mapping[str, PublishedNumber]) -> Iterator[Stat]:
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

    def place(name: str, label: str) -> tuple[str, str, dict[str, str]]:
        return f"table1.{arm.name}.{name}", f"{label}, {arm.name} arm", {"group": arm.name, "variable": name}

    for name in CONTINUOUS:
        prefix, label, about = place(name, dictionary[name].label.lower())
        yield from moment_rows(prefix, arm.frame[name], label, about)
    shares = {name: (arm.frame[name] == 1, dictionary[name].label) for name in YES_NO}
    for code, meaning in dictionary["employment"].categories.items():
        shares[code] = (arm.frame["employment"] == code, meaning)
    for name, (chosen, meaning) in shares.items():
        prefix, label, about = place(name, meaning)
        yield from share_rows(prefix, chosen, label, about)


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
        label, about = f"{measure.label}, {arm.name} arm", {"group": arm.name, "variable": measure.name}
        yield count(f"{prefix}.n", values.notna().sum(), f"participants with a value of {label}", **about)
        yield from moment_rows(prefix, values, label, about, measure.mean_format, measure.range_format)

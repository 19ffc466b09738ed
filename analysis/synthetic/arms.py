"""Defines the two arms: their size and flow, and their background, as printed or plausible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.synthetic.claims import escitalopram_claims, psilocybin_claims
from analysis.synthetic.targets import Target, path_targets
from analysis.synthetic.whole_numbers import Moments, printed_moments

PRINTED_MOMENTS = {
    "age": "age",
    "alcohol_units": "alcohol",
    "illness_years": "illness_duration",
    "hamd17_0": "hamd17",
    "past_medications": "past_medications",
    "qids_0": "qids0",
}
YES_NO = (
    "female",
    "caucasian",
    "university",
    "past_psilocybin",
    "discontinued_medication",
    "past_psychotherapy",
)
EMPLOYMENT = ("employed", "unemployed", "student")
BREACH = "did not comply with the restrictions on drug use during the trial"


@dataclass(frozen=True)
class Arm:
    """The input of one arm's search; `mean`, `sd` and `loading` describe its start."""

    name: str
    prefix: str
    analysed: int
    excluded: int
    missed_second_dose: int
    stopped_capsules: int
    moments: Mapping[str, Moments]
    counts: Mapping[str, int]
    targets: tuple[Target, ...]
    mean: tuple[float, ...]
    sd: tuple[float, ...]
    loading: tuple[float, ...]

    @property
    def complete(self) -> int:
        """Return the number of analysed participants with both sessions."""
        return self.analysed - self.missed_second_dose


def printed_digits(published: Mapping[str, Any]) -> dict[str, str]:
    """Return the printed digits of every quantity with an id."""
    sections = (section for section in published.values() if isinstance(section, list))
    return {item["id"]: str(item["printed"]) for section in sections for item in section if "printed" in item}


def psilocybin_arm(published: Mapping[str, Any]) -> Arm:
    """Return the psilocybin arm; its flow and background are those of the source paper."""
    printed = printed_digits(published)
    return Arm(
        name="psilocybin",
        prefix="P",
        analysed=int(printed["flow.analysed"]),
        excluded=int(printed["flow.excluded_from_analysis"]),
        missed_second_dose=int(printed["flow.missed_second_dose"]),
        stopped_capsules=int(printed["flow.stopped_capsules"]),
        moments={column: printed_moments(printed, name) for column, name in PRINTED_MOMENTS.items()},
        counts={name: int(printed[f"t1.{name}.n"]) for name in YES_NO + EMPLOYMENT},
        targets=(*path_targets(published), *psilocybin_claims()),
        mean=(14.7, 7.5, 6.8, 40, 41, 84, 86, 57, 54, 2.7, 2.7),
        sd=(3.9, 4.8, 4.8, 5.5, 5.5, 12, 12, 23, 25, 1.05, 1.1),
        loading=(-0.3, -0.6, -0.6, 0.6, 0.6, 0.8, 0.7, 0.7, 0.6, 0.7, 0.6),
    )


def escitalopram_arm(published: Mapping[str, Any]) -> Arm:
    """Return the escitalopram arm; its background is not printed in the source paper, so a plausible one is used."""
    return Arm(
        name="escitalopram",
        prefix="E",
        analysed=int(printed_digits(published)["flow.escitalopram"]),
        excluded=0,
        missed_second_dose=0,
        stopped_capsules=0,
        moments={
            "age": Moments("39.1", "9.7", "22", "60"),
            "alcohol_units": Moments("6.0", "6.1", "0", "23"),
            "illness_years": Moments("15.1", "10.1", "2", "39"),
            "hamd17_0": Moments("18.4", "2.9", "13", "25"),
            "past_medications": Moments("2.0", "1.6", "0", "6"),
            "qids_0": Moments("16.1", "3.8", "8", "23"),
        },
        counts={
            "female": 9,
            "caucasian": 25,
            "university": 21,
            "past_psilocybin": 9,
            "discontinued_medication": 12,
            "past_psychotherapy": 26,
            "employed": 21,
            "unemployed": 6,
            "student": 2,
        },
        targets=tuple(escitalopram_claims()),
        mean=(16.1, 11.2, 10.3, 39, 39.5, 82, 82.5, 16, 14, 0.5, 0.45),
        sd=(3.8, 4.9, 5, 5.5, 5.5, 12, 12, 15, 14, 0.45, 0.45),
        loading=(-0.15, -0.3, -0.3, 0.3, 0.3, 0.4, 0.35, 0.35, 0.3, 0.35, 0.3),
    )

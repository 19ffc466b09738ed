"""Scores computed from questionnaire items, and the reliability of each scale on each occasion."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.trial import Trial
from report.data.delimited_files import read_records
from report.data.dictionary import Dictionary, read_dictionary
from report.data.item_scales import Scale
from report.rows.stat import Claim, Stat
from report.study.product import claims, stats, value
from report.study.study import DataFile

if TYPE_CHECKING:
    from pandas import DataFrame

#: The column of the trial file that has a scale's score on each occasion.
SCORES: Mapping[tuple[str, str], str] = {
    ("qids", "baseline"): "qids_0",
    ("qids", "midline"): "qids_mid",
    ("qids", "endpoint"): "qids_6w",
    ("starp", "session_1"): "starp_1",
    ("starp", "session_2"): "starp_2",
    ("ebi", "session_1"): "ebi_1",
    ("ebi", "session_2"): "ebi_2",
    ("meq", "session_1"): "meq_1",
    ("meq", "session_2"): "meq_2",
}
#: Scores of the trial file are rounded to four decimals.
_ROUNDING = 0.5e-4


@dataclass(frozen=True)
class Answers:
    """The answers of the trial's participants, one row each and occasion, and how many of their scores agree."""

    frame: DataFrame
    scales: Mapping[str, Scale]
    compared: int
    agreeing: int

    @property
    def complete(self) -> bool:
        """Whether every score of the trial file follows from the answers."""
        return self.agreeing == self.compared

    def on(self, occasion: str) -> DataFrame:
        """The answers on one occasion; none if they are not those behind the trial file."""
        return self.frame[(self.frame["occasion"] == occasion) & self.complete]


@value
def items_dictionary(items_dictionary_file: DataFile) -> Dictionary:
    """The dictionary of the item file, with the scales and their scoring."""
    return read_dictionary(items_dictionary_file.path.read_text(encoding="utf-8"), items_dictionary_file.name)


@value
def answers(items_file: DataFile, items_dictionary: Dictionary, trial: Trial) -> Answers:
    """The answers of the participants in the trial file, with their scores compared with those of the trial file."""
    from report.data.typed_frames import typed_frame

    frame = typed_frame(read_records(items_file.path, items_file.name), items_dictionary)
    frame = frame[frame["participant"].isin(trial.frame["participant"])]
    found = list(_compared(frame, items_dictionary.scales, trial.frame))
    agreeing = sum(found)
    if agreeing < len(found):
        warnings.warn(
            f"{len(found) - agreeing} of {len(found)} scores of {trial.file} do not follow from the items in "
            f"{items_file.name}; the reliability of the scales is not computed",
            stacklevel=2,
        )
    return Answers(frame, items_dictionary.scales, len(found), agreeing)


def _compared(frame: DataFrame, scales: Mapping[str, Scale], trial: DataFrame) -> Iterator[bool]:
    """Whether each score of the trial file is the one that the items give."""
    from report.data.item_scoring import score

    for (scale, occasion), column in SCORES.items():
        rows = frame[frame["occasion"] == occasion].drop_duplicates("participant").set_index("participant")
        computed = score(rows, scales[scale])
        written = trial.set_index("participant")[column].dropna()
        yield from ((computed.reindex(written.index) - written).abs() <= _ROUNDING).tolist()


@stats
def item_scores(answers: Answers) -> Iterator[Stat]:
    """The number of scores in the trial file, and of those that follow from the items."""
    yield Stat("items.scores.compared", answers.compared, "count", "scores of the trial file")
    yield Stat("items.scores.agreeing", answers.agreeing, "count", "scores that follow from the items")


@stats
def reliabilities(answers: Answers) -> Iterator[Stat]:
    """Alpha and omega of every scale and subscale on each of its occasions, in all participants of both arms."""
    from report.data.item_scoring import parts
    from report.results.reliability import reliability

    for name, occasion in SCORES:
        scale, frame = answers.scales[name], answers.on(occasion)
        for each in (scale, *scale.subscales):
            label = f"{each.label} ({scale.instrument}), {occasion.replace('_', ' ')}"
            yield from reliability(f"reliability.{each.name}.{occasion}", parts(frame, each), label=label)


@claims
def items_supplied(answers: Answers) -> Iterator[Claim]:
    """Whether the items behind the scores of the trial file were supplied."""
    evidence = ("items.scores.compared", "items.scores.agreeing")
    yield Claim("claim.items_supplied", answers.complete, "every score follows from the items", evidence)

"""Synthetic answers to items that give the scores of the trial file: `python -m analysis.synthetic.items`.

Each participant's score is spread over the items: every item gets the score's share, a difficulty of its own and noise,
is rounded to an answer, and answers are then raised or lowered by one at random until their sum is exact. Subscales
share a deviation, so that items of one subscale agree more. No row is a person.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng

from analysis.synthetic.closed_form import Array
from analysis.synthetic.trial_table import read_table, replace_text
from report.data.dictionary import read_dictionary
from report.data.item_scales import Scale

DATA = Path(__file__).resolve().parents[2] / "data"
SEED = 1
#: The score of a scale on each occasion: the column of the trial file.
OCCASIONS: Mapping[str, Mapping[str, str]] = {
    "baseline": {"qids": "qids_0"},
    "session_1": {"starp": "starp_1", "ebi": "ebi_1", "meq": "meq_1"},
    "midline": {"qids": "qids_mid"},
    "session_2": {"starp": "starp_2", "ebi": "ebi_2", "meq": "meq_2"},
    "endpoint": {"qids": "qids_6w"},
}
#: Items of which only one applies: appetite and weight decreased or increased.
EXCLUSIVE = (("qids_06", "qids_07"), ("qids_08", "qids_09"))
#: Standard deviations of an answer around its item's share, of a subscale's deviation, and of an item's difficulty, as
#: shares of the range of an answer.
NOISE, SHARED, DIFFICULTY = 0.16, 0.10, 0.08


def synthetic_items(trial: pd.DataFrame, scales: Mapping[str, Scale], seed: int = SEED) -> pd.DataFrame:
    """Answers for every participant and occasion with a score, in the order of the trial file."""
    generator = default_rng(seed)
    difficulties = {name: generator.normal(0, DIFFICULTY, len(scale.parts)) for name, scale in scales.items()}
    rows = []
    for _, person in trial.iterrows():
        for occasion, columns in OCCASIONS.items():
            answers: dict[str, int] = {}
            for name, column in columns.items():
                if not pd.isna(person[column]):
                    answers |= dict(
                        _answers(scales[name], float(person[column]), difficulties[name], generator)
                    )
            for pair in EXCLUSIVE:
                answers.pop(min(pair, key=lambda item: answers.get(item, 0)), None)
            if answers:
                rows.append({"participant": person["participant"], "occasion": occasion, **answers})
    items = [item for scale in scales.values() for item in scale.items]
    return pd.DataFrame(rows, columns=["participant", "occasion", *items])


def _answers(
    scale: Scale, score: float, difficulty: Array, generator: Generator
) -> Iterator[tuple[str, int]]:
    """The answers to the items of a scale whose score is given."""
    count = len(scale.parts)
    total = round(score * count) if scale.rule == "mean" else round(score)
    keyed = _spread(scale, total, difficulty, generator)
    for group, answer in zip(scale.parts, keyed, strict=True):
        yield from _group(group, int(answer), scale, generator)


def _spread(scale: Scale, total: int, difficulty: Array, generator: Generator) -> Array:
    """Whole answers between the ends of the range that add up to the total."""
    low, high = scale.minimum, scale.maximum
    count, width = len(scale.parts), high - low
    place = {group: number for number, group in enumerate(scale.parts)}
    shared = np.zeros(count)
    for part in scale.subscales:
        shared[[place[(item,)] for item in part.items]] = generator.normal(0, SHARED)
    wanted = total / count + width * (difficulty + shared + generator.normal(0, NOISE, count))
    answers = np.clip(np.round(wanted), low, high)
    while (missing := total - answers.sum()) != 0:
        step = np.sign(missing)
        free = np.flatnonzero(answers < high if step > 0 else answers > low)
        chosen = generator.permutation(free)[: int(abs(missing))]
        answers[chosen] += step
    return answers


def _group(
    group: tuple[str, ...], largest: int, scale: Scale, generator: Generator
) -> Iterator[tuple[str, int]]:
    """The answers of a group whose largest is given, which a random item has."""
    answers = generator.integers(0, largest + 1, len(group))
    answers[generator.integers(len(group))] = largest
    for item, answer in zip(group, answers, strict=True):
        yield item, int(scale.minimum + scale.maximum - answer if item in scale.reversed else answer)


def written_items(items: pd.DataFrame, seed: int) -> str:
    """The text of the file, which declares that it is synthetic."""
    declared = {
        "synthetic": "true",
        "generator": "analysis.synthetic.items",
        "seed": seed,
        "note": "no participant's answers; drawn so that scores are those of trial.csv",
    }
    text = io.StringIO()
    text.writelines(f"# {key}: {value}\n" for key, value in declared.items())
    items.to_csv(text, index=False, lineterminator="\n", float_format="%g")
    return text.getvalue()


def write_items(trial: Path, out: Path, seed: int = SEED) -> None:
    """Draw the items of a trial file and write them."""
    dictionary = read_dictionary((DATA / "items.yaml").read_text(encoding="utf-8"), "data/items.yaml")
    replace_text(out, written_items(synthetic_items(read_table(trial), dictionary.scales, seed), seed))


if __name__ == "__main__":
    write_items(DATA / "trial.csv", DATA / "items.csv")

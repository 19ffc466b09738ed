"""A printed mean and SD of ratings belong to some sample."""

from __future__ import annotations

from itertools import combinations_with_replacement
from statistics import mean, stdev

import pytest
from papers_in_text import verdicts

from report.audit.numbers import printed
from report.audit.rules.sample_existence import RULE
from report.audit.samples import sample_exists


@pytest.mark.parametrize(("n", "low", "high"), [(5, 1, 5), (6, 0, 3), (4, 1, 7)])
def test_exactly_the_samples_that_can_be_listed_exist(n: int, low: int, high: int) -> None:
    """Against all samples, with both divisors."""
    listed = set()
    for sample in combinations_with_replacement(range(low, high + 1), n):
        spread = stdev(sample)
        for value in (spread, spread * ((n - 1) / n) ** 0.5):
            listed.add((f"{mean(sample):.2f}", f"{value:.2f}"))
    for m in range(low * 100, high * 100 + 1, 5):
        for sd in range(1, 400, 7):
            texts = f"{m / 100:.2f}", f"{sd / 100:.2f}"
            exists = sample_exists(printed(texts[0]), printed(texts[1]), n, low, high)
            assert exists or texts not in listed
            near = any(
                abs(float(a) - m / 100) < 0.011 and abs(float(b) - sd / 100) < 0.011 for a, b in listed
            )
            assert near or not exists


@pytest.mark.parametrize(
    ("scale", "n", "numbers", "verdict"),
    [
        # 1 1 2 3 5 7 7 7: M = 4.125, SD = 2.642
        ("rated by a single item on a scale from 1 to 7", 8, ("4.13", "2.64"), "agrees"),
        ("rated by a single item on a scale from 1 to 7", 8, ("4.13", "3.64"), "impossible"),
        ("rated by a single item on a scale from 1 (never) to 7 (always)", 8, ("4.13", "2.64"), "agrees"),
        ("rated by a single item on a 7-point Likert scale", 8, ("4.13", "2.64"), "agrees"),
        ("rated by a single item on a seven-point scale", 8, ("3.13", "2.64"), "agrees"),
        ("rated by a single item on a seven-point scale", 8, ("4.15", "2.64"), "impossible"),
        # A mean of 6.75 of eight ratings up to 7 has at most two below 7.
        ("rated by a single item on a scale from 1 to 7", 8, ("6.75", "0.46"), "agrees"),
        ("rated by a single item on a scale from 1 to 7", 8, ("6.75", "0.71"), "agrees"),
        ("rated by a single item on a scale from 1 to 7", 8, ("6.75", "0.89"), "impossible"),
    ],
)
def test_ratings_need_a_sample(scale: str, n: int, numbers: tuple[str, str], verdict: str) -> None:
    """On the scale that the sentence gives."""
    text = f"Pain was {scale} (M = {numbers[0]}, SD = {numbers[1]}, n = {n})."
    assert verdicts(RULE, text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Pain was rated on a scale from 1 to 7 (M = 6.75, SD = 0.89, n = 8).",
        "The average of two single-item ratings from 1 to 7 was high (M = 6.75, SD = 0.89, n = 8).",
        "Pain was rated by a single item on a scale from 1 to 7 (M = 6.75, SD = 0.89).",
        "Pain was rated on a single visual scale from 1 to 7 (M = 6.75, SD = 0.89, n = 8).",
        "Pain was rated by a single item (M = 6.75, SD = 0.89, n = 8).",
        "Pain was rated by a single item on a scale from 0 to 10 (M = 6.75, SD = 0.89, n = 800).",
    ],
)
def test_other_means_are_left_alone(text: str) -> None:
    """No word of a single item, averages, no n, no scale, many cases."""
    assert verdicts(RULE, text) == []

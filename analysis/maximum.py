"""Selects each participant's stronger session: the larger of two scores, with alliance and rapport before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pandas import DataFrame, Series


Ties = Literal["first", "second"]


def is_second(frame: DataFrame, acute: str, ties: Ties = "first") -> Series[bool]:
    """Whether the score of session 2 is higher, or the only one; without it, session 1 is chosen; ties as given."""
    first, second = frame[f"{acute}_1"], frame[f"{acute}_2"]
    higher = second >= first if ties == "second" else second > first
    return higher | (first.isna() & second.notna())


def of_maximum(frame: DataFrame, acute: str, ties: Ties = "first") -> DataFrame:
    """The variables of a model of the maximum: starp, rapport, <acute>_max, qids_0, qids_6w.

    `starp` and `rapport` come from the session in which `acute` ("ebi" or "meq") was larger.
    """
    second = is_second(frame, acute, ties)
    names = {"starp": "starp", "rapport": "rapport", f"{acute}_max": acute}
    chosen = {name: frame[f"{source}_1"].mask(second, frame[f"{source}_2"]) for name, source in names.items()}
    return frame[["qids_0", "qids_6w"]].assign(**chosen)


def with_maxima(frame: DataFrame) -> DataFrame:
    """The data with the columns ebi_max and meq_max added."""
    return frame.assign(
        **{f"{acute}_max": of_maximum(frame, acute)[f"{acute}_max"] for acute in ("ebi", "meq")}
    )

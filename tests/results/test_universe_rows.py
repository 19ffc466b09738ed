"""Summaries of an effect over the universes of a multiverse analysis."""

import pandas as pd

from report.results.universe_rows import universe_summary

FRAME = pd.DataFrame(
    {
        "beta": [-0.3, -0.1, 0.2, 9.0],
        "significant": [True, False, False, True],
        "failure": ["", "", "", "not converged"],
    }
)


def test_failed_universes_count_but_have_no_effect():
    """All universes are counted; median, range and shares are those of the universes with an estimate."""
    rows = {row.id: row.value for row in universe_summary("u", FRAME, "effect", "all")}
    assert rows == {
        "u.universes": 4,
        "u.median": -0.1,
        "u.lowest": -0.3,
        "u.highest": 0.2,
        "u.negative": 2 / 3,
        "u.significant": 1 / 3,
    }


def test_labels_name_effect_and_universes():
    """The study gives both in its own words."""
    rows = {row.id: row.label for row in universe_summary("u", FRAME, "indirect effect", "complete cases")}
    assert rows["u.median"] == "median indirect effect: complete cases"
    assert rows["u.negative"] == "share of universes with a negative indirect effect: complete cases"


def test_rows_state_what_their_universes_have_in_common():
    """`report trace` finds these universes by it."""
    about = {"cases": "complete"}
    assert all(row.about == about for row in universe_summary("u", FRAME, "effect", "all", about))

"""Dates and times in headers and footers are no findings, in any order and form; a result beside them is one."""

from __future__ import annotations

from itertools import product

import pytest

from report.rows.notation import ENGLISH
from report.text.blocks import Block
from report.verify.permitted_additions import Vocabulary, allowed
from report.verify.printed_times import dated_times
from report.verify.running_matter import typed_results

NOTHING = Vocabulary(frozenset(), frozenset(), frozenset(), frozenset())
DATES = (
    *(
        "29.11.2026",
        "29.11.26",
        "11/29/2026",
        "5/3/26",
        "2026-11-29",
        "2026/11/29",
        "2026.11.29",
        "29-11-2026",
    ),
    *("29. 11. 2026", "29.11.2026.", "2026. 11. 29.", "2026年11月29日", "29.11.", "29. November 2026"),
    *(
        "29 novembre 2026",
        "29 de noviembre de 2026",
        "29 listopada 2026",
        "29. marraskuuta 2026",
        "29-Nov-26",
    ),
    *("Nov 29, 2026", "Sunday, November 29, 2026", "Sun Nov 29", "29 Nov 2026", "1 mars 2026"),
)
TIMES = (
    *("", "00:45", "0:45", "00:45:12", "12:45 AM", "12:45:03 PM", "00:45 Uhr", "0.45 Uhr", "00h45"),
    *("kl. 00.45", "00:45 CET", "00:45 +0100"),
)
FORMS = (
    "{date} {time}",
    "{date}, {time}",
    "{time} {date}",
    "Printed {date} {time} page 3",
    "{date} {time} 3/12",
)
RESULTS = (
    "n = 29",
    "p = .03",
    "0.29",
    "29%",
    "−0.12",
    "12.45",
    "1.29 (0.12)",
    "29 of 57 patients",
    "M = 29.11",
)


def typed(text: str) -> list[str]:
    """The results in a header."""
    return [token.text for token in typed_results(Block("running matter", text), ENGLISH, NOTHING)]


@pytest.mark.parametrize("date", DATES)
def test_dates_and_times_are_no_results(date: str) -> None:
    """As browsers and word processors of many countries print them."""
    texts = [" ".join(form.format(date=date, time=time).split()) for form, time in product(FORMS, TIMES)]
    assert [text for text in texts if typed(text)] == []


@pytest.mark.parametrize("result", RESULTS)
def test_results_beside_dates_are_found(result: str) -> None:
    """Before or behind a date and a time, and alone."""
    texts = [result, *(f"{date}, {result}" for date in DATES), *(f"{result}; {date} 00:45" for date in DATES)]
    assert [text for text in texts if not typed(text)] == []


@pytest.mark.parametrize("text", ["d = 11.12.26", "b = 10:45", "2.26 (11.29)", "29 patients 2026"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Ratios and numbers behind a relation."""
    assert not any("=" in text[start:end] or text[start:end] == text for start, end, _ in dated_times(text))
    assert typed(text)


def test_a_time_in_a_text_needs_its_date() -> None:
    """A header that is on one page only is read as text."""
    assert {text[a:b] for text in ["29.11.2026 00:45"] for a, b, _ in allowed(text, NOTHING)} >= {
        "29.11.2026 00:45"
    }
    assert list(dated_times("00:45")) == list(dated_times("29.11.26 0.45")) == []

"""Numbers that a copy may add without a finding: dates, addresses, and what journals print on covers and in margins."""

from __future__ import annotations

import pytest

from report.verify.permitted_additions import (
    Vocabulary,
    allowed,
    authors,
    is_unknown_work,
    works_cited,
    works_in,
    works_listed,
)

KNOWN = Vocabulary(labels=frozenset(), authors=frozenset(), words=frozenset(), names=frozenset())


def explained(text: str) -> str:
    """The digits of a text that a convention explains; the rest as points."""
    free = {place for start, end, _ in allowed(text, KNOWN) for place in range(start, end)}
    return "".join(each if place in free else "." for place, each in enumerate(text) if each.isdigit())


@pytest.mark.parametrize(
    "text",
    [
        "Journal of Hands, Vol. 12, No. 3 (2024), pp. 101–19",
        "Volume 12 (3)",
        "ISSN 0021-9010 (print), e-ISSN: 1939-185X",
        "0021-9010/24/$12.00 © 2024 American Association",
        "arXiv:2401.01234v2 [stat.AP] 12 Mar 2024",
        "Date submitted: 12-Mar-2024",
        "Downloaded by guest on 03/12/2024. For personal use only.",
        "printed on 12.03.2024",
        "Word count: 4,512",
        "Number of figures: 2; number of tables: 3",
        "To cite this article: D. Knit (2024) Warm hands, Journal of Hands, 12:3, 101-119",
        "Article views: 1234",
    ],
)
def test_what_a_journal_prints_is_no_result(text: str) -> None:
    """All digits of such a line are explained."""
    assert "." not in explained(text)


@pytest.mark.parametrize(
    "text",
    [
        "Word count: 12.7",
        "© 2024.5",
        "Vol. 12%",
        "a ratio of 12/13 in 2024",
        "1.2.3",
        "number of figures 29",
        "29 volumes",
        "To cite this article: it found 0.29 and 12%",
        "number of tables: 3.5",
    ],
)
def test_a_result_in_such_a_form_is_a_result(text: str) -> None:
    """A fraction, a percentage, or the same words without their form explain nothing."""
    assert "." in explained(text)


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (
            "Hand, Ada, and Ben Glove. 2019. ‘Warmth in 30 Sessions’. Journal of Hands 12.",
            "Hand, Ada, and Ben Glove. ",
        ),
        (
            "Hand, A., & Glove, B. (2019). Warmth in 30 sessions. Journal of Hands, 12.",
            "Hand, A., & Glove, B. ",
        ),
        ("1. Hand A, Glove BC. Warmth in 30 sessions. J Hands. 2019;12(3):101–19.", "1. Hand A, Glove BC"),
        ("[1] A. Hand and B. Glove, “Warmth in 30 sessions,” Journal, 2019.", "[1] A. Hand and B. Glove, "),
        ("Hand, A. & Glove, B. Warmth in 30 sessions. J. 12, 101 (2019).", "Hand, A. & Glove, B"),
        ("World Hand Organization. 2019. Report.", "World Hand Organization. "),
        ("Hands without anything else", "Hands without anything else"),
    ],
)
def test_the_authors_of_an_entry(entry: str, names: str) -> None:
    """In the styles of Chicago, APA, Vancouver, IEEE and Nature; words of titles are not authors."""
    assert authors(entry) == names


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("as found (Hand, 2018)", False),
        ("as found (Hand & Glove, 2018b)", False),
        ("as found (Hand, 2019)", True),
        ("as found by Hand (2019)", True),
        ("as found (Foot, 2019)", False),
        ("in 2019 patients", False),
    ],
)
def test_a_year_is_that_of_a_known_work_of_its_author(text: str, unknown: bool) -> None:
    """Of an author whom the paper does not know, nothing is known."""
    known = Vocabulary(frozenset(), {"hand"}, frozenset(), frozenset(), {("hand", "2018")})
    assert is_unknown_work(text, text.index("20"), known) == unknown


def test_works_are_found_in_entries_citations_and_pages() -> None:
    """Each author of an entry, the first author of a citation, and the first of an entry on a page."""
    entry = "Hand, A. B., & Glove, C. (2018). A study. Journal of Hands, 12, 101–119."
    assert set(works_in(entry)) == {("hand", "2018"), ("glove", "2018")}
    assert set(works_cited("as found (Hand & Glove, 2018, 2019a)")) == {("hand", "2018"), ("hand", "2019")}
    assert set(works_listed(f"References {entry}")) >= {("hand", "2018")}

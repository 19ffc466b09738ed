"""Numbers and citations that a co-author typed: what they may mean, and the answers given."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report.merge.answers import Answers
from report.merge.atoms import NUMBER, Atom
from report.merge.base import Base
from report.merge.hunks import APPLIED, CONFLICT, PROPOSAL, Hunk
from report.merge.selections import Selection
from report.merge.source_spans import SourceEdit
from report.merge.typed_citations import entries
from report.merge.typed_references import Targets
from report.rows.errors import UsageError
from report.rows.ledger import Ledger
from report.rows.stat import Source, Stat

FILE = "index.qmd.j2"
SOURCE = "The mean was << hours.mean >> hours in 12 nights. End."
ROWS = {
    "7.5": (Stat("hours.mean", 7.5, "fixed1", "mean"), Stat("hours.median", 7.5, "fixed1", "median")),
    "3": (Stat("nights.n", 3, "count", "nights"),),
}
MADE = Source("sleep", "sleep.py", 12)
LEDGER = Ledger.of([Stat("hours.mean", 7.52, "fixed1", "mean", source=MADE), *ROWS["7.5"][1:], *ROWS["3"]])
BIBLIOGRAPHY = "@article{lee2020, author={Lee, A.}, year=2020}\n@book{lee2020b, author={Lee, B.}, year=2020}"
TARGETS = Targets(tuple(entries(BIBLIOGRAPHY)), {"Table 1": ("tbl-visits",)})


def lint(name, text):
    """Each number outside of tags, with the rows that print it."""
    bare = re.sub(r"<<.*?>>", "", text)
    return [(number, ROWS.get(number, ())) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", bare)]


def hunk(text, **more):
    """The insertion of a text before the end of the template, as the fourth hunk."""
    at = SOURCE.index("End")
    return Hunk(
        "inserted in paragraph", "", text, FILE, at, (SourceEdit(FILE, at, at, text),), number=4, **more
    )


def examined(text, *answers, **more):
    """The hunk of a text with these answers."""
    selection = Selection(answers={"4": answers} if answers else {})
    base = Base("index", "build", "commit", (), {FILE: SOURCE}, ())
    return Answers(base, LEDGER, lint, selection, TARGETS).examined(hunk(text, **more))


def test_prose_without_numbers_and_citations_is_applied():
    """Nothing is asked."""
    assert examined("It was quiet. ") == hunk("It was quiet. ")


def test_a_typed_number_asks_for_its_row():
    """The rows that print it, the first of them first, and how to name one."""
    found = examined("It was 7.5. ")
    assert (found.state, found.rows) == (PROPOSAL, ("hours.mean", "hours.median"))
    assert found.why == "adds the number 7.5 as plain text"
    assert found.remedy == (
        "name a row with --accept 4=hours.mean or --accept 4=hours.median; 4=typed if it is not a result"
    )


def test_a_number_that_no_row_prints_asks_for_any_row():
    """Or for the word that it is not a result."""
    assert examined("It was 99. ").remedy == "name a row with --accept 4=ROW; 4=typed if it is not a result"


def test_a_number_of_the_template_is_not_typed_by_the_copy():
    """Only one that the edit adds; another one of the same text is."""
    assert examined("It was quiet in << nights.n >> of them. ").state == APPLIED
    assert examined("Or 12. ").asks[0].text == "12"


def test_an_answer_names_the_row():
    """The tag replaces the number as a whole, not within another one."""
    found = examined("From 17.5 to 7.5. ", "hours.median", "hours.median")
    assert found.edits[0].text == "From << hours.median >> to << hours.median >>. "
    assert found.state == APPLIED
    assert examined("It was 7.5. ", "hours.mean").edits[0].text == "It was << hours.mean >>. "


def test_a_number_may_be_only_text():
    """With the reason, so that the lint accepts it."""
    assert examined("In 1999. ", "typed").edits[0].text == (
        'In << literal("1999", "typed in a Word copy") >>. '
    )


def test_the_nearest_rows_answer_all_numbers_at_once():
    """A number that no row prints remains a question."""
    found = examined("From 7.5 to 3 and 99. ", "nearest")
    assert found.edits[0].text == "From << hours.mean >> to << nights.n >> and 99. "
    assert [each.text for each in found.asks] == ["99"]


def test_an_unknown_row_is_a_fault_with_a_suggestion():
    """As in a template."""
    with pytest.raises(UsageError, match=r"no statistic named hours\.mena[\s\S]*hours\.mean"):
        examined("It was 7.5. ", "hours.mena")


def test_an_answer_to_a_hunk_that_types_nothing_is_a_fault():
    """It would be lost without a word."""
    with pytest.raises(UsageError, match="hunk 4 adds no number, citation or cross-reference"):
        examined("It was quiet. ", "hours.mean")


def test_a_typed_citation_asks_for_its_entry():
    """By the keys of entries with that author and year."""
    found = examined("As others found (Lee, 2020). ")
    assert found.why == "adds the citation (Lee, 2020) as plain text"
    assert found.remedy == "cite with --accept 4=@lee2020 or --accept 4=@lee2020b; 4=typed keeps the text"


@pytest.mark.parametrize(
    ("answer", "text"),
    [("@lee2020b", "[@lee2020b]"), ("typed", '<< literal("(Lee, 2020)", "typed in a Word copy") >>')],
)
def test_an_answer_names_the_entry_or_keeps_the_text(answer, text):
    """The year in it is no number."""
    found = examined("As others found (Lee, 2020). ", answer)
    assert found.edits[0].text == f"As others found {text}. "
    assert found.state == APPLIED


def test_an_entry_that_the_citation_cannot_mean_is_a_fault():
    """The fault lists those that it can."""
    with pytest.raises(UsageError, match="it can mean @lee2020, @lee2020b"):
        examined("As others found (Lee, 2020). ", "@doe1999")


def test_a_typed_reference_is_a_cross_reference():
    """Its number is no result."""
    found = examined("See Table 1. ", "@tbl-visits")
    assert found.edits[0].text == "See @tbl-visits. "


def test_several_typed_items_are_answered_in_their_order():
    """Citations before numbers; an example shows the whole answer."""
    found = examined("It was 7.5 and 3 (Lee, 2020). ")
    assert [each.text for each in found.asks] == ["(Lee, 2020)", "7.5", "3"]
    assert "--accept 4=@lee2020,4=hours.mean,4=nights.n" in found.remedy
    answered = examined("It was 7.5 and 3 (Lee, 2020). ", "@lee2020", "hours.mean", "nights.n")
    assert answered.edits[0].text == "It was << hours.mean >> and << nights.n >> [@lee2020]. "


def test_the_edit_of_a_number_names_its_row_value_and_function():
    """A result is changed where it is computed."""
    atom = Atom("7.5", NUMBER, row="hours.mean")
    refused = {"state": CONFLICT, "atom": atom, "remedy": "edit the data"}
    assert examined("8", **refused).remedy == (
        "hours.mean is 7.5 (7.52), computed by sleep, sleep.py:12: edit the data"
    )
    gone = {**refused, "atom": atom._replace(row="hours.max")}
    assert examined("8", **gone).remedy == (
        "the copy had 7.5 from hours.max, which no longer exists: edit the data"
    )


class Code:
    """The code of a product that has this text in one place."""

    def __init__(self, places=("sleep.py:20",), maker="sleep_table, sleep.py:18"):
        self._places, self._maker = places, maker

    def places(self, home, text):
        return list(self._places)

    def maker(self, home):
        return self._maker


def in_code(hunk, code):
    base = Base("index", "build", "commit", (), {FILE: SOURCE}, ())
    return Answers(base, LEDGER, lint, Selection(), TARGETS, code).examined(hunk)


OF_PRODUCT = Hunk(
    "replaced in cell", "[Mean]", "[Average]", FILE, 0, state=CONFLICT, home="tbl-sleep", typed="Average"
)


def test_a_text_of_a_product_is_proposed_with_its_place_in_the_code():
    """What is replaced by what, and where."""
    found = in_code(OF_PRODUCT, Code())
    assert (found.state, found.remedy) == (PROPOSAL, "replace “Mean” by “Average” in sleep.py:20")
    added = replace(OF_PRODUCT, before="[]")
    assert in_code(added, Code()).remedy == "add “Average” in sleep.py:20"


def test_a_text_that_the_code_does_not_have_stays_a_conflict():
    """It may be computed."""
    assert in_code(OF_PRODUCT, Code(places=())) == OF_PRODUCT


def test_a_number_within_another_one_is_not_that_number():
    """Its digits are a part of 17.5 and of 7.52 as well."""
    found = examined("From 17.5 over 7.52 to 7.5. ", "nearest")
    assert found.edits[0].text == "From 17.5 over 7.52 to << hours.mean >>. "

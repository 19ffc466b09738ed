"""Remarks that belong together: exchanges, and a deletion with an addition that are one move."""

from __future__ import annotations

from marked_texts import block, case, rows, table

from report.verify.accounts import Accounts
from report.verify.comparison import Comparison, TokenRemark
from report.verify.related_remarks import crossed, related
from report.verify.token_remarks import remarks

LEDGER = rows(a__b=0.11, b__b=0.21, c__b=0.31, d__b=0.41, a__p=0.004, b__p=0.2)
TEXT = "The first was {a.b|0.11}, the second {b.b|0.21}, the third {c.b|0.31}, and the last {d.b|0.41}."


def plain(text: str = TEXT) -> str:
    """The text as it is printed."""
    return block(text).text


def kinds(made: Comparison) -> list[tuple[str, str]]:
    """Kind and text of the related remarks of a comparison."""
    return [
        (each.kind, made.expected[each.i].text if each.i is not None else made.found[each.j or 0].text)
        for each in related(made, remarks(Accounts(made)))
    ]


def test_two_places_with_each_others_value_are_exchanged() -> None:
    """Both remarks become exchanges."""
    copy = plain().replace("0.11", "@").replace("0.31", "0.11").replace("@", "0.31")
    assert kinds(case(TEXT, copy, LEDGER)) == [("swapped", "0.11"), ("swapped", "0.31")]


def test_a_value_of_another_place_alone_is_a_change() -> None:
    """0.31 twice is no exchange."""
    assert kinds(case(TEXT, plain().replace("0.11", "0.31"), LEDGER)) == [("changed", "0.11")]


def test_three_places_in_a_ring_are_changes() -> None:
    """No two of them have each other's value."""
    copy = plain().replace("0.11", "@").replace("0.21", "0.11").replace("0.31", "0.21").replace("@", "0.31")
    assert [kind for kind, _ in kinds(case(TEXT, copy, LEDGER))] == ["changed"] * 3


def test_of_several_partners_the_nearest_is_taken() -> None:
    """Each place takes part in one exchange."""
    text = "One {a.b|0.11} and two {b.b|0.21}; " + "then many words follow it here; " * 4 + "last {b.b|0.21}."
    copy = plain(text).replace("0.11", "@").replace("0.21", "0.11").replace("@", "0.21")
    assert kinds(case(text, copy, LEDGER)) == [("swapped", "0.11"), ("swapped", "0.21"), ("changed", "0.21")]


def test_marks_go_with_their_values() -> None:
    """A star that changed its cell with an exchanged value is no finding of its own kind."""
    ours = table(("Measure", "b"), ("Age", "{a.b|0.11}{a.p!stars|**}"), ("Sex", "{b.b|0.21}"))
    theirs = table(("Measure", "b"), ("Age", "0.21"), ("Sex", "0.11**"))
    assert kinds(case(ours, theirs, LEDGER)) == [("swapped", "0.11"), ("swapped", "**"), ("swapped", "0.21")]


def test_a_number_that_changed_its_cell_is_moved() -> None:
    """Deleted from one cell and typed into another of the same table."""
    ours = table(
        ("Measure", "b", "c"),
        ("Age", "{a.b|0.11}", ""),
        ("Sex", "{b.b|0.21}", ""),
        ("Pain", "{c.b|0.31}", ""),
    )
    theirs = table(("Measure", "b", "c"), ("Age", "", ""), ("Sex", "0.21", ""), ("Pain", "0.31", "0.11"))
    assert kinds(case(ours, theirs, LEDGER)) == [("moved", "0.11")]


def test_a_number_that_went_to_another_table_is_not_moved() -> None:
    """It is missing in one and typed in the other."""
    first = table(("Measure", "b"), ("Age", "{a.b|0.11}"), ("Sex", "{b.b|0.21}"), number=1, home="tbl-one")
    second = table(("Score", "d"), ("Pain", "{c.b|0.31}"), ("Mood", "{d.b|0.41}"), number=2, home="tbl-two")
    there = table(("Measure", "b"), ("Age", ""), ("Sex", "0.21"), number=1, home="tbl-one")
    other = table(("Score", "d"), ("Pain", "0.31"), ("Mood", "0.41 0.11"), number=2, home="tbl-two")
    found = kinds(case([*first, *second], [*there, *other], LEDGER))
    assert found == [("deleted", "0.11"), ("typed", "0.11")]


def test_numbers_that_crossed_are_exchanged() -> None:
    """Two numbers in each other's cells are an exchange, one in another cell has moved."""
    ours = table(
        ("Measure", "b", "c"), ("Age", "{a.b|0.11}", "{b.b|0.21}"), ("Sex", "{c.b|0.31}", "{d.b|0.41}")
    )
    theirs = table(("Measure", "b", "c"), ("Age", "0.11", "0.21"), ("Sex", "0.31", "0.41"))
    made = case(ours, theirs, LEDGER)
    at = {token.text: place for place, token in enumerate(made.expected)}
    there = {token.text: place for place, token in enumerate(made.found)}
    pair = [TokenRemark("moved", at["0.11"], there["0.41"]), TokenRemark("moved", at["0.41"], there["0.11"])]
    crossed(made, pair)
    assert [each.kind for each in pair] == ["swapped", "swapped"]
    alone = [TokenRemark("moved", at["0.11"], there["0.41"]), TokenRemark("moved", at["0.21"], there["0.11"])]
    crossed(made, alone)
    assert [each.kind for each in alone] == ["moved", "moved"]


def test_nothing_to_relate() -> None:
    """A copy without remarks."""
    assert kinds(case(TEXT, plain(), LEDGER)) == []
    assert related(case("", ""), []) == []

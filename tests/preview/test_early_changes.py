"""Numbers and tables that are shown before the pages are made again."""

from __future__ import annotations

from report import Stat
from report.preview.early_changes import Shown, changed_numbers, forms
from report.rows.stat import Claim


def test_a_whole_number_can_be_printed_in_words() -> None:
    """A page prints a count in digits or in words, and in capitals at the start of a sentence."""
    assert forms(Stat("trial.hours", 6, "count", "hours"), "en") == ("6", "six", "Six")
    assert forms(Stat("trial.mean", 6.25, "fixed2", "mean"), "en") == ("6.25",)


def test_each_form_of_a_changed_number_is_replaced_by_its_own() -> None:
    """Digits are replaced by digits, and words by words."""
    before = {"trial.hours": ("6", "six", "Six")}
    changed = list(changed_numbers(Shown(before), [Stat("trial.hours", 7, "count", "hours")]))
    assert changed == [
        ("trial.hours", "6", "7", 7),
        ("trial.hours", "six", "seven", 7),
        ("trial.hours", "Six", "Seven", 7),
    ]


def test_a_whole_number_that_becomes_a_fraction_is_printed_in_digits() -> None:
    before = {"trial.mean": ("6.00", "six", "Six")}
    changed = list(changed_numbers(Shown(before), [Stat("trial.mean", 6.25, "fixed2", "mean")]))
    assert {now for _, _, now, _ in changed} == {"6.25"}


def test_equal_new_and_claimed_rows_change_no_number() -> None:
    """A row that prints the same, a row that no page shows, and a claim leave the page alone."""
    rows: list[Stat | Claim] = [
        Stat("trial.hours", 6, "count", "hours"),
        Stat("trial.new", 3, "count", "new"),
        Claim("claim.holds", True, "a claim"),
    ]
    before = {"trial.hours": ("6", "six", "Six"), "claim.holds": ("holds",)}
    assert list(changed_numbers(Shown(before), rows)) == []


def test_a_number_that_returns_to_the_state_of_the_pages_is_shown_again() -> None:
    """An edit that was undone before its pages were made leaves open pages in a later state."""
    shown = Shown({"trial.hours": ("6", "six", "Six")}, newer=frozenset({"trial.hours"}))
    changed = list(changed_numbers(shown, [Stat("trial.hours", 6, "count", "hours")]))
    assert [(old, now) for _, old, now, _ in changed] == [("6", "6"), ("six", "six"), ("Six", "Six")]

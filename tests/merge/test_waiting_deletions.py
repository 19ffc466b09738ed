"""Text that a co-author moved is in the template at its old place or at its new one, never at neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from report.merge.hunks import ALREADY, APPLIED, CONFLICT, PROPOSAL, REJECTED, Hunk
from report.merge.selections import selection
from report.merge.waiting_deletions import with_waiting_deletions

SENTENCE = "Participants were recruited in quiet towns."
DELETED = Hunk("deleted paragraph", SENTENCE, "", number=1)


def _inserted(text: str, state: str = PROPOSAL) -> Hunk:
    return Hunk("inserted paragraph", "", text, number=2, state=state)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"{SENTENCE} There were 77 of them.", PROPOSAL),
        (SENTENCE, CONFLICT),
        (f"In the 12 months before, {SENTENCE[:-1]}, or in villages.", PROPOSAL),
    ],
)
def test_a_deletion_waits_for_the_open_insertion_of_its_text(text: str, state: str) -> None:
    """It is a proposal that names the other hunk, which itself stays as it is."""
    deleted, inserted = with_waiting_deletions([DELETED, _inserted(text, state)])
    assert deleted.state == PROPOSAL
    assert "hunk 2" in deleted.why
    assert "hunk 2" in deleted.remedy
    assert inserted == _inserted(text, state)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"{SENTENCE} There were 77 of them.", APPLIED),
        (f"{SENTENCE} There were 77 of them.", ALREADY),
        (f"{SENTENCE} There were 77 of them.", REJECTED),
        ("Of the 77 diaries, most were returned in time.", PROPOSAL),
        ("Participants were 77 years old.", PROPOSAL),
    ],
)
def test_other_deletions_do_not_wait(text: str, state: str) -> None:
    """The text is at its new place, was rejected there on purpose, or is another one."""
    hunks = [DELETED, _inserted(text, state)]
    assert list(with_waiting_deletions(hunks)) == hunks


def test_a_sentence_deleted_from_a_paragraph_waits_too() -> None:
    """The text around an edit, which hunks repeat, does not count."""
    around = ("Before it ", " and after it")
    deleted = Hunk(
        "edited paragraph", f"{around[0]}[{SENTENCE}]{around[1]}", f"{around[0]}[]{around[1]}", around=around
    )
    (found, _) = with_waiting_deletions([deleted, _inserted(f"{SENTENCE} There were 77 of them.")])
    assert found.state == PROPOSAL
    elsewhere = _inserted("Before it, 77 were counted, and after it none.")
    assert list(with_waiting_deletions([deleted, elsewhere])) == [deleted, elsewhere]


def test_a_moved_sentence_with_a_typed_number_is_not_lost(built: Any, edited: Callable[..., bytes]) -> None:
    """The template keeps the sentence until the number is answered, and has it once afterwards."""
    quotation = "A quotation from a diary."
    data = edited((SENTENCE, ""), (quotation, f"{quotation} {SENTENCE[:-1]}, all 77."))
    found = built.merge(data)
    assert found.merged["index.qmd.j2"].count(SENTENCE) == 1
    assert [hunk.state for hunk in found.hunks] == [PROPOSAL, PROPOSAL]
    typed = next(hunk for hunk in found.hunks if hunk.asks)
    answered = built.merged(data, selection=selection(f"{typed.number}=typed"))
    assert answered.count(SENTENCE[:-1]) == 1

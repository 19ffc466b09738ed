"""Whether two statements are about the same thing: shared words, and numbers that differ by a typing error."""

from __future__ import annotations

import re

from report.audit.numbers import PrintedNumber, Span, span_of

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]{3,}")
_STEM = 5
#: Words that many statements of results share.
_COMMON = frozenset(
    word[:_STEM]
    for line in (
        "with that this than were from have there their between after before when which while those these also both",
        "more less significant significantly effect effects group groups participants patients results analysis showed",
        "found higher lower increased decreased compared associated association model models test tests mean means",
        "difference differences predicted predictor score scores table figure interval confidence reported hypothesis",
        "however study sample only other",
    )
    for word in line.split()
)


def words_of(text: str) -> frozenset[str]:
    """The stems of the words of a text that most statements do not have."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text)) - _COMMON


def digits_of(number: PrintedNumber) -> int:
    """The significant digits of a printed number; none for a bound."""
    return len(re.sub(r"\D", "", number.text).lstrip("0")) if number.relation == "=" else 0


def agree(one: PrintedNumber, other: PrintedNumber) -> bool:
    """Whether two printed numbers can be the same value; a bound agrees with what it includes."""
    return Span(one.low, one.high).meets(span_of(other))


def is_typing_error(one: PrintedNumber, other: PrintedNumber) -> bool:
    """Whether a number is another with one digit changed, two swapped, or the sign lost."""
    first, second = (re.sub(r"[^\d.]", "", each.text.replace(",", ".")).lstrip("0") for each in (one, other))
    if first == second:
        return True
    if one.value * other.value < 0:
        return False
    if len(first) != len(second):
        return False
    changed = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(changed) == 1:
        return len(first.replace(".", "")) > 1
    return len(changed) == 2 and [first[each] for each in changed] == [
        second[each] for each in reversed(changed)
    ]

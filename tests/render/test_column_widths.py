"""How the width of a table is distributed among its columns."""

import pytest

from report.drawing.text_width import width
from report.render.column_widths import Need, fits, longest_word, shared


@pytest.mark.parametrize("total", [60, 100, 150, 400])
def test_the_widths_add_up(total):
    """The columns are together as wide as the text, whatever each needs."""
    needs = [Need(20, 30), Need(30, 200), Need(10, 10)]
    assert sum(shared(needs, total)) == pytest.approx(total, abs=0.01)


def test_short_texts_remain_on_one_line():
    """A short text remains on one line; a long one beside it is broken instead."""
    label, value, remark = shared([Need(20, 60), Need(25, 25), Need(30, 900)], 200)
    assert (label, value) == (60, 25)
    assert remark == pytest.approx(115, abs=0.01)


def test_no_column_is_narrower_than_its_longest_word():
    """Columns are as wide as their longest words if the table has room for them."""
    needs = [Need(80, 90), Need(10, 500)]
    assert fits(needs, 100)
    assert all(got >= need.least for got, need in zip(shared(needs, 100), needs, strict=True))


def test_a_line_does_not_break_at_a_no_break_space():
    """A no-break space belongs to the word, so that β = −0.56 remains on one line."""
    assert longest_word("a b\u00a0c") == width("b\u00a0c")

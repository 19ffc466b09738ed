"""How the width of a table is shared among its columns."""

import pytest

from report.render.word.widths import Need, fits, longest_word, shared, width


@pytest.mark.parametrize("total", [60, 100, 150, 400])
def test_the_widths_add_up(total):
    """Whatever the columns need, together they are as wide as the text."""
    needs = [Need(20, 30), Need(30, 200), Need(10, 10)]
    assert sum(shared(needs, total)) == pytest.approx(total, abs=0.01)


def test_short_texts_keep_their_line():
    """A long text gives way, and a short one is not broken for its sake."""
    label, value, remark = shared([Need(20, 60), Need(25, 25), Need(30, 900)], 200)
    assert (label, value) == (60, 25)
    assert remark == pytest.approx(115, abs=0.01)


def test_no_column_is_narrower_than_its_longest_word():
    """As long as there is room at all."""
    needs = [Need(80, 90), Need(10, 500)]
    assert fits(needs, 100)
    assert all(got >= need.least for got, need in zip(shared(needs, 100), needs, strict=True))


def test_a_no_break_space_is_no_place_to_break():
    """β = −0.56 stays on a line."""
    assert longest_word("a b\u00a0c") == width("b\u00a0c")

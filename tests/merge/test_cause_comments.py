"""Changed numbers of a tracked document have comments with their causes."""

from __future__ import annotations

from report.merge.cause_comments import with_causes
from report.merge.causes import Cause, ExplainedChange
from report.merge.comments import comments
from report.merge.tracked import tracked
from report.merge.word_units import read_units
from report.rows.ledger_diff import Change, Weight

CHANGE = ExplainedChange(
    Change(Weight.PRINTED, "hours.mean", "mean hours", "7.5", "7.9"),
    (Cause("code", "hours in mini/products.py"),),
)
OTHER = ExplainedChange(
    Change(Weight.PRINTED, "hours.max", "most hours", "7.50", "7.95"), (Cause("data", "differs"),)
)


def test_a_changed_number_has_its_row_and_cause(built, edited):
    """The comment is on the number; a row with other digits is not named, and the text stays in both directions."""
    new = edited((">7.5<", ">7.9<"))
    plain = tracked(built.word, new, 0)
    made = with_causes(plain, [CHANGE, OTHER], 0)
    (found,) = comments(made, built.merge(made))
    assert found.text == "mean hours (hours.mean): 7.5 → 7.9. code: hours in mini/products.py"
    assert "7.9" in found.quoted
    for accept in (True, False):
        assert _texts(plain, accept) == _texts(made, accept)


def _texts(data, accept):
    return [unit.text for unit in read_units(data, lambda _: accept).units]


def test_without_a_changed_number_nothing_is_added(built, edited):
    """Changed words alone get no comment, and the file is the same each time."""
    plain = tracked(built.word, edited(("is a number.", "is a result.")), 0)
    made = with_causes(plain, [CHANGE], 0)
    assert comments(made, built.merge(made)) == ()
    assert made == with_causes(plain, [CHANGE], 0)

"""The weight of each change between two ledgers."""

from __future__ import annotations

import pytest

from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.ledger_diff import Weight, diff
from report.rows.stat import Stat

BUILD = Build("Sleep", False, ())


def weight(id, format, old, new):
    """The weight of the change of one row."""
    (found,) = diff(*(Ledger.of([Stat(id, value, format, "a row")], BUILD) for value in (old, new)))
    return found.weight


@pytest.mark.parametrize(
    ("format", "old", "new", "wanted"),
    [
        ("fixed2", -0.41, 0.12, Weight.SIGN),
        ("fixed2", 0.12, -0.41, Weight.SIGN),
        ("fixed2", -0.001, 0.03, Weight.PRINTED),
        ("unit", -0.004, 0.03, Weight.PRINTED),
        ("fixed2", -0.001, 0.001, Weight.SILENT),
        ("fixed2", 0.0, 0.03, Weight.PRINTED),
    ],
)
def test_a_sign_is_flipped_only_if_a_reader_sees_it(format, old, new, wanted):
    """A small negative number that rounds to zero prints without a minus sign."""
    assert weight("slope.beta", format, old, new) is wanted


@pytest.mark.parametrize("id", ["slope.p", "slope.p_bonferroni", "slope.adjusted"])
def test_each_row_in_the_format_of_p_values_has_a_significance(id):
    """Adjusted p-values cross the level as others do."""
    assert weight(id, "p", 0.04, 0.06) is Weight.SIGNIFICANCE
    assert weight(id, "p", 0.06, 0.07) is Weight.PRINTED
    assert weight("slope.share", "unit", 0.04, 0.06) is Weight.PRINTED

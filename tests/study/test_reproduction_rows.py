"""Numbers printed elsewhere beside the regenerated ones: precision, rows, and how many agree."""

from __future__ import annotations

import pytest

from report.rows.stat import Claim, Stat
from report.study.printed_numbers import PublishedNumber, printed_numbers
from report.study.reproduction import Reproduced
from report.study.reproduction_rows import (
    all_reproduced,
    compared,
    in_precision_of,
    number_rows,
    prefix,
    summary_rows,
)


@pytest.mark.parametrize(
    ("printed", "kind", "value", "ours"),
    [
        (".42", "beta", 0.4249, "0.42"),
        ("38", "percent", 0.3814, "38"),
        ("<.001", "p", 0.0002, "<.001"),
        ("<.001", "p", 0.02, "0.020"),
        (".020", "p", 0.00001, "<0.001"),
        ("12", "count", 12.0, "12"),
        ("NCT01", "text", "NCT01", "NCT01"),
        ("0.03", "p", 0.0001, "<0.01"),
        ("-0.49", "beta", -0.485, "-0.49"),
        ("14.7", "mean", 14.65, "14.7"),
    ],
)
def test_a_value_has_the_decimals_of_the_print(
    printed: str, kind: str, value: float | str, ours: str
) -> None:
    """A smaller p-value is the printed bound; a share is a percentage; a text stays."""
    assert in_precision_of(printed, kind, value) == ours


ITEMS = (
    Reproduced("a.x~y.beta", "-.42", "-.42", True, True, "m.beta"),
    Reproduced("a.p", "<.001", ".020", False, True, "m.p"),
    Reproduced("flow.n", "30", "", False, False),
)


def test_the_rows_of_a_number() -> None:
    """Printed, regenerated, verdict and claim, with the signs of typeset numbers."""
    *stats, claim = number_rows(ITEMS[0], counts=True)
    assert prefix("a.x~y.beta") == "reproduction.a.x_on_y.beta"
    values = {row.id.rsplit(".", 1)[1]: row.value for row in stats if isinstance(row, Stat)}
    assert values == {"printed": "\u2212.42", "regenerated": "\u2212.42", "agreement": "yes"}
    assert isinstance(claim, Claim)
    assert claim.holds
    assert claim.evidence[-1] == "m.beta"


def test_a_number_that_does_not_count_has_no_verdict() -> None:
    """What no re-analysis can give is missing."""
    rows = {row.id.rsplit(".", 1)[1]: row for row in number_rows(ITEMS[2], counts=False)}
    assert [getattr(rows[name], "value", None) for name in ("regenerated", "agreement")] == [None, "n/a"]


def test_how_many_agree() -> None:
    """Of all, and of a part."""
    rows = {
        row.id.rsplit(".", 1)[1]: row.value
        for row in summary_rows(ITEMS, {"models": (ITEMS[:1], "of models")})
    }
    assert rows == {
        "quantities": 3,
        "attainable": 2,
        "agreeing": 1,
        "disagreeing": 1,
        "models": 1,
        "models_agreeing": 1,
    }
    assert not all_reproduced(ITEMS, "claim.all").holds
    assert all_reproduced((ITEMS[0], ITEMS[2]), "claim.all").holds


def test_printed_numbers_are_read_section_by_section() -> None:
    """In the order of the sections; numbers of the design are fixed, others are targets."""
    text = (
        "design:\n- {id: d, printed: 10}\npaths:\n"
        "- {id: p, printed: '.42', kind: beta, status: bound}\n- {id: q, printed: 1}\n"
    )
    found = printed_numbers(text, "printed.yaml", ("paths", "design", "flow"))
    assert list(found) == ["p", "q", "d"]
    assert [(each.printed, each.section, each.status) for each in found.values()] == [
        (".42", "paths", "bound"),
        ("1", "paths", "target"),
        ("10", "design", "design"),
    ]


def test_a_number_that_moves_stops_agreeing():
    """Agreement is judged at the printed precision, neither finer nor coarser."""
    quantity = PublishedNumber("b", "-0.56", "beta", "models")
    for value, agrees in ((-0.5649, True), (-0.555, True), (-0.565, False), (0.56, False)):
        rows = {"m.b": Stat("m.b", value, "fixed2", "b")}
        assert compared(quantity, ("m.b",), rows, attainable=True).agrees is agrees


def test_a_range_is_compared_end_by_end():
    """A printed range is two rows; the second is the one that the record names."""
    quantity = PublishedNumber("age", "18-65", "", "design")
    rows = {id: Stat(id, value, "count", id) for id, value in (("p.low", 18), ("p.high", 65))}
    found = compared(quantity, ("p.low", "p.high"), rows, attainable=True)
    assert (found.regenerated, found.agrees, found.stat) == ("18-65", True, "p.high")
    assert not compared(
        quantity, ("p.low", "p.high"), {**rows, "p.high": rows["p.low"]}, attainable=True
    ).agrees


def test_a_number_without_a_row_is_not_regenerated():
    """It keeps the reason that the study gives."""
    found = compared(
        PublishedNumber("x", "3", "", "flow"), ("m.x",), {}, attainable=False, note="not in the file"
    )
    assert (found.regenerated, found.agrees, found.stat, found.note) == ("", False, "", "not in the file")

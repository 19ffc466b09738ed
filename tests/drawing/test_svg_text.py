"""Texts of drawings: spaces, formulas in reading order, numbers tied to rows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml import etree

from report.drawing.svg_text import keep_spaces, order_formulas, texts, tie, unbound
from report.drawing.svg_tree import SVG
from report.rows.stat import Claim, Row, Stat

ROWS: Mapping[str, Row] = {
    "a.r": Stat("a.r", 0.25, "unit", "correlation"),
    "a.p": Stat("a.p", 0.004, "p", "p-value"),
    "a.n": Stat("a.n", 25, "count", "cases"),
    "a.b": Stat("a.b", -1.5, "fixed2", "slope"),
    "a.claim": Claim("a.claim", True, "a claim"),
}


def drawn(inner: str) -> etree._Element:
    """A drawing with this content."""
    return etree.fromstring(f'<svg xmlns="{SVG}">{inner}</svg>')


def xml(root: etree._Element) -> str:
    """The content of a drawing."""
    inner = "".join(etree.tostring(each, encoding="unicode") for each in root)
    return inner.replace(f' xmlns="{SVG}"', "")


def tied(inner: str) -> str:
    """The content of a drawing with its numbers tied to rows."""
    root = drawn(inner)
    tie(root, ROWS)
    return xml(root)


def letters(*places: tuple[str, float], y: str = "5", size: str = "10px") -> str:
    """A formula as matplotlib writes it: one span for each character."""
    spans = (f'<tspan x="{x}" y="{y}" font-size="{size}">{sign}</tspan>' for sign, x in places)
    return f"<text>{''.join(spans)}</text>"


def ordered(inner: str) -> list[tuple[str | None, str | None]]:
    """Each piece of a formula with the positions of its characters."""
    root = drawn(inner)
    order_formulas(root)
    return [(piece.text, piece.get("x")) for piece in root[0]]


def test_the_texts_of_a_drawing_are_in_document_order() -> None:
    """Also those in groups; nothing else is a text."""
    root = drawn("<text>a</text><g><text>b</text></g><path/><!-- text --><text>c</text>")
    assert [each.text for each in texts(root)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a b", "a b"),
        ("a  b", "a\u00a0\u00a0b"),
        (" a", "\u00a0a"),
        ("a ", "a\u00a0"),
        ("   ", "\u00a0\u00a0\u00a0"),
    ],
)
def test_spaces_that_svg_would_drop_are_kept(text: str, wanted: str) -> None:
    """Repeated ones, and those at the ends, become no-break spaces; single ones between words stay."""
    root = drawn(f"<text>{text}</text>")
    keep_spaces(root)
    assert root[0].text == wanted


def test_a_text_of_spans_keeps_its_white_space() -> None:
    """Its own text is only what separates spans in the file."""
    root = drawn("<text>  <tspan>a</tspan></text>")
    keep_spaces(root)
    assert root[0].text == "  "


def test_adjacent_characters_of_a_formula_become_one_piece() -> None:
    """Each keeps its position, so that the formula looks the same."""
    assert ordered(letters(("a", 0), ("b", 5.5), ("c", 11))) == [("abc", "0 5.5 11")]


def test_characters_are_put_in_reading_order() -> None:
    """matplotlib writes them by style; a reader and a search expect them from left to right."""
    assert ordered(letters(("c", 11), ("a", 0), ("b", 5.5))) == [("abc", "0 5.5 11")]


def test_a_gap_in_a_formula_becomes_a_space() -> None:
    """The space stands in the middle of the gap."""
    assert ordered(letters(("a", 0), ("b", 12))) == [("a\u00a0b", "0 6 12")]


def test_a_wide_letter_needs_a_wider_gap_to_be_followed_by_a_space() -> None:
    """An m is wider than an i: at nine tenths of the size, only the latter is followed by a space."""
    assert ordered(letters(("m", 0), ("n", 9))) == [("mn", "0 9")]
    assert ordered(letters(("i", 0), ("n", 9))) == [("i\u00a0n", "0 4.5 9")]


def test_characters_far_apart_are_separate_pieces() -> None:
    """More than two and a half sizes apart, there is more than a space between them."""
    assert ordered(letters(("a", 0), ("b", 30))) == [("a", "0"), ("b", "30")]


def test_an_exponent_is_a_piece_of_its_own() -> None:
    """It has another size and another line."""
    inner = (
        '<text><tspan x="0" y="5" font-size="10px">R</tspan><tspan x="12" y="5" font-size="10px">=</tspan>'
        '<tspan x="7" y="2" font-size="7px">2</tspan></text>'
    )
    assert ordered(inner) == [("R", "0"), ("2", "7"), ("=", "12")]


def test_a_text_without_spans_is_no_formula() -> None:
    """It stays as it is."""
    root = drawn("<text>a  b</text>")
    order_formulas(root)
    assert xml(root) == "<text>a  b</text>"


def test_a_text_that_prints_exactly_its_row_is_tied_as_a_whole() -> None:
    """No span is needed."""
    inner = '<text class="stat" data-stat="a.r">.25</text>'
    assert tied(inner) == inner


def test_a_number_within_a_text_has_a_span_of_its_own() -> None:
    """The words around it are tied to nothing."""
    assert tied('<text class="stat" data-stat="a.n">N = 25 people</text>') == (
        '<text><tspan>N = </tspan><tspan class="stat" data-stat="a.n">25</tspan><tspan> people</tspan></text>'
    )


def test_several_rows_are_tied_in_their_order() -> None:
    """Each id takes the first place where its number is printed after that of the id before."""
    assert tied('<text class="stat" data-stat="a.n a.r">25: .25</text>') == (
        '<text><tspan class="stat" data-stat="a.n">25</tspan><tspan>: </tspan>'
        '<tspan class="stat" data-stat="a.r">.25</tspan></text>'
    )


@pytest.mark.parametrize("text", ["n = 125", "n = 255", "n = 1.25", "n = 25.5"])
def test_a_row_is_not_found_within_another_number(text: str) -> None:
    """25 is not printed by 125, 255, 1.25 or 25.5; the text is then tied as a whole."""
    inner = f'<text class="stat" data-stat="a.n">{text}</text>'
    assert tied(inner) == inner


def test_a_number_at_the_end_of_a_sentence_is_found() -> None:
    """A point that no digit follows is not a decimal point."""
    assert '<tspan class="stat" data-stat="a.n">25</tspan><tspan>.</tspan>' in tied(
        '<text class="stat" data-stat="a.n">There were 25.</text>'
    )


def test_a_hyphen_serves_as_a_minus() -> None:
    """matplotlib prints one or the other, depending on a setting."""
    found = tied('<text class="stat" data-stat="a.b">b: -1.50</text>')
    assert '<tspan class="stat" data-stat="a.b">-1.50</tspan>' in found


def test_stars_are_tied_as_stars() -> None:
    """Where the p-value itself is not printed, its marks are: two stars for p = .004."""
    assert tied('<text class="stat" data-stat="a.r a.p">.25**</text>') == (
        '<text><tspan class="stat" data-stat="a.r">.25</tspan>'
        '<tspan class="stat stars" data-stat="a.p">**</tspan></text>'
    )


def test_other_stars_are_not_tied() -> None:
    """Three stars are not the two of p = .004."""
    found = tied('<text class="stat" data-stat="a.r a.p">.25***</text>')
    assert "a.p" not in found


def test_a_text_in_several_lines_is_searched_as_one() -> None:
    """Each number is tied in the line that prints it."""
    found = tied(
        '<text class="stat" data-stat="a.n a.r">n = 25</text><text class="stat" data-stat="a.n a.r">r = .25</text>'
    )
    assert found == (
        '<text><tspan>n = </tspan><tspan class="stat" data-stat="a.n">25</tspan></text>'
        '<text><tspan>r = </tspan><tspan class="stat" data-stat="a.r">.25</tspan></text>'
    )


def test_characters_of_a_formula_keep_their_positions() -> None:
    """Each span takes those of its own characters."""
    found = tied('<text class="stat" data-stat="a.n"><tspan x="0 5 9 14" y="1">n=25</tspan></text>')
    assert found == (
        '<text><tspan y="1"><tspan x="0 5">n=</tspan>'
        '<tspan x="9 14" class="stat" data-stat="a.n">25</tspan></tspan></text>'
    )


def test_an_unknown_row_is_tied_as_a_whole() -> None:
    """Nothing says what it would print; the check of ids reports it."""
    inner = '<text class="stat" data-stat="a.gone">25</text>'
    assert tied(inner) == inner


def test_texts_that_are_tied_to_nothing_are_found() -> None:
    """Their white space is collapsed."""
    root = drawn("<text>  An   arm </text><text> </text>")
    assert list(unbound(root)) == ["An arm"]


@pytest.mark.parametrize(
    "inner",
    [
        '<text class="stat" data-stat="a.n">25</text>',
        '<text class="axis">0.5</text>',
        '<text class="literal" data-reason="a year">2020</text>',
        '<text><tspan class="stat" data-stat="a.n">25</tspan></text>',
        "<text/>",
    ],
)
def test_bound_texts_are_not_reported(inner: str) -> None:
    """Numbers of rows and axes, and those with a reason."""
    assert list(unbound(drawn(inner))) == []


def test_the_words_beside_a_tied_number_are_reported_without_it() -> None:
    """Text, spans and tails are read in order."""
    root = drawn('<text>N = <tspan class="stat" data-stat="a.n">25</tspan> of <tspan>30</tspan></text>')
    assert list(unbound(root)) == ["N = of 30"]


def test_a_power_of_a_letter_is_no_number() -> None:
    """The 2 of R² is smaller and follows a letter; a 2 of the same size is a number."""
    big, small = 'font-size="10px"', 'font-size="7px"'
    power = drawn(f"<text><tspan {big}>R</tspan><tspan {small}>2</tspan></text>")
    assert list(unbound(power)) == ["R"]
    number = drawn(f"<text><tspan {big}>R</tspan><tspan {big}>2</tspan></text>")
    assert list(unbound(number)) == ["R2"]
    after_a_digit = drawn(f"<text><tspan {big}>3</tspan><tspan {small}>2</tspan></text>")
    assert list(unbound(after_a_digit)) == ["32"]

"""Elements of Word files: joined runs, paragraph styles, and the cells of tables."""

from __future__ import annotations

from html import escape

import pytest
from lxml import etree

from report.drawing.text_width import width
from report.render.word.namespaces import element, property_of, relation_type, style_of, text_of, w, xml
from report.render.word.paragraph import ParagraphStyle, twips
from report.render.word.text_runs import join_runs
from report.render.word.word_cells import TableCell, align_decimals, cells_of, columns_of, take_marks


def paragraph(*runs: str) -> etree._Element:
    """A paragraph of these runs."""
    return xml(f"<w:p>{''.join(runs)}</w:p>")


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def texts(root: etree._Element) -> list[str]:
    """The texts of the runs."""
    return [text_of(each) for each in root.iter(w("r"))]


def test_runs_of_the_same_look_are_joined() -> None:
    """With their spaces, in order; bold ones stay apart from plain ones."""
    made = paragraph(
        run("One"), run(" "), run("two"), run("bold", "<w:b/>"), run(" too", "<w:b/>"), run("end")
    )
    join_runs(made)
    assert texts(made) == ["One two", "bold too", "end"]
    assert made.find(f"{w('r')}/{w('t')}").get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize(
    "between",
    [
        '<w:bookmarkStart w:id="1" w:name="x"/>',
        "<w:r><w:br/></w:r>",
        "<w:r><w:footnoteReference/></w:r>",
        "<w:r><w:t>a</w:t><w:t>b</w:t></w:r>",
    ],
)
def test_what_is_not_plain_text_separates_runs(between: str) -> None:
    """Bookmarks, breaks, references and runs of several texts."""
    made = paragraph(run("One"), between, run("two"))
    join_runs(made)
    assert (texts(made)[0], texts(made)[-1]) == ("One", "two")


def test_runs_of_different_paragraphs_are_not_joined() -> None:
    """A run belongs to its paragraph."""
    made = xml(f"<w:body><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:body>")
    join_runs(made)
    assert texts(made) == ["a", "b"]


def test_a_style_states_only_what_is_set() -> None:
    """All else is inherited."""
    made = ParagraphStyle("First Paragraph", based="Body Text").element()
    assert made.get(w("styleId")) == "FirstParagraph"
    assert made.find(w("name")).get(w("val")) == "First Paragraph"
    assert made.find(w("basedOn")).get(w("val")) == "BodyText"
    assert made.find(w("next")) is None
    assert list(made.find(w("pPr"))) == []
    assert list(made.find(w("rPr"))) == []


def test_lengths_of_a_style_are_in_the_units_of_word() -> None:
    """Spacing in twentieths of a point, line spacing in 240ths of a line, sizes in half points."""
    made = ParagraphStyle("X", size=10.5, before=6, after=0, line=1.5, left=18, hanging=9, right=1).element()
    spacing = made.find(f"{w('pPr')}/{w('spacing')}")
    assert {name: spacing.get(w(name)) for name in ("before", "after", "line")} == {
        "before": "120",
        "after": "0",
        "line": "360",
    }
    indent = made.find(f"{w('pPr')}/{w('ind')}")
    assert [indent.get(w(name)) for name in ("left", "right", "hanging")] == ["360", "20", "180"]
    assert made.find(f"{w('rPr')}/{w('sz')}").get(w("val")) == "21"
    assert twips(0.5) == 10


@pytest.mark.parametrize(("on", "value"), [(True, None), (False, "0")])
def test_a_switch_can_be_turned_off(on: bool, value: str | None) -> None:
    """Against the style that it is based on; also for scripts that need it apart."""
    letters = ParagraphStyle("X", bold=on).element().find(w("rPr"))
    assert [each.tag for each in letters] == [w("b"), w("bCs")]
    assert [each.get(w("val")) for each in letters] == [value, value]


def test_properties_of_a_style_are_in_the_order_of_the_schema() -> None:
    """Word refuses a file in which they are not."""
    made = ParagraphStyle(
        *("X", "Normal", "Y", "Serif", 10, True, True, "112233", "center", 1, 1, 1, 1, 1, 1, True, True, 0),
        *("445566", "778899", True),
    ).element()
    order = [each.tag.rpartition("}")[2] for each in made.find(w("pPr"))]
    assert order == [
        *("keepNext", "keepLines", "pBdr", "shd", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
    ]
    letters = [each.tag.rpartition("}")[2] for each in made.find(w("rPr"))]
    assert letters == ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs"]


def test_a_property_is_set_once_and_in_its_place() -> None:
    """A second value replaces the first."""
    made = xml('<w:p><w:pPr><w:pStyle w:val="X"/><w:jc w:val="right"/></w:pPr></w:p>')
    property_of(made, "pPr", "ind", right=100)
    property_of(made, "pPr", "ind", right=200)
    assert [each.tag for each in made[0]] == [w("pStyle"), w("ind"), w("jc")]
    assert made[0][1].get(w("right")) == "200"
    bare = element("p")
    property_of(bare, "pPr", "jc", val="center")
    assert [each.tag for each in bare] == [w("pPr")]
    assert (style_of(made), style_of(bare)) == ("X", "")


def test_the_type_of_a_relationship_has_a_full_name() -> None:
    """One that is full already stays."""
    assert relation_type("image").endswith("/relationships/image")
    assert relation_type("https://example.org/x") == "https://example.org/x"


def cell(text: str, align: str = "right", span: int = 1, style: str = "") -> str:
    """A cell of a table."""
    wide = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:tc>{wide}<w:p><w:pPr>{named}<w:jc w:val="{align}"/></w:pPr>{run(text)}</w:p></w:tc>'


def table(*rows: list[str], heads: int = 0) -> etree._Element:
    """A table, the first rows of which are heads."""
    made = []
    for place, cells in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if place < heads else ""
        made.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
    return xml(f"<w:tbl>{''.join(made)}</w:tbl>")


def one(text: str, align: str = "right") -> TableCell:
    """The only cell of a table."""
    return cells_of(table([cell(text, align)]))[0][0]


@pytest.mark.parametrize(
    "text", ["1.5", "−0.25", ".05", "< .001", "12%", "1,234.5", ".25***", "3†", "–2", "0"]
)
def test_a_number_is_recognised(text: str) -> None:
    """With a relation, a sign, marks or a percent sign."""
    assert one(text).is_number


@pytest.mark.parametrize("text", ["", "–", "n = 5", "1.5 (0.3)", "a", ".", "5 to 7", "*", "1.5.2"])
def test_other_texts_are_no_numbers(text: str) -> None:
    """A dash, an interval, words."""
    assert not one(text).is_number


def test_a_cell_knows_its_columns() -> None:
    """After a cell that spans two, the next is the third; head rows are marked."""
    rows = cells_of(table([cell("A", span=2), cell("B")], [cell("1"), cell("2"), cell("3")], heads=1))
    assert [(each.column, each.span, each.is_head) for each in rows[0]] == [(0, 2, True), (2, 1, True)]
    assert [each.column for each in rows[1]] == [0, 1, 2]
    assert not rows[1][0].is_head


def test_a_text_may_be_broken_and_a_number_may_not() -> None:
    """Right-aligned text needs its whole width; in a head it may be broken as well."""
    text, number = one("two words", "left"), one("two words", "right")
    assert text.needs[0] == pytest.approx(max(width("two"), width("words")))
    assert text.needs[1] == number.needs[0] == pytest.approx(width("two words"))
    head = cells_of(table([cell("two words")], heads=1))[0][0]
    assert head.needs[0] < head.needs[1]


def test_an_indented_cell_needs_more_room() -> None:
    """Its indent is added to the margins, which do not grow with the type size."""
    plain, indented = (cells_of(table([cell("a", style=style)]))[0][0] for style in ("", "TableIndent"))
    assert indented.needs[2] == pytest.approx(plain.needs[2] + 9)
    assert plain.needs[2] > 0
    (column,) = columns_of([[plain]])
    small, large = column.need(10), column.need(20)
    assert large.least - small.least == pytest.approx(10 * width("a"))


def test_the_tail_of_a_number_begins_at_its_decimal_point() -> None:
    """Or at its marks, if it has none; it grows with the type size."""
    assert one("12.34*").tail(10) == pytest.approx(10 * width(".34*"))
    assert one("12*").tail(10) == pytest.approx(10 * width("*"))
    assert one("12").tail(10) == 0


def test_numbers_are_aligned_on_the_decimal_point() -> None:
    """One with fewer decimals is moved to the left by the width that it lacks; the longest is not moved."""
    rows = cells_of(table([cell("1.25")], [cell("10.5")], [cell("3")], [cell("text", "left")]))
    align_decimals(rows, 10)

    def moved(each: TableCell) -> int:
        indent = each.paragraphs[0].find(f"{w('pPr')}/{w('ind')}")
        return int(indent.get(w("right"))) if indent is not None else 0

    longest = width(".25") * 10
    wanted = [0, twips(longest - width(".5") * 10), twips(longest), 0]
    assert [moved(row[0]) for row in rows] == wanted


def test_a_dash_is_moved_below_the_decimals() -> None:
    """At the border it would look like the minus sign of the next number."""
    rows = cells_of(table([cell("1.25")], [cell("–")]))
    align_decimals(rows, 10)
    indent = rows[1][0].paragraphs[0].find(f"{w('pPr')}/{w('ind')}")
    assert 0 < int(indent.get(w("right"))) < twips(width(".25") * 10)


def test_a_column_needs_room_for_its_longest_number_parts() -> None:
    """The longest whole part and the longest decimals may be of different numbers."""
    (column,) = columns_of(cells_of(table([cell("1000.5")], [cell("1.2345")])))
    need = column.need(10)
    assert need.least >= 10 * (width("1000") + width(".2345"))
    (single,) = columns_of(cells_of(table([cell("1000.5")])))
    assert single.need(10).least < need.least


def test_a_cell_over_several_columns_sets_the_need_of_none() -> None:
    """The table has as many columns as its widest row."""
    columns = columns_of(
        cells_of(table([cell("a very long head over both columns", span=2)], [cell("1"), cell("2")]))
    )
    assert len(columns) == 2
    assert columns[0].need(10).most < 30
    assert columns_of([]) == []


def test_marks_of_the_filter_become_shading_or_are_returned() -> None:
    """They are removed; the deeper the mark, the stronger the colour."""
    made = xml(
        "<w:tbl><w:tr><w:tc><w:p><?mark shade plus-10?></w:p></w:tc><w:tc><w:p><?mark shade minus-5?></w:p></w:tc>"
        "<w:tc><w:p><?mark wide?></w:p></w:tc></w:tr></w:tbl>"
    )
    assert take_marks(made) == {"shade", "wide"}
    fills = [each.get(w("fill")) for each in made.iter(w("shd"))]
    half = [round(255 - (255 - part) / 2) for part in (15, 76, 134)]
    assert fills[0] == "".join(f"{part:02X}" for part in half)
    assert len(fills) == 2
    assert fills[1] > "DC"
    assert list(made.iter(etree.ProcessingInstruction)) == []

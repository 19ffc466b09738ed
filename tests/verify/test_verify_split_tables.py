"""A table may be split in two in any format, with a repeated head and a caption that says so."""

import re

import pytest
from test_verify_word_actions import _ROW, changed, run

from report.text.blocks import Block
from report.text.reading.split_tables import rejoined

CONTINUED = [
    "{label} (continued)",
    "{label} (continued from previous page)",
    "{label} cont.",
    "{label}, cont'd",
    "{label} – Fortsetzung",
    "{caption} (continued)",
    "{caption}",
    "Continued",
    "",
]


def divided(page, number, caption="", *, head=True, outside=False, edit=lambda rows: rows):
    """A page whose table is split in two, with the rows of the second part edited."""
    table = list(re.finditer(r"<table.*?</table>", page, re.DOTALL))[number]
    start, body = table[0].split("<tbody>")
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    thead = re.search(r"<thead>.*?</thead>", start, re.DOTALL)[0] if head else ""
    full = re.search(r"<caption>(.*?)</caption>", start, re.DOTALL)[1]
    text = caption.format(label=f"Table {number + 1}", caption=full)
    before, inside = (f"<p>{text or '&nbsp;'}</p>", "") if outside else ("", f"<caption>{text}</caption>")
    first, second = rows[: len(rows) // 2], edit(rows[len(rows) // 2 :])
    parts = f"{start}<tbody>{''.join(first)}</table>{before}<table>{inside}{thead}<tbody>{''.join(second)}</table>"
    return page[: table.start()] + parts + page[table.end() :]


def found(sample, *args, **options):
    page = sample.bytes("index.html").decode("utf-8")
    return sample.found("index.html", divided(page, *args, **options).encode())


@pytest.mark.parametrize(
    ("number", "caption", "options"),
    [(0, CONTINUED[0], {}), (1, CONTINUED[5], {"head": False}), (2, "", {"outside": True})],
)
def test_a_split_table_of_a_page_is_whole(sample, number, caption, options):
    """The rows stay in order; the repeated head of the second part is not new text."""
    assert found(sample, number, caption, **options) == []


@pytest.mark.slow
@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("caption", CONTINUED)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_any_split_table_of_a_page_is_whole(sample, number, caption, head, outside):
    """Every wording of the caption, inside or in front of the second part, with and without its head."""
    assert found(sample, number, caption, head=head, outside=outside) == []


def test_a_row_lost_in_a_split_is_found(sample):
    """All numbers of the last row are missing."""
    kinds = [kind for kind, _ in found(sample, 1, CONTINUED[0], edit=lambda rows: rows[:-1])]
    assert len(kinds) >= 4
    assert set(kinds) == {"deleted"}


def test_a_row_changed_in_a_split_is_found(sample):
    """A number that was changed in the second part."""

    def edit(rows):
        return [*rows[:-1], re.sub(r">[−\d]*\.\d+</a>", ">99.9</a>", rows[-1], count=1)]

    assert [kind for kind, _ in found(sample, 1, CONTINUED[0], edit=edit)] == ["changed"]


def test_a_split_table_of_word_may_repeat_its_caption(sample):
    """A paragraph "Table 1 (continued)" between the two parts."""

    def divide(document):
        table = re.search(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL)
        rows = [row[0] for row in _ROW.finditer(table[0])]
        before, half = table[0][: table[0].index(rows[0])], len(rows) // 2
        parts = (f"{before}{''.join(part)}</w:tbl>" for part in (rows[:half], rows[half:]))
        split = f"<w:p>{run('Table 1 (continued)')}</w:p>".join(parts)
        return document[: table.start()] + split + document[table.end() :]

    assert sample.found("index.docx", changed(sample, divide)) == []


def cells(table, *rows):
    return [
        Block("cell", text, cell=(table, row, column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


FIRST = [Block("caption", "Table 1 Means of 48"), *cells(1, ["Measure", "M"], ["Age", "46.3"])]
HEADS = {(1, 0), (2, 0)}


def test_rows_are_numbered_on():
    """The caption and the head of the second part are left out."""
    second = cells(2, ["Measure", "M"], ["Mood", "3.1"])
    read = rejoined([*FIRST, Block("caption", "Table 1 (continued)"), *second], HEADS)
    assert [block.text for block in read[-2:]] == ["Mood", "3.1"]
    assert [block.cell for block in read[1:]] == [(1, row, column) for row in range(3) for column in (0, 1)]


@pytest.mark.parametrize(
    ("between", "head"),
    [
        ([Block("caption", "Table 2 (continued)")], ["Measure", "M"]),
        ([Block("caption", "Table 1 (continued) Means of 47")], ["Measure", "M"]),
        ([Block("paragraph", "Table 1 continued with 9 others")], ["Measure", "M"]),
        ([Block("paragraph", "Mood is new.")], ["Measure", "M"]),
        ([Block("picture", "")], ["Measure", "M"]),
        ([Block("caption", "Table 1 (continued)")], ["Measure", "SD"]),
    ],
)
def test_another_table_or_text_is_no_continuation(between, head):
    """A different number, caption, text or head between the tables leaves everything where it is."""
    read = [*FIRST, *between, *cells(2, head, ["Mood", "3.1"])]
    assert rejoined(read, HEADS) == read


TALL = [
    Block("caption", "Table 1 Means of 48"),
    *cells(1, ["", "Session 1"], ["Measure", "M"], ["Warm hands"], ["Age", "46.3"]),
]


@pytest.mark.parametrize(
    ("rows", "header_rows"),
    [
        ([["", "Session 1"], ["Measure", "M"], ["Mood", "3.1"]], {(1, 0), (1, 1), (2, 0), (2, 1)}),
        ([["Measure", "M"], ["Mood", "3.1"]], {(1, 0), (1, 1), (2, 0)}),
        ([["", "Session 1"], ["Mood", "3.1"]], {(1, 0), (1, 1), (2, 0)}),
        ([["Measure", "M"], ["Mood", "3.1"]], {(1, 0), (1, 1)}),
        ([["Warm hands (continued)"], ["Mood", "3.1"]], {(1, 0), (1, 1)}),
        ([["Measure", "M"], ["Warm hands, cont’d"], ["Mood", "3.1"]], {(1, 0), (1, 1), (2, 0)}),
    ],
)
def test_what_the_second_part_repeats_is_left_out(rows, header_rows):
    """The whole head, one of its rows, or the name of the group with a word for "continued"."""
    read = rejoined([*TALL, *cells(2, *rows)], header_rows)
    assert [block.text for block in read] == [*(block.text for block in TALL), "Mood", "3.1"]
    assert read[-1].cell == (1, 4, 1)


@pytest.mark.parametrize("name", ["Cold hands (continued)", "Warm hands 29 (continued)", "Warm hands"])
def test_another_group_is_part_of_the_table(name):
    """Only the last group can be continued, and only if the row says so."""
    read = rejoined([*TALL, *cells(2, [name], ["Mood", "3.1"])], {(1, 0), (1, 1)})
    assert [block.text for block in read[-3:]] == [name, "Mood", "3.1"]


def test_three_parts_are_one_table():
    """Each part continues the one before; a column may be empty."""
    parts = [cells(number, ["Measure", "M"], [f"Item {number}", ""]) for number in (2, 3)]
    read = rejoined([*FIRST, *parts[0], *parts[1]], {(1, 0), (2, 0), (3, 0)})
    assert [block.cell for block in read if block.text.startswith("Item")] == [(1, 2, 0), (1, 3, 0)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_word_table_split_in_three_is_whole(sample, number):
    """Each part repeats the head."""

    def divide(document):
        table = list(re.finditer(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL))[number]
        rows = [row[0] for row in _ROW.finditer(table[0])]
        before = table[0][: table[0].index(rows[0])]
        head = "".join(row for row in rows if "tblHeader" in row)
        third = len(rows) // 3
        groups = (rows[:third], [head, *rows[third : 2 * third]], [head, *rows[2 * third :]])
        split = "<w:p/>".join(f"{before}{''.join(group)}</w:tbl>" for group in groups)
        return document[: table.start()] + split + document[table.end() :]

    assert sample.found("index.docx", changed(sample, divide)) == []

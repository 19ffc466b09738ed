"""Each number of a Word file is a content control that names its row."""

from word_file import W, WordFile, style_of, text_of, value

from report.render.word.controls import tag_of, title_of


def place(control):
    """The kind of place that contains a control."""
    if next(control.iterancestors(W + "footnote"), None) is not None:
        return "footnote"
    if next(control.iterancestors(W + "tc"), None) is not None:
        return "cell"
    return style_of(next(control.iterancestors(W + "p")))


def test_every_number_is_a_control_that_bears_its_row(word, markdown):
    """The text of a span is in a control whose tag is the row's id, in the same order, footnotes last."""
    expected = [(tag_of(id), text.replace("*", "") or "***") for id, text in word.spans(markdown)]
    found = [(value(each, "sdtPr/tag"), text_of(each)) for each in word.controls()]
    assert sorted(found) == sorted(expected)


def test_controls_stand_in_all_places(word):
    """Abstract, text, caption, cell, note and footnote: none loses its controls."""
    places = {place(each) for each in word.controls()}
    assert places >= {"Abstract", "cell", "footnote", "TableNote", "TableCaption", "ImageCaption"}
    assert places & {"FirstParagraph", "BodyText"}


def test_a_bookmark_beside_each_control_names_the_occurrence(word):
    """The bookmark begins right before its control; it ends inside, since LibreOffice doubles some that end behind.

    In notes it ends behind: LibreOffice drops controls there.
    """
    names = []
    for control in word.controls():
        inside = control.find(f"{W}sdtContent")[-1]
        start, end = control.getprevious(), control.getnext() if place(control) == "footnote" else inside
        assert start.tag == W + "bookmarkStart"
        assert end.tag == W + "bookmarkEnd"
        assert start.get(W + "id") == end.get(W + "id")
        names.append(start.get(W + "name"))
    assert sorted(names, key=lambda name: int(name[1:])) == [f"o{i}" for i in range(1, 17)]


def test_numbers_of_controls_bookmarks_and_pictures_are_unique(word):
    """Word repairs a file in which two of them share a number."""
    bookmarks = [each.get(W + "id") for each in word.all("bookmarkStart")]
    ends = [each.get(W + "id") for each in word.all("bookmarkEnd")]
    controls = [value(each, "sdtPr/id") for each in word.controls()]
    pictures = [e.get("id") for e in word.body.iter() if e.tag.endswith(("}docPr", "}cNvPr"))]
    for numbers in (bookmarks, ends, controls, pictures):
        assert len(numbers) == len(set(numbers)) > 0
    assert sorted(bookmarks) == sorted(ends)


def test_text_is_plain_where_it_can_be(word):
    """A control of plain text cannot hold two runs set in different ways."""
    for control in word.controls():
        plain = control.find(f"{W}sdtPr/{W}text") is not None
        assert plain == (len(control.findall(f"{W}sdtContent/{W}r")) == 1)


def test_names_keep_within_the_limit_of_word(copy):
    """Word refuses tags and titles of more than 64 characters."""
    for control in WordFile(copy).controls():
        for name in ("tag", "alias"):
            assert 0 < len(value(control, f"sdtPr/{name}")) <= 64


def test_long_ids_stay_different():
    """Two long ids with the same beginning have different tags; a short one is its own tag."""
    long = "a." + "b" * 80
    assert tag_of(f"{long}.x") != tag_of(f"{long}.y")
    assert tag_of("a.b") == "a.b"


def test_titles_are_cut_between_words():
    """A title that is cut says so."""
    assert title_of("a short label") == "a short label"
    assert title_of("word " * 20).endswith("word…")


def test_emphasis_around_a_number_stays(word):
    """Italics and superscripts beside a control are what they were."""
    italic = [text_of(run) for run in word.all("r") if run.find(f"{W}rPr/{W}i") is not None]
    assert {"r", "n", "did not", "Note."} <= set(italic)


def test_titles_are_the_labels_of_the_rows(copy):
    """A reader who clicks a number in Word sees what it is."""
    aliases = {value(each, "sdtPr/tag"): value(each, "sdtPr/alias") for each in WordFile(copy).controls()}
    assert aliases["flow.randomised"].startswith("label of flow.randomised and more")

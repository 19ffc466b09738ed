"""The location of a word in the sources of a document."""

import pytest

from report.render.document import Document
from report.render.source_location import all_located, located, origin


@pytest.fixture
def document(tmp_path):
    folder = tmp_path / "templates"
    (folder / "parts").mkdir(parents=True)
    (folder / "index.qmd.j2").write_text(
        "---\ntitle: A study\n---\n\n<% include 'parts/results.qmd.j2' %>\nSee @tbl-one &amp; more.\n",
        "utf-8",
    )
    (folder / "parts" / "results.qmd.j2").write_text(
        "The effect was large,\nas @smith2020 wrote.\nSee @smith2020b and @smith2020.\n", "utf-8"
    )
    return Document("index", "The effect was large, as 0.5 shows.\n", tmp_path, tmp_path)


PART = "templates/parts/results.qmd.j2"


@pytest.mark.parametrize(
    ("word", "where"),
    [
        ("", "templates/index.qmd.j2"),
        ("tbl-one", "templates/index.qmd.j2:6"),
        ("smith2020", f"{PART}:2"),
        ("smith2020b", f"{PART}:3"),
        ("smith202", "templates/index.qmd.j2"),
        ("absent", "templates/index.qmd.j2"),
    ],
)
def test_a_word_is_found_whole_in_the_template_and_in_what_it_includes(document, word, where):
    assert origin(document, word) == where


def test_a_template_that_includes_itself_is_read_once(document):
    path = document.root / PART
    path.write_text("<% include 'parts/results.qmd.j2' %>\nhere\n", "utf-8")
    assert origin(document, "here") == f"{PART}:2"


def test_a_text_over_two_lines_is_found(document):
    assert located(document, ["large, as @smith2020"]) == f"{PART}:1"


def test_the_first_text_that_occurs_is_located(document):
    assert located(document, ["absent", "  ", "wrote"]) == f"{PART}:2"


def test_all_locations_of_a_text_are_listed(document):
    assert list(all_located(document, ["@smith2020"])) == [f"{PART}:2", f"{PART}:3", f"{PART}:3"]


def test_a_text_is_found_as_it_is_written_with_entities(document):
    assert located(document, ["@tbl-one & more"]) == "templates/index.qmd.j2:6"


def test_a_text_that_a_template_assembles_is_located_by_the_words_around_it(document):
    assert located(document, ["0.5 shows"]) == f"{PART}:1"


def test_a_document_written_by_hand_is_its_own_source(tmp_path):
    (tmp_path / "letter.qmd").write_text("Dear editor,\n\nyours\n", "utf-8")
    letter = Document("letter", "", tmp_path, tmp_path)
    assert origin(letter, "yours") == "letter.qmd:3"


def test_a_file_that_is_not_utf8_is_still_searched(document):
    (document.root / PART).write_bytes(b"\xff\xfe\n@key here\n")
    assert origin(document, "key") == f"{PART}:2"

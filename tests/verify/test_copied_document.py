"""Which document a file is a copy of, or which two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from marked_texts import block, rows, table

from report.rows.ledger import Ledger
from report.text.blocks import Block, Copy
from report.text.reading.guards import UnreadableError
from report.verify.check import opened
from report.verify.copied_document import comparisons, tables_alone
from report.verify.rasters import Drawings


class Library:
    """Documents in memory; which were asked for is noted."""

    ledger: Ledger = rows()
    sweeps: tuple[str, ...] = ()

    def __init__(self, **documents: list[Block]):
        self.documents = documents
        self.drawings: Drawings = {}
        self.asked: list[str] = []
        self.titles: list[tuple[str, ...]] = []

    def blocks(self, name: str) -> tuple[Block, ...]:
        """The blocks of a document."""
        self.asked.append(name)
        return tuple(self.documents[name])

    def descriptions(self, name: str) -> tuple[Block, ...]:
        """No alternative texts."""
        return ()

    def styles(self, name: str) -> tuple[str, ...]:
        """No style rules."""
        return ()

    def likely(self, path: Path, tables: Sequence[str]) -> Iterator[str]:
        """All documents, in order."""
        self.titles.append(tuple(tables))
        yield from self.documents


def words(stem: str, count: int = 150) -> list[Block]:
    """A document of words that no other has."""
    return [block(" ".join(f"{stem}{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(count)))]


def chosen(library: Library, blocks: list[Block]) -> tuple[str, ...]:
    """The names of the documents that a copy is of."""
    names, cases = comparisons(Path("copy.docx"), Copy("docx", {"": tuple(blocks)}), library)
    assert list(cases) == [""]
    return names


PAPER, SUPPLEMENT = words("paper"), words("extra")


def test_the_document_whose_words_the_copy_has() -> None:
    """Whatever order the documents are tried in."""
    assert chosen(Library(paper=PAPER, supplement=SUPPLEMENT), PAPER) == ("paper",)
    assert chosen(Library(paper=PAPER, supplement=SUPPLEMENT), SUPPLEMENT) == ("supplement",)


def test_after_a_sure_match_no_other_document_is_read() -> None:
    """The rest of the documents need not be opened."""
    library = Library(paper=PAPER, supplement=SUPPLEMENT)
    chosen(library, PAPER)
    assert set(library.asked) == {"paper"}


def test_two_documents_bound_together() -> None:
    """Paper and supplement in one file are compared with both."""
    assert chosen(Library(paper=PAPER, supplement=SUPPLEMENT), [*PAPER, *SUPPLEMENT]) == (
        "paper",
        "supplement",
    )


def test_a_copy_of_half_a_document() -> None:
    """Half of the words are enough, of a document of some length."""
    half = [block(" ".join(PAPER[0].text.split()[:75]))]
    assert chosen(Library(paper=PAPER), half) == ("paper",)


@pytest.mark.parametrize(
    "blocks",
    [
        words("other"),
        [],
        [block(" ".join(PAPER[0].text.split()[:10]))],
        [block(" ".join([*PAPER[0].text.split()[:30], *words("other")[0].text.split()]))],
    ],
)
def test_files_that_are_no_copies(blocks: list[Block]) -> None:
    """Other words, none, too few of them, or mostly others."""
    with pytest.raises(
        UnreadableError, match="is not a copy of this paper: they have too few words in common"
    ):
        chosen(Library(paper=PAPER), blocks)


def test_a_short_document_must_match_almost_entirely() -> None:
    """Ten words are the whole of a document of ten."""
    short = words("short", 10)
    assert chosen(Library(short=short), short) == ("short",)


def test_a_file_that_is_far_too_long_is_not_compared() -> None:
    """Millions of letters are no copy of a page."""
    long = [block("word " * 400_000)]
    with pytest.raises(UnreadableError, match="is far longer than this paper"):
        chosen(Library(paper=PAPER), long)


def test_all_readings_are_compared_with_the_same_document() -> None:
    """Tracked changes give two readings, before and after."""
    readings = {"before": tuple(PAPER), "after": (block(PAPER[0].text + " added"),)}
    names, cases = comparisons(
        Path("copy.docx"), Copy("docx", readings), Library(supplement=SUPPLEMENT, paper=PAPER)
    )
    assert names == ("paper",)
    assert list(cases) == ["before", "after"]
    assert len(cases["after"].found) == len(cases["before"].found) + 1


CONTENTS = block("Contents of the paper", "contents")
DRAWING = block("Two bars of the same height, with a whisker each", "description")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([], set()),
        ([block("Contents", "contents")], {"contents"}),
        ([block("Two bars", "description")], {"description"}),
        ([block("x Two bars of the same height, with a x")], {"description"}),
        ([block("Two bars of another height, with a x")], set()),
    ],
)
def test_parts_that_some_formats_lack(more: list[Block], expected: set[str]) -> None:
    """Contents and alternative texts are expected only of a copy that has some."""
    library = Library(paper=[*PAPER, CONTENTS, DRAWING])
    _, cases = comparisons(Path("a.docx"), Copy("docx", {"": (*PAPER, *more)}), library)
    assert {each.kind for each in cases[""].expected_blocks} - {"paragraph"} == expected


CAPTION = block("Table\u00a02. Means of all groups", "caption")


@pytest.mark.parametrize(
    ("blocks", "titles"),
    [
        ([CAPTION, *table(("a", "b"), ("1", "2"))], ("Table 2",)),
        ([CAPTION, block("Table S3. More", "caption")], ("Table 2", "Table S3")),
        ([CAPTION, *[block("x")] * 3], ("Table 2",)),
        ([CAPTION, *[block("x")] * 4], ()),
        ([block("Figure 2. Means", "caption")], ()),
        ([block("Table 2. Means")], ()),
        ([], ()),
    ],
)
def test_titles_of_a_copy_of_tables_alone(blocks: list[Block], titles: tuple[str, ...]) -> None:
    """At most three paragraphs besides; running text makes it a document."""
    assert tables_alone(Copy("docx", {"": tuple(blocks)})) == titles


def test_the_titles_help_to_find_the_document() -> None:
    """They are handed to the documents."""
    library = Library(paper=[CAPTION, *PAPER])
    chosen(library, [CAPTION, *PAPER])
    assert library.titles[-1] == ("Table 2",)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (
            "index.odt",
            "is an OpenDocument text, which cannot be checked; save it as .docx; supported are .html",
        ),
        (
            "index.ODS",
            "is an OpenDocument spreadsheet, which cannot be checked; save it as .xlsx; supported are",
        ),
        (
            "index.xml",
            "is an XML file, such as JATS, which cannot be checked; check the .html, .pdf or .docx instead",
        ),
        ("index.md", "is plain text, which cannot be checked; check the .html, .pdf or .docx instead"),
        ("index", "has a type that cannot be checked; supported are .html"),
    ],
)
def test_a_file_of_another_format_is_refused_with_what_to_do(name: str, what: str) -> None:
    """Before the file is read."""
    with pytest.raises(UnreadableError) as error:
        opened(Path(name))
    assert str(error.value).startswith(what)

"""Forty edits that two co-authors make in the Word file of the example `political_democracy`."""

from __future__ import annotations

from collections.abc import Callable

from tests.merge.edit_kinds import (
    WordCopy,
    deleted_words,
    footnote_after,
    formatted,
    inserted_after,
    inserted_words,
    joined,
    moved,
    reworded,
    split,
    switch,
    thread,
)

EQUAL_WEIGHT = "mean of its indicators. All 75 countries have equal weight."
NEW_PARAGRAPH = (
    "Ratings from several sources would show how much of the persistence of democracy is that of its raters."
)

#: What a co-author did, in the order of the document, and the edit of the file.
EDITS: tuple[tuple[str, Callable[[WordCopy], None]], ...] = (
    ("Reword the title", reworded("Path Models of Composites", "A Path Analysis of Composites")),
    ("Reword the abstract", reworded("is less clear", "is less certain")),
    ("Edit a claim in the abstract", reworded("was significant too", "was also significant")),
    ("Add a keyword", reworded("measurement error", "measurement error, development")),
    ("Reword a sentence", reworded("is among the oldest", "is one of the oldest")),
    ("Add a footnote", footnote_after("over time,", "Later ratings exist, but other experts made them.")),
    ("Comment, with a reply", thread("a standard example", "Cite a textbook?", "The next reference is one.")),
    ("Type a citation", reworded("average their indicators", "average their indicators (Nunnally, 1978)")),
    ("Delete words, tracked (Ben)", deleted_words(", however,", "Ben")),
    ("Split a paragraph", split("That economic development", "We ask what")),
    ("Italicise words", formatted("indirect effect of industrialisation, and", switch("i"))),
    ("Change a number in the text", reworded("75", "76", within="The data cover")),
    ("Replace words", reworded("are complete", "have no missing values")),
    ("Make a typing error", reworded("gross national product", "gross natoinal product")),
    ("Delete words, tracked (Ann)", deleted_words(" inanimate", "Ann")),
    ("Insert words, tracked (Ben)", inserted_words("fairness of", " national", "Ben")),
    ("Make a word bold", formatted("unweighted", switch("b"))),
    ("Add a sentence with a number", reworded("mean of its indicators.", EQUAL_WEIGHT)),
    ("Rename a heading", reworded("Analysis", "Statistical analysis", within="Analysis")),
    ("Delete a sentence", reworded("It is saturated, so that its fit cannot be tested.", "")),
    ("Make two sentences of one", reworded("likelihood; confidence", "likelihood. Confidence")),
    ("Insert words, tracked (Ann)", inserted_words("For comparison", " with our composites", "Ann")),
    ("Change the year of a citation", reworded("1978", "1987", within="Table\u00a01 describes")),
    ("Edit the wording of a claim", reworded("was acceptable for all", "was satisfactory for all")),
    ("Edit the caption of a table", reworded("Composites, their", "Composites: their")),
    ("Change a number in a table", reworded("4.47", "4.57")),
    ("Change the note of a table", reworded("Composites are means", "Composites are unweighted means")),
    ("Change a statistic", reworded("0.92", "0.93", within="Figure\u00a01 and")),
    ("Reword next to numbers", reworded("In this model, the explained", "The explained")),
    ("Join two paragraphs", joined("Figure\u00a01 and Table\u00a02")),
    ("Move a paragraph behind a table", moved("Between the latent", "Note. b")),
    ("Edit the caption of a figure", reworded("grows with its", "follows its")),
    ("Rename a column", reworded("Effect", "Path or effect", within="Effect")),
    ("Change punctuation", reworded(", moreover, lets", " also lets")),
    ("Add a paragraph", inserted_after("The countries are no", NEW_PARAGRAPH)),
    ("Move a paragraph to the start", moved("The countries are no", "Discussion")),
    (
        "Insert a heading",
        inserted_after("The countries are no", "Democracy and its causes", style="Heading2"),
    ),
    ("Rename a heading", reworded("Data and code availability", "Availability of data and code")),
    ("Highlight words", formatted("come with the project", switch("highlight", val="yellow"))),
    ("Edit a reference", reworded("2nd edn", "2nd ed.")),
)


def edited(data: bytes) -> bytes:
    """The Word file with all edits."""
    file = WordCopy(data)
    for _, edit in EDITS:
        edit(file)
    return file.saved()


def listed() -> str:
    """The edits as a numbered list in Markdown."""
    return "".join(f"{number}. {what}\n" for number, (what, _) in enumerate(EDITS, 1))

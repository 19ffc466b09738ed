"""The faults that pandoc's messages report."""

import pytest

from report.render.document import Document
from report.render.guard.bibliography import CitationSources
from report.render.pandoc_messages import failure, faults_of


@pytest.fixture
def document(tmp_path):
    return Document("index", "See @smith2020 and $\\frac{1$.\n", tmp_path, tmp_path)


def described(document, messages):
    return [fault.what for fault in faults_of(document, messages)]


@pytest.mark.parametrize("messages", ["", "\n", "[INFO] Loaded filter\n"])
def test_messages_without_a_warning_are_no_fault(document, messages):
    assert described(document, messages) == []


@pytest.mark.parametrize(
    ("message", "what"),
    [
        (
            "[WARNING] Citeproc: citation smith2020 not found\n",
            "cites smith2020, which is not in the bibliography",
        ),
        (
            "[WARNING] unresolved cross-reference: tbl-none\n",
            "refers to tbl-none, which is not in the document",
        ),
        (
            "[WARNING] Could not fetch resource 'plot.png': replacing image with description\n",
            "shows plot.png, which does not exist",
        ),
        (
            "[WARNING] Duplicate identifier 'x' at line 3\n",
            "pandoc warns: Duplicate identifier 'x' at line 3",
        ),
    ],
)
def test_each_kind_of_warning_is_one_fault(document, message, what):
    assert described(document, message) == [what]


def test_a_warning_over_several_lines_is_one_fault(document):
    messages = "[WARNING] Skipped something\n  in the first block\n  of the text\n[INFO] done\n"
    assert described(document, messages) == ["pandoc warns: Skipped something in the first block of the text"]


def test_a_formula_is_named_with_the_reason(document):
    messages = (
        "[WARNING] Could not convert TeX math \\frac{1, rendering as TeX:\n"
        "  \\frac{1\n        ^\n  unexpected end of input\n"
    )
    (fault,) = faults_of(document, messages)
    assert fault.what == "the formula \\frac{1 cannot be typeset: unexpected end of input"
    assert "LaTeX" in fault.remedy


def test_a_fault_of_our_filters_keeps_its_words(document):
    message = 'tracepaper-fault: {"word": "tbl-a", "what": "is placed twice", "remedy": "remove one"}\n'
    (fault,) = faults_of(document, message)
    assert (fault.what, fault.remedy) == ("is placed twice", "remove one")


def test_all_warnings_are_reported(document):
    messages = "".join(f"[WARNING] Citeproc: citation key{n} not found\n" for n in range(3))
    assert len(described(document, messages)) == 3


def test_a_broken_bibliography_is_located(document, tmp_path):
    messages = 'Error reading bibliography file refs.bib:\n(line 7, column 3):\nunexpected "}"\n'
    fault = failure(document, messages, CitationSources())
    assert fault.where == "refs.bib:7"
    assert fault.what == 'does not parse: unexpected "}"'


def test_a_bibliography_without_lines_is_named(document):
    """pandoc says which part of a JSON file is wrong, not which line."""
    messages = "Error reading bibliography file refs.json:\nError in $[0]: expected Object\n"
    fault = failure(document, messages, CitationSources())
    assert (fault.where, fault.what) == ("refs.json", "does not parse: Error in $[0]: expected Object")


def test_a_shortened_bibliography_is_located_in_the_authors_file(document, tmp_path):
    """Pandoc may be given the cited entries alone; its line 2 is line 40 of the whole file."""
    messages = "Error reading bibliography file cited.bib:\n(line 2, column 1):\nunexpected end\n"
    sources = CitationSources(shortened={"cited.bib": (tmp_path / "library.bib", (39, 40, 41))})
    assert failure(document, messages, sources).where == "library.bib:40"


def test_a_failure_without_a_message_says_so(document):
    assert failure(document, " \n", CitationSources()).what == "pandoc failed: it gave no reason"


def test_a_failure_keeps_all_that_pandoc_reported_for_the_traceback(document):
    """The fault has pandoc's sentence, without the stack of the Haskell program; `--traceback` prints the rest."""
    messages = (
        "[INFO] Loaded a\npandoc: Bad file\nCallStack (from HasCallStack):\n  error, called at libraries/x\n"
    )
    fault = failure(document, messages, CitationSources())
    assert fault.what == "pandoc failed: [INFO] Loaded a pandoc: Bad file"
    assert "--traceback" in fault.remedy
    assert messages.strip() in fault.trace

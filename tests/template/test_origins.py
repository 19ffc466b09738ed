"""The origin of each character of a woven document."""

from __future__ import annotations

from itertools import pairwise

import pytest

from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.origins import Origin, origins
from report.template.weave import weave
from report.template.weaving_context import Context

LEDGER = Ledger.of([Stat("age.mean", 42.8, "mean", "mean age"), Stat("age.n", 25, "count", "cases")], Build())
CONTEXT = Context(LEDGER)


def traced(**sources: str) -> list[tuple[str, str, str, bool]]:
    """Each piece of the document: its text, its file, the source's text, and whether they are the same."""
    named = {f"{name}.qmd.j2": text for name, text in sources.items()}
    woven = weave(named, ("paper",), CONTEXT)
    markdown = woven["paper"].markdown
    found = origins(named, woven, "paper", CONTEXT)
    assert covered(found)
    return [
        (
            markdown[each.start : each.end],
            each.file.partition(".")[0],
            named[each.file][each.source_start : each.source_end],
            each.verbatim,
        )
        for each in found
    ]


def covered(found: tuple[Origin, ...]) -> bool:
    """Whether the pieces are in order and do not overlap."""
    return all(one.end <= other.start for one, other in pairwise(found))


def test_typed_text_is_its_own_origin() -> None:
    """Character by character."""
    (piece,) = traced(paper="Some words.\n\nMore words.")
    assert piece == ("Some words.\n\nMore words.", "paper", "Some words.\n\nMore words.", True)


def test_what_a_tag_prints_comes_from_the_whole_tag() -> None:
    """The text before and after it is typed."""
    before, tag, after = traced(paper="Aged << age.mean >> years.")
    assert before == ("Aged ", "paper", "Aged ", True)
    assert tag[0].startswith("[42.8]{")
    assert tag[1:] == ("paper", "<< age.mean >>", False)
    assert after == (" years.", "paper", " years.", True)


def test_equal_tags_are_told_apart() -> None:
    """Each printed number comes from its own tag, not from the first like it."""
    named = {"paper.qmd.j2": "<< age.n >> and << age.n >>"}
    woven = weave(named, ("paper",), CONTEXT)
    tags = [each for each in origins(named, woven, "paper", CONTEXT) if not each.verbatim]
    assert [(each.source_start, each.source_end) for each in tags] == [(0, 11), (16, 27)]


def test_included_text_comes_from_its_own_file() -> None:
    """The rest from the document's."""
    pieces = traced(paper='Start.\n\n<% include "part.qmd.j2" %>\n\nEnd.', part="Part of << age.n >>.")
    assert [(file, typed) for _, file, _, typed in pieces] == [
        ("paper", True),
        ("part", True),
        ("part", False),
        ("part", True),
        ("paper", True),
    ]


def test_a_branch_that_is_not_printed_has_no_origin() -> None:
    """Of two branches only the printed one is there."""
    pieces = traced(paper="A <% if synthetic %>invented<% else %>real<% endif %> B")
    assert not [text for text, *_ in pieces if "invented" in text]
    assert ("real", "paper", "real", True) in pieces


def test_text_of_a_loop_has_one_origin_for_all_its_turns() -> None:
    """Each turn prints the same typed text."""
    pieces = traced(paper="<% for each in [1, 2] %>x<% endfor %>")
    assert pieces == [("x", "paper", "x", True)] * 2


def test_metadata_have_origins_too() -> None:
    """Marks do not come before the metadata, which would then be text; those behind it are typed."""
    pieces = traced(paper="---\ntitle: A\n---\n\nBody of << age.n >>.\n")
    assert pieces[0][2].startswith("title: A")
    assert [source for _, _, source, verbatim in pieces if not verbatim][-1] == "<< age.n >>"
    assert pieces[-1] == (".\n", "paper", ".\n", True)


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_document_has_no_origins(text: str) -> None:
    """There is nothing to trace."""
    assert [piece for piece in traced(paper=text) if piece[0].strip()] == []

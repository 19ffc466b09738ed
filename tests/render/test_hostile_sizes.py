"""Metadata and bibliographies that are made to exhaust a reader are answered at once, in bounded memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from report.data.dictionary import read_dictionary
from report.data.protocol_constants import constants
from report.files.safe_yaml import expansion_fault, load
from report.render.document import Document
from report.render.pandoc import read
from report.rows.errors import DataError, RenderError, TemplateError
from report.template.bibtex import cited_entries, cited_names
from report.template.yaml_metadata import quoted

SECONDS = 10.0


def doubling(levels: int = 30) -> str:
    """Aliases of aliases: a text of one kilobyte that unfolds to a thousand million values."""
    lines = ["x0: &x0 [1, 1]", *(f"x{n + 1}: &x{n + 1} [*x{n}, *x{n}]" for n in range(levels))]
    return "\n".join(lines)


HOSTILE = {
    "aliases": doubling(),
    "merged aliases": "\n".join(
        ["x0: &x0 {k: 1}", *(f"x{n + 1}: &x{n + 1} {{<<: [*x{n}, *x{n}]}}" for n in range(30))]
    ),
    "a value that contains itself": "x: &x [1, *x]",
    "nested lists": "x: " + "[" * 50_000,
    "nested items": "x:\n  " + "- " * 50_000 + "1",
    "nested mappings": "\n".join(" " * n + "x:" for n in range(2_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_yaml_is_read_in_proportion_to_its_text(text: str) -> None:
    """Unfolding and nesting are bounded before a value is made, for our reader and for pandoc's."""
    began = time.process_time()
    with pytest.raises(yaml.YAMLError):
        load(text)
    assert expansion_fault(text)
    assert time.process_time() - began < SECONDS


def test_usual_aliases_are_read() -> None:
    """Anchors that save typing stay what they are."""
    assert load("a: &a {x: 1}\nb: {<<: *a, y: 2}\nc: [*a, *a]")["b"] == {"x": 1, "y": 2}
    assert expansion_fault("a: &a {x: 1}\nb: *a\n") == ""


@pytest.mark.parametrize("place", ["front matter", "later block"])
def test_metadata_are_refused_before_pandoc_reads_them(place: str, tmp_path: Path) -> None:
    """Pandoc unfolds aliases wherever a document has metadata; the fault has file and line."""
    block = f"---\n{doubling()}\n---\n"
    text = block if place == "front matter" else f"---\ntitle: x\n---\n\nText.\n\n{block}"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.qmd.j2").write_text(text)
    line = text[: text.index("&x0")].count("\n") + 1
    with pytest.raises(RenderError, match=rf"page\.qmd\.j2:{line}  .*aliases"):
        read(Document("page", text, tmp_path, tmp_path / "figures"), 0)


def test_other_yaml_of_a_project_is_bounded_too(tmp_path: Path) -> None:
    """The metadata that print numbers, the dictionary and the protocol are read by the same reader."""
    with pytest.raises(TemplateError, match="aliases"):
        quoted(f"---\ntitle: '[5]{{#o1 .stat data-stat=\"a.b\"}}'\n{doubling()}\n---\n", "templates/x")
    with pytest.raises(DataError, match="aliases"):
        read_dictionary(doubling(), "data/dictionary.yaml")
    (tmp_path / "protocol.yaml").write_text(doubling())
    with pytest.raises(DataError, match="aliases"):
        constants(tmp_path / "protocol.yaml", "data/protocol.yaml", "")


ENTRY = (
    "@article{{key{0},\n  author = {{Writer, W. and Other, O.}},\n"
    "  title = {{The {0}th {{Title}}}},\n  year = 2001\n}}\n\n"
)


def test_of_a_large_bibliography_only_cited_entries_reach_pandoc(tmp_path: Path) -> None:
    """Two hundred thousand entries are read in seconds, and the cited ones are set."""
    (tmp_path / "x.bib").write_text("".join(ENTRY.format(n) for n in range(200_000)))
    text = "---\nbibliography: x.bib\n---\n\nText [@key7; see @key199999, p. 3].\n"
    began = time.process_time()
    tree = read(Document("page", text, tmp_path, tmp_path / "figures"), 0).tree
    assert time.process_time() - began < SECONDS
    assert "199999th" in tree


def test_a_fault_of_a_large_bibliography_has_the_line_of_the_file(tmp_path: Path) -> None:
    """Lines are those of the author's file, not of what pandoc was given."""
    broken = "@article{broken,\n  author = {A, B},\n  title = {{Never closed},\n  year = 2001\n}\n\n"
    before = "".join(ENTRY.format(n) for n in range(5_000))
    (tmp_path / "x.bib").write_text(before + broken + "".join(ENTRY.format(n) for n in range(5_000, 6_000)))
    text = "---\nbibliography: x.bib\n---\n\nText [@broken].\n"
    with pytest.raises(RenderError) as caught:
        read(Document("page", text, tmp_path, tmp_path / "figures"), 0)
    first = before.count("\n") + 1
    assert int(caught.value.faults[0].where.removeprefix("x.bib:")) in range(first, first + 7)


def test_entries_bring_what_they_rest_on() -> None:
    """Definitions of strings, parents and aliases come along; comments and other entries do not."""
    text = """
@string{j = "Journal"}
@comment{@book{hidden, title = {No}}}
@inproceedings{child, crossref = {parent}, title = {Child}}
@proceedings{parent, xdata = {shared}, title = {Parent}}
@xdata{shared, publisher = {House}}
@article{main, ids = {old, older}, title = {Main}}
@article{other, title = {Other}}
"""
    cited = cited_entries(text, cited_names("As @child and [-@older; @{no:thing}]."))
    assert [name for name in ("Journal", "Child", "Parent", "House", "Main") if name not in cited.text] == []
    assert "Other" not in cited.text
    assert text.split("\n")[cited.lines[0] - 1].startswith("@string")
    assert cited_entries(text, cited_names("---\nnocite: '@*'\n---")).text.count("@") == 6


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("@a2020.", "a2020"),
        ("@{a b}", None),
        ("[@a:b/c.d, p. 3]", "a:b/c.d"),
        ("@a-b's", "a-b"),
        ("(@a;)", "a"),
    ],
)
def test_keys_are_found_with_the_punctuation_around_them(written: str, key: str | None) -> None:
    """More names than are cited do no harm; a missing one would lose an entry."""
    names = cited_names(written)
    assert names is not None
    assert key is None or key in names
